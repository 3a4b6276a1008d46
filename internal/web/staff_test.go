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

// secretOf is the address that a page shows once.
func secretOf(t *testing.T, a answer) string {
	t.Helper()
	for n := range a.root().Descendants() {
		if attr(n, "class") == "secret gap" {
			return strings.TrimPrefix(htmlcheck.TextOf(n), "")
		}
	}
	t.Fatal("the page shows no link")
	return ""
}

func TestStaffList(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom pod Lipą")
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	h.staff("Łucja", g, authz.Host)
	page := manager.get("/staff").is(http.StatusOK,
		htmlcheck.In("h1", htmlcheck.Text("Dom pod Lipą")),
		htmlcheck.Count("tbody tr", 3),
		htmlcheck.In(`a[href="/staff/new"]`), htmlcheck.In(`a[href="/institution/edit"]`))
	text := htmlcheck.TextOf(page.root())
	if i, l, z := strings.Index(text, "Iga"), strings.Index(text, "Łucja"), strings.Index(text, "Żaneta"); i > l || l > z {
		t.Error("the people do not stand in the order of the Polish alphabet")
	}
	if !strings.Contains(text, "jest gospodynią lub gospodarzem grupy") || !strings.Contains(text, "Poranna kawa") || strings.Contains(text, "Kawa ") {
		t.Errorf("a host's group is not told by its neutral name alone: %s", text)
	}
	manager.whole("/staff", "Krąg", "Dom pod Lipą", "Lipnica,", "Żaneta", "Iga", "Łucja", "Poranna kawa")
}

func TestStaffAlone(t *testing.T) {
	h := startApp(t).house("Dom")
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	manager.get("/staff").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Na razie jesteś tu tylko Ty")))
}

func TestStaffNew(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom pod Lipą")
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	away := a.house("Inny dom")
	elsewhere := away.group(away.programme("inny", "Inny"), "Obca", "Obca")
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	manager.whole("/staff/new", "Krąg", "Dom pod Lipą", "Poranna kawa")

	form := manager.get("/staff/new")
	flawed := form.fill("/staff/new", "name", "Łucja", "login", "x", "roles", "host", "group", elsewhere.String())
	manager.post("/staff/new", flawed).is(http.StatusUnprocessableEntity,
		htmlcheck.In(`input[name="name"]`, htmlcheck.Attr("value", "Łucja")),
		htmlcheck.In(`input[value="host"]`, htmlcheck.Attr("checked", "")),
		htmlcheck.Count(".sum li", 2))

	typed := form.fill("/staff/new", "name", "Łucja", "login", "lucja@example.org", "roles", "host", "group", g.String())
	first := manager.post("/staff/new", typed).is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Text("Odnośnik do wejścia")), htmlcheck.In("svg.qr"))
	second := manager.post("/staff/new", typed).is(http.StatusOK)
	if link := secretOf(t, first); !strings.HasPrefix(link, a.URL()+"/in/") || link == secretOf(t, second) {
		t.Errorf("the links are %s and %s", link, secretOf(t, second))
	}
	manager.get("/staff").is(http.StatusOK, htmlcheck.Count("tbody tr", 2))

	// Somebody else's sign-in name is refused, and everything else kept.
	again := manager.get("/staff/new").fill("/staff/new", "name", "Inna", "login", "LUCJA@example.org", "roles", "coordinator")
	manager.post("/staff/new", again).is(http.StatusUnprocessableEntity, htmlcheck.In("#login-error"), htmlcheck.In(`input[name="name"]`, htmlcheck.Attr("value", "Inna")))
	manager.get("/journal?what=staff.refused").is(http.StatusOK, htmlcheck.Count("tbody tr", 1),
		htmlcheck.In("tbody", htmlcheck.Says("nazwa do logowania"), htmlcheck.Says("Żaneta")), htmlcheck.In("body", htmlcheck.Silent("lucja@")))
	for range 9 {
		manager.post("/staff/new", again).is(http.StatusUnprocessableEntity)
	}
	late := manager.post("/staff/new", again).is(http.StatusTooManyRequests,
		htmlcheck.In(".sum", htmlcheck.Says("za 15 minut")), htmlcheck.In(`input[name="name"]`, htmlcheck.Attr("value", "Inna")))
	if late.header.Get("Retry-After") != "900" {
		t.Errorf("to be tried again after %q seconds", late.header.Get("Retry-After"))
	}

	lucja := a.visitor()
	in := strings.TrimPrefix(secretOf(t, second), a.URL())
	lucja.post(in, lucja.get(in).fill(in, "password", "trzy zielone klucze", "again", "trzy zielone klucze")).leads("/")
	lucja.get("/groups/" + g.String()).is(http.StatusOK)
}

func TestStaffEdit(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	manager, me := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	iga, igaID := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	path := "/staff/" + igaID.String()
	manager.whole(path, "Krąg", "Dom", "Iga")
	form := manager.get(path)
	ticked := form.fill(path, "roles", "manager", "roles", "coordinator")
	manager.post(path, ticked).leads("/staff")
	manager.post(path, ticked).leads("/staff") // sent twice
	iga.get("/today").leads("/sign-in?to=%2Ftoday")

	old := form.fill(path, "roles", "coordinator")
	stale := manager.post(path, old).is(http.StatusConflict, htmlcheck.In("#stale"), htmlcheck.In(`input[value="coordinator"]`, htmlcheck.Attr("checked", "")))
	manager.post(path, stale.fill(path)).leads("/staff") // now it is a decision

	none := manager.get(path).fill(path, "roles", "")
	manager.post(path, none).is(http.StatusUnprocessableEntity, htmlcheck.In("#roles-error"))

	own := "/staff/" + me.String()
	manager.post(own, manager.get(own).fill(own, "roles", "coordinator")).is(http.StatusUnprocessableEntity,
		htmlcheck.In(".sum", htmlcheck.Says("jedyna osoba, która kieruje")))
	manager.get(own).is(http.StatusOK, htmlcheck.Not(`a[href="`+own+`/disable"]`))
	manager.post(own+"/disable", url.Values{}).is(http.StatusConflict, htmlcheck.In("main", htmlcheck.Says("jedyna osoba, która kieruje")))
}

func TestStaffDoors(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	iga, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	path := "/staff/" + id.String()
	for _, door := range []string{"/link", "/disable", "/enable"} {
		manager.whole(path+door, "Krąg", "Dom", "Iga")
	}
	link := manager.post(path+"/link", manager.get(path+"/link").fill(path+"/link")).is(http.StatusOK)
	htmlcheck.Page(t, link.body, htmlcheck.In(".noprint b", htmlcheck.Text("Dla: Iga")), htmlcheck.In("title", htmlcheck.Silent("Iga")))
	old := strings.TrimPrefix(secretOf(t, link), a.URL())
	manager.post(path+"/link", url.Values{}).is(http.StatusOK)
	a.visitor().get(old).is(http.StatusGone)

	form := manager.get(path + "/disable").fill(path + "/disable")
	manager.post(path+"/disable", form).leads("/staff")
	manager.post(path+"/disable", form).leads("/staff")
	iga.get("/today").leads("/sign-in?to=%2Ftoday")
	manager.get(path).is(http.StatusOK, htmlcheck.In(`a[href="`+path+`/enable"]`), htmlcheck.Not(`a[href="`+path+`/link"]`))
	manager.get("/staff").is(http.StatusOK, htmlcheck.In("table", htmlcheck.Says("zamknięte")))
	manager.post(path+"/enable", url.Values{}).leads("/staff")
	manager.get("/staff").is(http.StatusOK, htmlcheck.In("table", htmlcheck.Silent("zamknięte")))
}

// TestStaffForget: somebody whose account is closed is forgotten after a page
// that says what that means; the journal goes on without the name.
func TestStaffForget(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		manager, me := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
		g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
		host, id := h.staff("Łucja", g, authz.Host)
		path := "/staff/" + id.String()
		host.get("/groups/" + g.String() + "/members").is(http.StatusOK)
		manager.get(path).is(http.StatusOK, htmlcheck.Not(`a[href="`+path+`/forget"]`))
		manager.get(path).is(http.StatusOK, htmlcheck.In(".lead", htmlcheck.Says("zaloguje się na nowo")))
		for _, open := range []string{path, "/staff/" + me.String()} {
			manager.get(open+"/forget").is(http.StatusConflict, htmlcheck.In("main", htmlcheck.Says("Najpierw zamknij konto")))
			manager.post(open+"/forget", url.Values{}).is(http.StatusConflict, htmlcheck.In("main", htmlcheck.Says("Najpierw zamknij konto")))
		}
		manager.post(path+"/disable", url.Values{}).leads("/staff")
		manager.get(path).is(http.StatusOK, htmlcheck.In(`a[href="`+path+`/forget"]`), htmlcheck.Not(".lead"))
		manager.whole(path+"/forget", "Krąg", "Dom", "Łucja")
		form := manager.get(path + "/forget").fill(path + "/forget")
		manager.post(path+"/forget", form).leads("/staff")
		manager.post(path+"/forget", form).leads("/staff") // sent twice
		manager.get("/staff").is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.In("body", htmlcheck.Silent("Łucja")))
		manager.get(path).is(http.StatusNotFound)
		manager.get(path + "/forget").is(http.StatusNotFound)
		for what, cell := range map[string]string{"group.members": "osoba zapomniana", "staff.forget": "Żaneta", "staff.disable": "Żaneta"} {
			manager.get("/journal?what="+what).is(http.StatusOK, htmlcheck.Count("tbody tr", 1),
				htmlcheck.In("tbody", htmlcheck.Says(cell), htmlcheck.Says("osoba zapomniana")),
				htmlcheck.In("body", htmlcheck.Silent("Łucja")))
		}
	})
}

// TestHouseIsTheManagers: nobody else opens these pages, and nobody's house is
// another's.
func TestHouseIsTheManagers(t *testing.T) {
	a := startApp(t)
	h, away := a.house("Dom"), a.house("Inny dom")
	g := h.group(h.programme("krag", "Krąg"), "Kawa", "Poranna kawa")
	coordinator, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	host, _ := h.staff("Ola", g, authz.Host)
	manager, _ := h.staff("Żaneta", domain.GroupID{}, authz.Manager)
	stranger, _ := away.staff("Obca", domain.GroupID{}, authz.Manager)
	member := h.member(g, h.person(g, "Kos"))
	for _, path := range []string{"/staff", "/staff/new", "/staff/" + id.String(), "/institution/edit", "/journal", "/journal.csv"} {
		for _, who := range []*browser{coordinator, host, member, a.operator()} {
			who.get(path).is(http.StatusForbidden)
		}
		a.visitor().get(path).leads("/sign-in?" + url.Values{"to": {path}}.Encode())
	}
	for _, door := range []string{"", "/link", "/disable", "/enable"} {
		path := "/staff/" + id.String() + door
		stranger.get(path).is(http.StatusNotFound)
		stranger.post(path, url.Values{"roles": {"coordinator"}, "version": {"1"}}).is(http.StatusNotFound)
	}
	manager.get("/staff/none").is(http.StatusNotFound)
	member.get("/account").is(http.StatusForbidden)
	manager.get("/institutions").is(http.StatusForbidden)
	manager.post("/institutions/new", url.Values{}).is(http.StatusForbidden)
}
