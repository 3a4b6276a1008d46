package e2e_test

import (
	"net/http"
	"strings"

	"krag/internal/i18n"
)

var (
	askWalk    = days{name: "asks", walk: askingDay}
	inviteWalk = days{name: "invited", walk: invitedDay}
)

// joined is the group that takes somebody in.
const joined = "Na parterze"

// askingDay is somebody's who asks to join by the address of a group, and the
// coordinator's who takes them in.
func askingDay(w *walk) {
	w.enter("coordinator", "Kluczach")
	w.follow("nav.groups")
	w.to(joined)
	w.follow("relay.title")
	w.follow("relay.link.link")
	w.press("relay.link.make")
	w.sees(w.words("relay.said.made"))
	w.look("address")
	w.outside(w.shown(), (*walk).asks)
	w.takesIn()
}

// shown is the address that a page shows, below the base.
func (w *walk) shown() string {
	w.t.Helper()
	return w.In(".secret").Text()
}

// outside opens an address in the browser of somebody whom Krąg does not know.
func (w *walk) outside(address string, does func(*walk)) {
	w.t.Helper()
	other := *w
	other.open(w.demo.URL)
	if got := other.Goto(address); got != http.StatusOK {
		w.t.Fatalf("whoever has the address gets %d", got)
	}
	does(&other)
}

// asks sends a request to join: once without saying how to be answered.
func (w *walk) asks() {
	w.t.Helper()
	w.look("write")
	w.follow("relay.join.tab")
	w.hides(joined)
	w.look("join")
	w.fill("relay.join.pseudonym", "Wilga")
	w.press("relay.write.button")
	w.sees(w.words("relay.join.by_missing"))
	w.flawed("join")
	w.choose("radio", w.words("relay.by.sms"))
	w.fill("safe_contact.field.sms", "600 100 200")
	w.press("relay.write.button")
	w.sees(w.words("relay.sent.title"))
	w.look("sent")
}

// takesIn takes one step from the request to the group: what is to be known stands
// in the form already.
func (w *walk) takesIn() {
	w.t.Helper()
	w.follow("nav.today")
	w.in(`main li:has(a[href$="/letters"])`).to("")
	w.look("letters")
	w.in("tbody tr:first-child th").to("")
	w.sees("Wilga")
	w.look("letter")
	w.saysSilent(w.URL())
	w.follow("relay.admit.link")
	w.look("admit")
	w.press("relay.admit.link")
	w.sees(w.words("relay.said.joined"), w.words("relay.answer.off_in"))
	w.look("admitted")
	w.follow("relay.admit.person")
	w.sees("Wilga", joined)
}

// saysSilent takes a request beside the browser and so in Polish, in a house that
// sends nothing.
func (w *walk) saysSilent(letter string) {
	w.t.Helper()
	c := w.without()
	said, _ := wordsOf(w.t, c.press(c.get(letter), letter+"/do", "do", "take").body)
	if want := held(i18n.For(i18n.Polish).T("relay.answer.off_house")); !strings.Contains(said, want) {
		w.t.Errorf("who took it does not read %q", want)
	}
}

// invitedDay is a coordinator's who makes an invitation, and somebody's who joins
// by it.
func invitedDay(w *walk) {
	w.enter("coordinator", "Kluczach")
	w.follow("nav.groups")
	w.to(joined)
	group := w.URL()
	w.agreement(group)
	w.Goto(group + "/members")
	w.follow("invitation.title")
	w.look("invitations")
	w.press("invitation.make")
	w.sees(w.words("invitation.hand_over"))
	w.look("made")
	w.outside(w.shown(), (*walk).joins)
	w.follow("invitation.back")
	w.hides(w.words("invitation.revoke.link"))
	w.follow("member.back")
	w.sees("Рудик")
}

// agreement has the group agree on something, without the browser.
func (w *walk) agreement(group string) {
	w.t.Helper()
	c := w.without()
	c.submit(group + "/agreement/new")
	if a := c.submit(group+"/agreement/agree", "present", "6"); a.status != http.StatusOK {
		w.t.Fatalf("the group did not agree: %d", a.status)
	}
}

// joins reads what the group agreed on, takes it and a pseudonym, and goes in by
// the private link: once without having said either.
func (w *walk) joins() {
	w.t.Helper()
	w.sees(w.words("invitation.to", "group", joined), w.words("invitation.rules"))
	w.look("invitation")
	w.press("invitation.button")
	w.sees(w.words("invitation.accepts_missing"))
	w.flawed("invitation")
	w.fill("relay.join.pseudonym", "Рудик")
	w.choose("checkbox", w.words("invitation.accepts"))
	w.press("invitation.button")
	w.sees(w.words("invitation.joined.lead"))
	w.look("joined")
	w.follow("invitation.joined.enter")
	w.press("door.link.enter")
	w.sees(joined)
	w.look("me")
}
