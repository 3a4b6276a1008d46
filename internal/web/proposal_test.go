package web_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

// TestSomebodyProposesAGroup: without an account and without a name; staff see it,
// found the group from it, and whoever sent it takes it back.
func TestSomebodyProposesAGroup(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom pod Lipą")
	h.programme("kawa", "Kawa")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	const door = "/proposals/door"
	iga.get("/proposals/poster").leads(door)
	open := iga.get(door).is(http.StatusOK, htmlcheck.Not("#address")).fill(door, "open", "yes")
	twice(func() { iga.post(door, open).leads(door) })
	at, err := h.Services().Proposals.Door(t.Context(), h.actor)
	h.must(err)
	start := "/start/" + at.Token
	iga.get(door).is(http.StatusOK, htmlcheck.In(`a[href="`+start+`"]`))
	iga.get("/proposals/poster").is(http.StatusOK, htmlcheck.In("svg.qr"))

	somebody := a.visitor()
	page := somebody.get(start).is(http.StatusOK, htmlcheck.In(`form[action="/exit"]`), htmlcheck.In(`input[name=reach][value=none][checked]`))
	somebody.post(start, page.fill(start)).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#words"]`))
	somebody.post(start, page.fill(start, "words", "Szycie", "reach", "call", "call", "kvxq")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#call"]`), htmlcheck.In(`input[name=words]`, htmlcheck.Attr("value", "Szycie")))
	form := page.fill(start, "wish", "start", "words", "Szycie", "reach", "call", "call", "600 100 200", "when", "po 17", "pseudonym", "Kos")
	back := start + "/back/" + form.Get("form_id")
	twice(func() {
		if sent := somebody.post(start, form).is(http.StatusOK); !bytes.Contains(sent.body, []byte(back)) || strings.Contains(string(sent.body), "Szycie") {
			t.Error("what was sent is shown again, or cannot be taken back")
		}
	})

	iga.get("/today").is(http.StatusOK, htmlcheck.In(`a[href="/proposals"]`))
	one := "/proposals/" + form.Get("form_id")
	iga.get("/proposals").is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.In(`a[href="`+one+`"]`))
	if shown := iga.get(one).is(http.StatusOK, htmlcheck.In(`a[href="`+one+`/group"]`)); !bytes.Contains(shown.body, []byte("600")) {
		t.Error("nobody can tell whoever asked to be told")
	}
	found := iga.get(one + "/group").is(http.StatusOK)
	filled := found.fill(one+"/group", "name", "Szycie", "neutral", "Środy", "kind", "other", "character", "discussion")
	group := "/groups/" + filled.Get("form_id")
	twice(func() { iga.post(one+"/group", filled).leads(group) })
	iga.get(one).is(http.StatusOK, htmlcheck.Not(`a[href="`+one+`/group"]`), htmlcheck.In(`a[href="`+group+`"]`))
	iga.get(one + "/keep").leads(one)
	iga.get("/interest/8").is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.In(`a[href="`+one+`"]`))
	iga.get("/today").is(http.StatusOK, htmlcheck.Not(`a[href="/proposals"]`))

	ask := somebody.get(back).is(http.StatusOK)
	twice(func() { somebody.post(back, ask.fill(back)).is(http.StatusOK) })
	iga.get(one).is(http.StatusGone)
	iga.get(group).is(http.StatusOK)
	iga.get("/proposals").is(http.StatusOK, htmlcheck.In(".empty"))
	somebody.get(start[:len(start)-1] + "~").is(http.StatusGone)
}

// TestTooManyProposals: whoever floods a house is told when to try again, and what
// was typed stays.
func TestTooManyProposals(t *testing.T) {
	a := startApp(t)
	start := "/start/" + a.estate("many").plot(0).proposalDoor()
	b := a.visitor()
	page := b.get(start).is(http.StatusOK)
	last := 0
	for range 30 {
		form := page.fill(start, "words", "Szycie", "form_id", domain.NewID[domain.InterestID]().String())
		if got := b.post(start, form); got.status == http.StatusTooManyRequests {
			got.is(http.StatusTooManyRequests, htmlcheck.In(`input[name=words]`, htmlcheck.Attr("value", "Szycie")))
			break
		}
		last++
	}
	if last < 10 || last >= 30 {
		t.Errorf("%d were taken", last)
	}
}
