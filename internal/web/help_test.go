package web_test

import (
	"net/http"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/i18n"
	"krag/internal/web/webtest/htmlcheck"
)

var helpPages = []string{
	"/help/start", "/help/attendance", "/help/rooms", "/help/stages", "/help/hosting", "/help/roles", "/help/link", "/help/forget", "/help/numbers", "/help/comfort",
}

// TestHelpPages: everybody may read them, in every language, and the first
// page of the help, privacy or safety leads to each.
func TestHelpPages(t *testing.T) {
	a := startApp(t)
	for _, path := range helpPages {
		for _, lang := range i18n.Langs {
			a.visitor().in(lang).get(path).is(http.StatusOK, htmlcheck.In("main h2"), htmlcheck.In("main ul li"), htmlcheck.Not(`meta[name="robots"]`))
		}
		a.visitor().whole(path, "Krąg")
		a.visitor().get("/help").is(http.StatusOK, htmlcheck.In(`main a[href="`+path+`"]`))
	}
	a.visitor().get("/help/stages").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Przerwa. Grupa robi przerwę.")))
	a.visitor().get("/help/link").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("przez 30 dni")))
	a.visitor().get("/help/numbers").is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Says("„mniej niż 5”")))
}

// TestHelpIsWhereItIsNeeded: a page leads to the help about just this page,
// and a member keeps the way out while reading it.
func TestHelpIsWhereItIsNeeded(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	who := h.person(g, "Kos")
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	host, _ := h.staff("Ola", g, authz.Host)
	kos := h.member(g, who)
	for _, c := range []struct {
		reader     *browser
		page, help string
	}{
		{iga, "/today", "/help/start"},
		{iga, pathOf(g), "/help/stages"},
		{iga, pathOf(g) + "/stage", "/help/stages"},
		{iga, "/rooms/all", "/help/rooms"},
		{iga, "/bookings/new", "/help/rooms"},
		{iga, "/keys", "/help/rooms"},
		{iga, pathOf(g) + "/members/" + who.String() + "/link", "/help/link"},
		{iga, "/people/" + who.String() + "/forget", "/help/forget"},
		{manager, pathOf(g), "/help/numbers"},
		{manager, "/programmes/kawa", "/help/numbers"},
		{manager, "/staff/new", "/help/hosting"},
		{host, "/today", "/help/hosting"},
		{iga, pathOf(g) + "/turns", "/help/roles"},
		{kos, "/me/turns", "/help/roles"},
		{kos, "/me", "/help/link"},
		{kos, "/me/leave", "/help/forget"},
	} {
		c.reader.get(c.page).is(http.StatusOK, htmlcheck.In(`main a.more[href="`+c.help+`"]`))
	}
	kos.get("/help/link").is(http.StatusOK, htmlcheck.In("form#exit"), htmlcheck.In("title", htmlcheck.Text("Krąg")))
}
