package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/i18n"
	"krag/internal/web/webtest/htmlcheck"
)

func TestAccount(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	host, _ := h.staff("Ola", g, authz.Host)
	manager.get("/account").is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("Żaneta"), htmlcheck.Says("kierujesz instytucją")),
		htmlcheck.In(`nav a[href="/journal"]`), htmlcheck.In(`nav a[href="/account"]`), htmlcheck.In(`form[action="/sign-out"]`))
	host.get("/account").is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("Poranna kawa")), htmlcheck.Not(`a[href="/journal"]`))
	a.operator().get("/account").is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("obsługujesz serwer")))
	manager.whole("/account", "Krąg", "Dom", "Żaneta")
}

func TestChangeOfPassword(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	_, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	token, err := h.Services().Accounts.ResetLink(t.Context(), h.actor, id)
	h.must(err)
	desk := a.visitor()
	desk.post("/in/"+token, url.Values{"password": {"trzy zielone klucze"}, "again": {"trzy zielone klucze"}}).leads("/")
	phone := h.again(id)

	form := desk.get("/account")
	wrong := form.fill("/account", "old", "nie to hasło wcale", "password", "cztery szare koty", "again", "cztery szare koty")
	desk.post("/account", wrong).is(http.StatusUnprocessableEntity, htmlcheck.In("#old-error"))
	other := form.fill("/account", "old", "trzy zielone klucze", "password", "cztery szare koty", "again", "pięć szarych kotów")
	desk.post("/account", other).is(http.StatusUnprocessableEntity, htmlcheck.In("#again-error"), htmlcheck.Not(`input[value="cztery szare koty"]`))
	good := form.fill("/account", "old", "trzy zielone klucze", "password", "cztery szare koty", "again", "cztery szare koty")
	desk.post("/account", good).leads("/account")
	desk.get("/account").is(http.StatusOK, htmlcheck.In(".note--saved"))
	phone.get("/account").leads("/sign-in?to=%2Faccount")

	phone = h.again(id)
	left := desk.post("/account/sign-out-everywhere", url.Values{})
	left.leads("/sign-in")
	if set := strings.Join(left.header.Values("Set-Cookie"), " "); !strings.Contains(set, "krag_session=; Path=/; Max-Age=0") {
		t.Errorf("the browser keeps the session: %s", set)
	}
	phone.get("/account").leads("/sign-in?to=%2Faccount")
	desk.get("/account").leads("/sign-in?to=%2Faccount")
}

// again signs somebody in on another device.
func (h house) again(id domain.UserID) *browser {
	h.t.Helper()
	token, err := h.Services().Accounts.SignInLink(h.t.Context(), h.actor, id)
	h.must(err)
	return h.enter(token)
}

// TestPublicPages: everybody may read them, in every language, before signing
// in and after.
func TestPublicPages(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom pod Lipą")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	for _, path := range []string{"/help", "/privacy", "/safety", "/accessibility"} {
		a.visitor().whole(path, "Krąg", a.URL())
		coordinator.get(path).is(http.StatusOK)
		a.visitor().get(path).is(http.StatusOK, htmlcheck.Not(`meta[name="robots"]`))
	}
	a.visitor().get("/safety").is(http.StatusOK, htmlcheck.In(`form[action="/exit"]`), htmlcheck.In("title", htmlcheck.Text("Krąg")), htmlcheck.In("main", htmlcheck.Says("112")))
	coordinator.get("/accessibility").is(http.StatusOK, htmlcheck.In("#a11y-podmiot", htmlcheck.Says("Dom pod Lipą")))
}

// TestDeclaration: the programs that look after accessibility find its parts
// by their ids, in every language.
func TestDeclaration(t *testing.T) {
	a := startApp(t)
	for _, lang := range i18n.Langs {
		page := a.visitor().in(lang).get("/accessibility")
		for _, id := range []string{
			"a11y-wstep", "a11y-podmiot", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja", "a11y-status",
			"a11y-data-sporzadzenie", "a11y-ocena", "a11y-kontakt", "a11y-procedura", "a11y-architektura",
		} {
			page.is(http.StatusOK, htmlcheck.Count("#"+id, 1))
		}
		page.is(http.StatusOK, htmlcheck.Each("time", htmlcheck.Matches("datetime", `\d{4}-\d\d-\d\d`)))
	}
}

func TestGallery(t *testing.T) {
	b := startApp(t).visitor()
	b.get("/gallery").is(http.StatusOK)
	b.get("/gallery/today").is(http.StatusOK, htmlcheck.Count("h1", 1))
	b.get("/gallery/nothing").is(http.StatusNotFound)
}
