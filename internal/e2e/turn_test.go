package e2e_test

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"krag/internal/domain/group"
	"krag/internal/i18n"
)

// handOn is a role that goes from hand to hand: a member says what they are
// ready for and gives one turn back, and the host takes what is then suggested.
func handOn(w *walk) {
	w.enter("member", "Kluczach")
	w.follow("turn.own.mine")
	w.sees(w.words("turn.own.turns"), w.role("mine", group.Opener))
	w.hides("Stokrotka", "Basia z kiosku")
	w.look("own")
	w.follow("turn.ready.link")
	w.choose("checkbox", upper(w.role("things", group.Buddy)))
	w.look("ready")
	w.press("turn.ready.save")
	w.sees(w.words("turn.said.ready"), w.role("things", group.Buddy))
	w.follow("turn.away.link")
	w.press("turn.away.save")
	w.flawed("away")
	w.follow("turn.own.keep")

	given := 0
	_, leads := w.demo.enterWithout(w.t, "member", "Kluczach").page("/me/turns")
	for _, to := range leads {
		if parts := strings.Split(to, "/"); len(parts) == 5 && parts[2] == "turns" && parts[3] != "away" && given == 0 {
			w.Goto(to)
			w.look("return")
			w.press("turn.return.do")
			w.sees(w.words("turn.said.returned"))
			given++
		}
	}
	if given == 0 {
		w.t.Fatalf("nothing can be given back: %v", leads)
	}

	host := *w
	host.enter("host", "Kluczach")
	host.follow("nav.me")
	host.in(`section[aria-labelledby="people"]`).follow("turn.plan.title")
	host.sees("Malwina", host.words("turn.plan.suggested"))
	host.look("plan")
	host.opens("button", host.suggested())
	host.sees(host.words("turn.said.filled"))
	host.follow("turn.paper.link")
	host.sees("Dziesiąta rano", host.words("turn.paper.note"))
}

// suggested is what the button says that takes every suggestion.
func (w *walk) suggested() string {
	w.t.Helper()
	for n := 1; n < 60; n++ {
		if said := held(w.say.N("turn.plan.fill", n)); w.Has("button", said) {
			return said
		}
	}
	w.t.Fatal("nothing is suggested")
	return ""
}

func (w *walk) role(words string, r group.Role) string {
	return w.words(i18n.Key("turn."+words, string(r)))
}

func upper(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[n:]
}
