package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

func TestSomebodyJoins(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	p := h.programme("kawa", "Kawa")
	g, second := h.group(p, "Kawa", "Poranna kawa"), h.group(p, "Herbata", "Wieczorna herbata")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	join := pathOf(g) + "/members/new"

	iga.get(pathOf(g)+"/members").is(http.StatusOK, htmlcheck.In(`.empty a[href="`+join+`"]`))
	page := iga.get(join)
	iga.post(join, page.fill(join, "pseudonym", "", "on_day", "31", "on_month", "2")).is(http.StatusUnprocessableEntity,
		htmlcheck.In(`.sum a[href="#pseudonym"]`), htmlcheck.In(`.sum a[href="#on"]`), htmlcheck.In(`input[name="on_day"]`, htmlcheck.Attr("value", "31")))
	form := page.fill(join, "pseudonym", "Jaskółka")
	twice(func() { iga.post(join, form).leads(pathOf(g)) })
	iga.get(pathOf(g)+"/members").is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.In("tbody th", htmlcheck.Text("Jaskółka")))
	iga.get(pathOf(g)+"/members/known").is(http.StatusOK, htmlcheck.Not("select")) // the only one belongs already

	join = pathOf(second) + "/members/new"
	page = iga.get(pathOf(second)+"/members/known").is(http.StatusOK, htmlcheck.Count("select option", 2))
	iga.post(join, page.fill(join)).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#person"]`), htmlcheck.In("select"))
	form = page.fill(join, "person", form.Get("form_id"))
	twice(func() { iga.post(join, form).leads(pathOf(second)) })
	iga.get(pathOf(second)).is(http.StatusOK, htmlcheck.In(".names", htmlcheck.Text("Jaskółka")))
}

func TestSomebodyKnownIsSearchedFor(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	p := h.programme("kawa", "Kawa")
	h.person(h.group(p, "Kawa", "Poranna kawa"), "Jaskółka")
	g := h.group(p, "Herbata", "Herbata")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	known, join := pathOf(g)+"/members/known", pathOf(g)+"/members/new"
	found := iga.post(known, url.Values{"q": {"jask"}}).is(http.StatusOK, htmlcheck.Count("select option", 2),
		htmlcheck.In(`input[name="q"]`, htmlcheck.Attr("value", "jask")), htmlcheck.In(`.filters a[href="`+known+`"]`))
	iga.post(known, url.Values{"q": {"nikt"}}).is(http.StatusOK, htmlcheck.Not("select"), htmlcheck.In(`input[name="q"]`, htmlcheck.Attr("value", "nikt")))
	iga.post(known, url.Values{"q": {" "}}).leads(known)
	// A form that comes back offers those who were found.
	again := iga.post(join, found.fill(join, "on_month", "13")).is(http.StatusUnprocessableEntity, htmlcheck.Count("select option", 2))
	if q := again.fill(join).Get("q"); q != "jask" {
		t.Errorf("the form comes back with the search for %q", q)
	}
}

func TestPrivateLinkIsShownOnce(t *testing.T) {
	h := startApp(t).house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Wewnętrzna", "Poranna kawa")
	kos := h.person(g, "Kos")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	link := pathOf(g) + "/members/" + kos.String() + "/link"

	page := iga.get(link).is(http.StatusOK, htmlcheck.Not(`form[action="`+link+`/revoke"]`))
	shown := iga.post(link, page.fill(link)).is(http.StatusOK, htmlcheck.In(".secret"), htmlcheck.In("svg.qr"), htmlcheck.Silent("Wewnętrzna"))
	token := addressIn(shown)
	iga.get(link).is(http.StatusOK, htmlcheck.Not(".secret"), htmlcheck.In(`form[action="`+link+`/revoke"]`))
	member := h.enter(token)
	member.get("/me").is(http.StatusOK)

	fresh := addressIn(iga.post(link, page.fill(link)))
	h.visitor().post("/in/"+token, url.Values{}).is(http.StatusGone)
	member.get("/me").leads("/sign-in?to=%2Fme")
	iga.post(link+"/revoke", iga.get(link).fill(link+"/revoke")).leads(pathOf(g) + "/members")
	h.visitor().post("/in/"+fresh, url.Values{}).is(http.StatusGone)

	second := h.group(h.programme("x", "X"), "Druga", "Druga")
	iga.get(pathOf(second) + "/members/" + kos.String() + "/link").is(http.StatusNotFound)
	iga.post(pathOf(second)+"/members/"+kos.String()+"/link", url.Values{}).is(http.StatusNotFound)
}

// addressIn is the token in the address that a page shows.
func addressIn(a answer) string {
	a.t.Helper()
	for n := range a.root().Descendants() {
		if attr(n, "class") == "secret gap" {
			_, token, _ := strings.Cut(htmlcheck.TextOf(n), "/in/")
			return token
		}
	}
	a.t.Fatal("the page shows no address")
	return ""
}

func TestSomebodyLeaves(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Kawa", "Poranna kawa")
	kos, sowa := h.person(g, "Kos"), h.person(g, "Sowa")
	member := h.member(g, kos)
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	leave := pathOf(g) + "/members/" + kos.String() + "/leave"

	member.post(pathOf(g)+"/members/"+sowa.String()+"/leave", url.Values{}).is(http.StatusNotFound)
	other, _ := a.house("Inny dom").staff("Jan", domain.GroupID{}, authz.Coordinator)
	other.get(leave).is(http.StatusNotFound, htmlcheck.Silent("Kos"))
	other.post(leave, url.Values{}).is(http.StatusNotFound)
	member.get("/me").is(http.StatusOK)

	form := iga.get(leave).is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Kos odchodzi z grupy?"))).fill(leave)
	twice(func() { iga.post(leave, form).leads(pathOf(g) + "/members") })
	iga.get(pathOf(g)+"/members").is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.Silent("Kos"))
	member.get("/me").leads("/sign-in?to=%2Fme")
	iga.get(leave).is(http.StatusNotFound)
}
