package e2e_test

var contactWalk = days{name: "contact", walk: contactDay}

// contactDay is somebody's who says on the own page what may reach them, sees
// what a locked telephone would show, and takes all of it back by one button.
func contactDay(w *walk) {
	w.enter("member", "Kluczach")
	w.follow("safe_contact.me.link")
	w.sees(w.words("safe_contact.me.silent"))
	w.look("silent")
	w.press("safe_contact.save")
	w.sees(w.words("safe_contact.channel.missing"))
	w.flawed("way")
	w.saysHow()
	w.locked()
	w.press("safe_contact.save")
	w.sees(w.words("safe_contact.said.saved"), w.words("safe_contact.by.email"), "cicha@example.org", w.words("safe_contact.details.place"))
	w.in(".lock").sees(w.words("telling.example.place"))
	w.look("said")
	w.follow("safe_contact.history.title")
	w.sees("cicha@example.org", w.words("safe_contact.history.you"))
	w.look("history")
	w.follow("safe_contact.history.back")
	w.saysNo()
}

// saysHow fills in a way and its hours.
func (w *walk) saysHow() {
	w.t.Helper()
	w.choose("radio", w.words("safe_contact.channels.email"))
	w.fill("safe_contact.field.email", "cicha@example.org")
	w.fill("safe_contact.hours.from", "9:00")
	w.fill("safe_contact.hours.until", "15:00")
}

// locked looks at the locked telephone: as it is by itself, which names neither
// house nor group, and with the place, which somebody allows.
func (w *walk) locked() {
	w.t.Helper()
	w.press("telling.preview.button")
	w.in(".lock").sees(w.words("tell.sender"), "17:00")
	w.in(".lock").hides("Kluczach", "Dziesiąta rano", w.words("telling.example.place"))
	w.look("preview")
	w.choose("DisclosureTriangle", w.words("safe_contact.further"))
	w.choose("radio", w.words("safe_contact.details.place"))
	w.press("telling.preview.button")
	w.in(".lock").sees(w.words("telling.example.place"))
	if got := w.Value(w.words("safe_contact.field.email")); got != "cicha@example.org" {
		w.t.Errorf("after the preview the address is %q", got)
	}
}

// saysNo takes one tap, and leaves no address behind but in the history.
func (w *walk) saysNo() {
	w.t.Helper()
	*w.taps = 0
	w.press("safe_contact.me.no")
	if *w.taps > 1 {
		w.t.Errorf("%d taps to say no", *w.taps)
	}
	w.sees(w.words("safe_contact.said.none"), w.words("safe_contact.me.none"))
	w.hides("cicha@example.org")
	w.look("no")
	w.follow("safe_contact.history.title")
	w.sees(w.words("safe_contact.may.no"))
}
