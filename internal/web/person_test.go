package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

func TestPeople(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	coordinator.get("/people").is(http.StatusOK, htmlcheck.In(".empty"), htmlcheck.In(`a[href="/groups"].btn`))
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	for _, name := range []string{"Żuraw", "Łabędź", "Kos", "Ćma"} {
		h.person(g, name)
	}
	page := coordinator.get("/people").is(http.StatusOK, htmlcheck.Count("tbody tr", 4))
	order := ""
	for n := range page.root().Descendants() {
		if strings.HasPrefix(attr(n, "href"), "/people/") {
			order += htmlcheck.TextOf(n) + " "
		}
	}
	if order != "Ćma Kos Łabędź Żuraw " {
		t.Errorf("the order is %q, want that of the Polish alphabet", order)
	}
	search := func(text string) answer { return coordinator.post("/people", page.fill("/people", "q", text)) }
	search("ŁABĘ").is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.In("tbody", htmlcheck.Says("Łabędź")))
	search("sowa").is(http.StatusOK, htmlcheck.Not("tbody"), htmlcheck.In(`input[name="q"]`, htmlcheck.Attr("value", "sowa")), htmlcheck.In(`a[href="/people"].more`))
	search(" ").leads("/people")
	coordinator.get("/people?q=sowa").is(http.StatusOK, htmlcheck.Count("tbody tr", 4), htmlcheck.In(`input[name="q"]`, htmlcheck.Attr("value", "")))
	coordinator.whole("/people", "Krąg", "Dom", "Ćma", "Łabędź", "Żuraw", "Kos")
}

func TestPeoplePages(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	for i := range domain.PageSize + 1 {
		h.person(g, fmt.Sprintf("Osoba %03d", i))
	}
	coordinator.get("/people").is(http.StatusOK, htmlcheck.Count("tbody tr", domain.PageSize), htmlcheck.In(`.pager a[rel="next"]`, htmlcheck.Attr("href", "/people?page=2")))
	coordinator.get("/people?page=2").is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.In("tbody", htmlcheck.Says("Osoba 050")))

	// The pages of what was found are asked for by buttons that send the words.
	turn := func(page, other string, checks ...htmlcheck.Check) {
		coordinator.post("/people", url.Values{"q": {"osoba"}, "page": {page}}).is(http.StatusOK, append(checks,
			htmlcheck.Not(".pager a"), htmlcheck.Count(".pager button", 1), htmlcheck.In(`.pager button[name="page"]`, htmlcheck.Attr("value", other)),
			htmlcheck.In(`.pager form[method="post"]`, htmlcheck.Attr("action", "/people")), htmlcheck.In(`.pager input[name="q"]`, htmlcheck.Attr("value", "osoba")),
			htmlcheck.In(`.filters input[name="q"]`, htmlcheck.Attr("value", "osoba")), htmlcheck.In(`main p[role="status"]`, htmlcheck.Says("51 osób")))...)
	}
	turn("1", "2", htmlcheck.Count("tbody tr", domain.PageSize), htmlcheck.In("tbody", htmlcheck.Says("Osoba 000")))
	turn("2", "1", htmlcheck.Count("tbody tr", 1), htmlcheck.In("tbody", htmlcheck.Says("Osoba 050")))
}

// TestSearchIsAForm: a search waits like any other form while somebody signs
// in and while the database is broken, and no cache keeps what was found.
func TestSearchIsAForm(t *testing.T) {
	a := startApp(t)
	h, o := a.house("Dom"), a.observer()
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	h.person(g, "Kos")
	iga, login := h.worker("Iga", authz.Coordinator)
	for _, path := range []string{"/people", "/groups", pathOf(g) + "/members/known"} {
		iga.post("/sign-in", url.Values{"login": {login}, "password": {ownPassword}}).leads("/")
		words := url.Values{"q": {"trzy słowa razem"}}
		if kept := iga.post(path, words).is(http.StatusOK).header.Get("Cache-Control"); kept != "no-store" {
			t.Errorf("%s: what was found may be kept: %q", path, kept)
		}
		o.without("session", func() {
			broken := iga.post(path, words).is(http.StatusInternalServerError)
			if got := broken.fill(path); !same(got, words) {
				t.Errorf("%s: the error page holds %v", path, got)
			}
		})
		a.pass(account.SessionLife)
		door := iga.post(path, words).is(http.StatusUnauthorized)
		waits := iga.post("/sign-in", door.fill("/sign-in", "login", login, "password", ownPassword)).is(http.StatusOK)
		iga.post(path, waits.fill(path)).is(http.StatusOK, htmlcheck.In(`input[name="q"]`, htmlcheck.Attr("value", "trzy słowa razem")))
	}
}

func TestPersonShowAndEdit(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	path := "/people/" + h.person(g, "Kos").String()
	coordinator.get(path).is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Kos")), htmlcheck.In("title", htmlcheck.Silent("Kos")),
		htmlcheck.In("tbody", htmlcheck.Says("Poranna kawa"), htmlcheck.Says("należy nadal")), htmlcheck.In(`a[href="`+path+`/forget"]`))
	coordinator.whole(path, "Krąg", "Dom", "Kos", "Poranna kawa")
	coordinator.whole(path+"/edit", "Krąg", "Dom", "Kos")

	form := coordinator.get(path + "/edit")
	typed := form.fill(path+"/edit", "pseudonym", "Kosica")
	coordinator.post(path+"/edit", typed).leads(path)
	coordinator.post(path+"/edit", typed).leads(path) // sent twice
	old := form.fill(path+"/edit", "pseudonym", "Drozd")
	stale := coordinator.post(path+"/edit", old).is(http.StatusConflict, htmlcheck.In("#stale"), htmlcheck.In("table", htmlcheck.Says("Kosica")),
		htmlcheck.In(`input[name="pseudonym"]`, htmlcheck.Attr("value", "Drozd")))
	coordinator.post(path+"/edit", stale.fill(path+"/edit")).leads(path)
	coordinator.get(path).is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Drozd")))
	long := strings.Repeat("a", 61)
	coordinator.post(path+"/edit", coordinator.get(path+"/edit").fill(path+"/edit", "pseudonym", long)).is(http.StatusUnprocessableEntity,
		htmlcheck.In("#pseudonym-error"), htmlcheck.In(`input[name="pseudonym"]`, htmlcheck.Attr("value", long)))
}

func TestPersonForget(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	kos := h.person(g, "Kos")
	member := h.member(g, kos)
	path := "/people/" + kos.String()
	coordinator.whole(path+"/forget", "Krąg", "Dom", "Kos")
	form := coordinator.get(path + "/forget").fill(path + "/forget")
	coordinator.post(path+"/forget", form).leads(path)
	coordinator.post(path+"/forget", form).leads(path) // sent twice
	coordinator.get(path).is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Osoba zapomniana")),
		htmlcheck.In("body", htmlcheck.Silent("Kos"), htmlcheck.Silent("Poranna kawa")), htmlcheck.Not("form[method=post]"))
	coordinator.whole(path, "Krąg", "Dom")
	coordinator.get(path + "/edit").is(http.StatusGone)
	coordinator.get(path + "/forget").is(http.StatusGone)
	coordinator.get("/people").is(http.StatusOK, htmlcheck.In("body", htmlcheck.Silent("Kos")))
	member.get("/me").leads("/sign-in?to=%2Fme")
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	if records := readCSV(t, manager.get("/journal.csv?what=person.forget")); len(records) != 2 {
		t.Errorf("%d records of the forgetting, want one", len(records)-1)
	}
}

// TestPeopleAreTheCoordinators: nobody else sees who somebody is.
func TestPeopleAreTheCoordinators(t *testing.T) {
	a := startApp(t)
	h, away := a.house("Dom"), a.house("Inny dom")
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	kos := h.person(g, "Kos")
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	host, _ := h.staff("Ola", g, authz.Host)
	member := h.member(g, kos)
	stranger, _ := away.staff("Obca", domain.GroupID{}, authz.Coordinator)
	path := "/people/" + kos.String()
	for _, who := range []*browser{manager, host, member, a.operator()} {
		who.get("/people").is(http.StatusForbidden)
		for _, page := range []string{"", "/edit", "/forget"} {
			who.get(path + page).is(http.StatusForbidden)
		}
		who.post(path+"/forget", url.Values{}).is(http.StatusForbidden)
		who.post(path+"/edit", url.Values{"pseudonym": {"Sowa"}, "version": {"1"}}).is(http.StatusForbidden)
	}
	for _, page := range []string{"", "/edit", "/forget"} {
		stranger.get(path+page).is(http.StatusNotFound, htmlcheck.In("body", htmlcheck.Silent("Kos")))
	}
	stranger.post(path+"/forget", url.Values{}).is(http.StatusNotFound)
}
