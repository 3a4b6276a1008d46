package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/kit"
	"krag/internal/web/webtest/htmlcheck"
)

func TestEverybodyComesHome(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom pod Lipą")
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	host, _ := h.staff("Ola", g, authz.Host)
	member := h.member(g, h.person(g, "Kos"))
	for _, c := range []struct {
		who *browser
		to  string
	}{
		{a.visitor(), "/sign-in"},
		{coordinator, "/today"},
		{host, "/today"},
		{member, "/me"},
		{a.operator(), "/institutions"},
	} {
		c.who.get("/").leads(c.to)
	}
	a.visitor().get("/today").leads("/sign-in?to=%2Ftoday")
	coordinator.get("/nowhere").is(http.StatusNotFound, htmlcheck.Count("h1", 1))
	a.visitor().whole("/sign-in", "Krąg")
}

func TestWrongPasswordKeepsTheName(t *testing.T) {
	a := startApp(t)
	b := a.visitor()
	typed := b.get("/sign-in").fill("/sign-in", "login", "kos@example.org", "password", "nie to hasło")
	b.post("/sign-in", typed).is(http.StatusUnprocessableEntity,
		htmlcheck.In(`input[name="login"]`, htmlcheck.Attr("value", "kos@example.org")),
		htmlcheck.In(`input[name="password"]`, htmlcheck.Attr("value", "")),
		htmlcheck.In(".sum li"))
}

// TestTooManyTriesKeepTheName: the name comes back when the time is over, and
// a password never does.
func TestTooManyTriesKeepTheName(t *testing.T) {
	a := startApp(t)
	b := a.visitor()
	typed := b.get("/sign-in").fill("/sign-in", "login", "kos@example.org", "password", "nie to hasło")
	for range 10 {
		b.post("/sign-in", typed).is(http.StatusUnprocessableEntity)
	}
	page := b.post("/sign-in", typed).is(http.StatusTooManyRequests, htmlcheck.Count("main form button", 1), htmlcheck.Silent("nie to hasło"))
	if wait := page.header.Get("Retry-After"); wait != "900" {
		t.Errorf("it is to be tried again after %q", wait)
	}
	b.post("/sign-in", page.fill("/sign-in", kit.BackName, "1")).is(http.StatusOK,
		htmlcheck.In(`input[name="login"]`, htmlcheck.Attr("value", "kos@example.org")), htmlcheck.In(`input[name="password"]`, htmlcheck.Attr("value", "")))
}
