package e2e_test

import "net/http"

// memberLeaves opens the private link, sees the next meeting, takes another
// name and leaves.
func memberLeaves(w *walk) {
	w.open(w.demo.URL)
	w.Goto(w.demo.link(w.t, "member", "Kluczach"))
	w.look("door")
	w.press("door.link.enter")
	w.sees("Dziesiąta rano", w.words("me.nobody_sees"), "10:00", "Sala w piwnicach Ośrodka")
	w.hides("Stokrotka", "Kapitan")
	w.look("me")
	w.follow("me.name.title")
	w.look("name")
	w.fill("me.name.label", "")
	w.press("me.name.save")
	w.flawed("name")
	w.fill("me.name.label", "Cicha woda")
	w.press("me.name.save")
	w.sees(w.words("me.said.renamed"))
	w.leaves("me.leave.only")
	w.look("left")
	w.gone()

	after := w.demo.enterWithout(w.t, "coordinator", "Kluczach")
	if n := after.find("/people", "Cicha woda"); n != 1 {
		w.t.Errorf("%d people are called as the member wished", n)
	}
}

// memberForgotten leaves and is forgotten: nobody finds the name again.
func memberForgotten(w *walk) {
	staff := w.demo.enterWithout(w.t, "coordinator", "Kluczach")
	if n := staff.find("/people", "Malwina"); n != 1 {
		w.t.Fatalf("%d people are called Malwina before", n)
	}
	w.enter("member", "Kluczach")
	w.leaves("me.leave.forget")
	w.gone()
	if n := staff.find("/people", "Malwina"); n != 0 {
		w.t.Errorf("%d people are called Malwina after", n)
	}
}

// leaves takes two taps from the own page.
func (w *walk) leaves(how string) {
	w.t.Helper()
	*w.taps = 0
	w.follow("me.leave.link")
	w.look("leave")
	w.press(how)
	if *w.taps > 2 {
		w.t.Errorf("%d taps from the own page to the goodbye", *w.taps)
	}
	w.sees(w.words("me.left.title"))
}

// gone shows that the link opens nothing any more.
func (w *walk) gone() {
	w.t.Helper()
	if got := w.Goto(w.demo.link(w.t, "member", "Kluczach")); got != http.StatusGone {
		w.t.Errorf("the link answers %d", got)
	}
	w.look("gone")
	w.Goto("/me")
	w.sees(w.words("door.sign_in.title"))
	w.look("sign-in")
}
