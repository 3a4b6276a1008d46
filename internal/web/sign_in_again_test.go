package web_test

import (
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/web/kit"
	"krag/internal/web/webtest/htmlcheck"
)

// TestFormWaitsForSignIn: a form that comes after its session has ended waits
// in the sign-in page, a wrong password and a busy database included, and is
// sent with one button.
func TestFormWaitsForSignIn(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h, o := a.house("Dom pod Lipą"), a.observer()
		h.programme("krag", "Krąg")
		iga, login := h.worker("Iga", authz.Coordinator)
		form := iga.get("/groups/new").fill("/groups/new", "name", "Kawa z „mlekiem” & <cukrem>", "neutral", "Wtorki", "kind", "loneliness", "character", "discussion", "rhythm", "co tydzień\nw sali")
		a.pass(account.SessionLife)

		door := iga.post("/groups/new", form).is(http.StatusUnauthorized,
			htmlcheck.In(".note--warn", htmlcheck.Says("nie przepadło")), htmlcheck.In(`input[name="login"]`, htmlcheck.Attr("value", "")))
		if door.header.Get("Cache-Control") != "no-store" {
			t.Error("the form is kept in a cache")
		}
		before := o.count()
		door = iga.post("/sign-in", door.fill("/sign-in", "login", login, "password", "nie to hasło")).is(http.StatusUnprocessableEntity, htmlcheck.In(".sum li"))
		o.without("session", func() {
			busy := iga.post("/sign-in", door.fill("/sign-in", "login", login, "password", ownPassword)).is(http.StatusInternalServerError)
			door = iga.post("/sign-in", busy.fill("/sign-in", kit.BackName, "1"))
		})
		door = iga.post("/sign-in", door.fill("/sign-in", kit.BackName, "1"))
		door.is(http.StatusOK, htmlcheck.In(`input[name="login"]`, htmlcheck.Attr("value", login)), htmlcheck.In(`input[name="password"]`, htmlcheck.Attr("value", "")))
		waits := iga.post("/sign-in", door.fill("/sign-in", "login", login, "password", ownPassword)).is(http.StatusOK,
			htmlcheck.In("dl", htmlcheck.Says("Iga"), htmlcheck.Says("Dom pod Lipą")), htmlcheck.Not(`input[name="waits.password"]`))
		if got := waits.fill("/groups/new"); !same(got, form) {
			t.Errorf("what waits is %v, want %v", got, form)
		}
		if n := grown(before, o.count())["self_help_group"]; n != 0 {
			t.Error("signing in sent the form by itself")
		}
		iga.post("/groups/new", waits.fill("/groups/new", kit.BackName, "1")).is(http.StatusOK, htmlcheck.In(`input[name="neutral"]`, htmlcheck.Attr("value", "Wtorki")))
		twice(func() { iga.post("/groups/new", waits.fill("/groups/new")).leads("/groups/" + form.Get("form_id")) })
	})
}

// TestFileWaitsForSignIn: of a form with a file its words wait, and the file is
// asked for by its name; the form opens with its words.
func TestFileWaitsForSignIn(t *testing.T) {
	w := startWorks(t)
	iga, login := w.worker("Iga", authz.Coordinator)
	form, file := iga.get(attachForm).fill(attachForm, "about", "Uchwała o sali"), chosenFile{"uchwała.pdf", smallPDF("")}
	w.pass(account.SessionLife)
	door := iga.postFile(attachForm, form, file).is(http.StatusUnauthorized, htmlcheck.In(".note--warn", htmlcheck.Says("nie przepadło")))
	waits := iga.post("/sign-in", door.fill("/sign-in", "login", login, "password", ownPassword)).is(http.StatusOK,
		htmlcheck.In(`form[enctype="multipart/form-data"] label`, htmlcheck.Says("uchwała.pdf")))
	iga.postFile(attachForm, waits.fill(attachForm, kit.BackName, "1"), file).is(http.StatusOK,
		htmlcheck.In("#file-error", htmlcheck.Says("Wybierz plik jeszcze raz")), htmlcheck.In("textarea", htmlcheck.Text("Uchwała o sali")))
	twice(func() {
		iga.postFile(attachForm, waits.fill(attachForm), file).leads("/attachments/" + form.Get("form_id"))
	})
	w.visitor().postFile(attachForm, form, file).leads("/sign-in?to=" + url.QueryEscape(attachForm))
}

// TestSomebodyElseSignsIn: the page says who it is now, nobody acts under
// another name unseen, and the form can go on to wait for its owner. Of a form
// that a role may not send the page has nothing, not in its source either.
func TestSomebodyElseSignsIn(t *testing.T) {
	a := startApp(t)
	h, away := a.house("Dom"), a.house("Inny dom")
	p := h.programme("krag", "Krąg")
	g := h.group(p, "Kawa", "Poranna kawa")
	iga, igaLogin := h.worker("Iga", authz.Coordinator)
	_, boss := h.worker("Żaneta", authz.Manager)
	_, stranger := away.worker("Obca", authz.Coordinator)
	to := pathOf(g) + "/edit"
	form := iga.get(to).fill(to, "rhythm", "co drugi wtorek")
	a.pass(account.SessionLife)
	door := iga.post(to, form).is(http.StatusUnauthorized)
	enter := func(on answer, login string) answer {
		return iga.post("/sign-in", on.fill("/sign-in", "login", login, "password", ownPassword)).is(http.StatusOK)
	}

	asStranger := enter(door, stranger).is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("Obca"), htmlcheck.Says("Inny dom")))
	iga.post(to, asStranger.fill(to)).is(http.StatusNotFound)
	asOwner := enter(iga.post("/sign-in", asStranger.fill("/sign-in", kit.BackName, "1")), igaLogin)
	enter(iga.post("/sign-in", asOwner.fill("/sign-in", kit.BackName, "1")), boss).is(http.StatusOK,
		htmlcheck.In("dl", htmlcheck.Says("Żaneta")), htmlcheck.In(".lead", htmlcheck.Says("Z tego konta")),
		htmlcheck.Silent("co drugi"), htmlcheck.Silent(to), htmlcheck.Silent("waits"), htmlcheck.In(`main form[action="/sign-out"]`))
	iga.post(to, form).is(http.StatusForbidden, htmlcheck.Silent("co drugi"))
	iga.post("/sign-out", url.Values{}).leads("/sign-in")
	iga.post("/sign-in", url.Values{"login": {igaLogin}, "password": {ownPassword}}).leads("/")
	iga.post(to, form).leads(pathOf(g)) // by the browser's way back
	iga.get(to).is(http.StatusOK, htmlcheck.In(`input[name="rhythm"]`, htmlcheck.Attr("value", "co drugi wtorek")))
}

// TestNothingWaitsForWhoLeft: after signing out and after leaving in a hurry a
// form that comes again, by the browser's way back, leaves no trace; nor does
// one of a member. No secret waits, and no button that somebody else would
// press without having read the question.
func TestNothingWaitsForWhoLeft(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	iga, login := h.worker("Iga", authz.Coordinator)
	to := pathOf(g) + "/edit"
	form := iga.get(to).fill(to, "rhythm", "co drugi wtorek")
	for _, out := range []string{"/exit", "/sign-out"} {
		iga.post("/sign-in", url.Values{"login": {login}, "password": {ownPassword}}).leads("/")
		iga.post(out, url.Values{})
		iga.post(to, form).leads("/sign-in?to=" + url.QueryEscape(to))
	}
	iga.post("/sign-in", url.Values{"login": {login}, "password": {ownPassword}}).leads("/")
	a.pass(account.SessionLife)
	question := pathOf(g) + "/stage/back"
	iga.post(question, url.Values{"form_id": {g.String()}, "version": {"1"}}).leads("/sign-in?to=" + url.QueryEscape(question))
	iga.post("/account", url.Values{"old": {ownPassword}, "password": {"a"}, "again": {"a"}}).leads("/sign-in?to=%2Faccount")

	kos := h.member(g, h.person(g, "Kos"))
	name := kos.get("/me/name").fill("/me/name", "pseudonym", "Drozd")
	a.pass(account.MemberLife)
	kos.post("/me/name", name).leads("/sign-in?to=%2Fme")
	kos.get("/sign-in?to=%2Fme").is(http.StatusOK, htmlcheck.In("form#exit"), htmlcheck.In(".note", htmlcheck.Says("swój odnośnik")), htmlcheck.Silent("Drozd"))
}

// TestOnlyOurFormsWait: where a form goes is looked up among our own routes
// that take forms from somebody signed in, and secrets in it are dropped.
func TestOnlyOurFormsWait(t *testing.T) {
	a := startApp(t)
	iga, login := a.house("Dom").worker("Iga", authz.Coordinator)
	held := iga.waitsFor()
	for _, to := range []string{
		"https://elsewhere.example/groups/new", "//elsewhere.example/groups/new", "/groups//new", "/nowhere", "/today", "/sign-in", "/exit",
		"/in/abc", "/me/leave", "javascript:alert(1)", "/\\elsewhere.example", "groups/new", "",
	} {
		iga.post("/sign-in", url.Values{"login": {login}, "password": {ownPassword}, "waits_to": {to}, "waits_for": held, "waits.name": {"Kawa"}}).leads("/")
	}
	page := iga.post("/sign-in", url.Values{
		"login": {login}, "password": {ownPassword}, "waits_for": iga.waitsFor(), "waits_to": {"/costs/" + domain.NewID[domain.CostID]().String() + "/delete?from=krag"},
		"waits.note": {"a", "b"}, "waits.password": {"tajne"}, "waits.": {"c"},
	}).is(http.StatusOK, htmlcheck.Silent("tajne"))
	if got := iga.waitingIn(page); !slices.Equal(got["note"], []string{"a", "b"}) {
		t.Errorf("what waits is %v", got)
	}
}

// waitingIn is the form that waits in a page, wherever it goes.
func (b *browser) waitingIn(page answer) url.Values {
	b.t.Helper()
	for n := range page.root().Descendants() {
		if n.Data == "form" && attr(n, "action") != "/sign-in" && attr(n, "action") != "/exit" {
			return page.fill(attr(n, "action"))
		}
	}
	b.t.Fatal("no form waits in the page")
	return nil
}

// waitsFor is what a form that waits in this browser carries beside itself.
func (b *browser) waitsFor() []string {
	b.t.Helper()
	home, err := url.Parse(b.base)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range b.client.Jar.Cookies(home) {
		if c.Name == "krag_session" {
			return []string{hex.EncodeToString(account.Hash("holder of " + c.Value))}
		}
	}
	b.t.Fatal("nobody is signed in")
	return nil
}

// TestHistoryOpensNothing: the page behind a sign-in that a form waited for is
// no redirect, so the browser's history holds the password. Sent again from
// there it signs nobody in; only who signed in with it sees the form again, and
// nobody who sits down there later.
func TestHistoryOpensNothing(t *testing.T) {
	a := startApp(t)
	h, o := a.house("Dom"), a.observer()
	h.programme("krag", "Krąg")
	iga, login := h.worker("Iga", authz.Coordinator)
	_, other := h.worker("Ola", authz.Coordinator)
	form := iga.get("/programmes/new").fill("/programmes/new", "title", "Ogród", "slug", "ogrod")
	a.pass(account.SessionLife)
	entry := iga.post("/programmes/new", form).is(http.StatusUnauthorized).fill("/sign-in", "login", login, "password", ownPassword)
	on := iga.post("/sign-in", entry).is(http.StatusOK).fill("/sign-in", kit.BackName, "1")

	before := o.count()
	iga.post("/sign-in", entry).is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("Iga")), htmlcheck.In(`form[action="/programmes/new"]`))
	iga.post("/sign-out", url.Values{}).leads("/sign-in")
	iga.post("/sign-in", entry).leads("/sign-in")
	iga.get("/today").leads("/sign-in?to=%2Ftoday")
	iga.post("/sign-in", url.Values{"login": {other}, "password": {ownPassword}}).leads("/")
	for _, history := range []url.Values{entry, on} {
		iga.post("/sign-in", history).leads("/")
	}
	iga.get("/account").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Ola")))
	iga.post("/sign-out", url.Values{}).leads("/sign-in")
	iga.post("/sign-in", url.Values{"login": {login}, "password": {ownPassword}}).leads("/")
	iga.post("/sign-in", entry).is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("Iga")), htmlcheck.In(`form[action="/programmes/new"]`))
	iga.post("/sign-in", on).leads("/")                   // of no name: whose it is cannot be told
	if n := grown(before, o.count())["session"]; n != 0 { // one ended, one began
		t.Errorf("the history made %d sessions", n)
	}
}
