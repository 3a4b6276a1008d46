package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/web/webtest/htmlcheck"
)

// TestSomebodyJoinsByAnInvitation: a host makes it and hands it over; whoever has it
// joins without an account, once, and has their private link at once.
func TestSomebodyJoinsByAnInvitation(t *testing.T) {
	a := startApp(t)
	e := a.estate("invited")
	p := e.plot(0)
	list := pathOf(p.id) + "/invitations"
	host, iga, anyone := e.browser("host"), e.browser("coordinator"), e.visitor()

	host.get(pathOf(p.id)+"/members").is(http.StatusOK, htmlcheck.In(`a[href="`+list+`"]`))
	page := host.get(list).is(http.StatusOK, htmlcheck.Count("table", 0))
	form := page.fill(list)
	shown := host.post(list, form).is(http.StatusOK, htmlcheck.In(".secret"), htmlcheck.In("svg.qr"))
	host.post(list, form).is(http.StatusConflict, htmlcheck.In("main", htmlcheck.Says("drugi raz go nie pokażemy")))
	to := shownAt(t, shown, "/join/")
	host.get(list).is(http.StatusOK, htmlcheck.Count("tbody tr", 1), htmlcheck.Silent(to))

	asked := anyone.get(to).is(http.StatusOK, htmlcheck.In("input[name=pseudonym]"))
	for text, w := range e.words {
		if w.topic && strings.Contains(strings.ToLower(string(asked.body)), text) {
			t.Errorf("an invitation says %s", w.field)
		}
	}
	anyone.post(to, asked.fill(to, "pseudonym", " ")).is(http.StatusUnprocessableEntity, htmlcheck.In(`.sum a[href="#pseudonym"]`))
	p.people().seats(0)
	anyone.post(to, asked.fill(to, "pseudonym", "Rudzik")).is(http.StatusUnprocessableEntity, htmlcheck.In(".sum", htmlcheck.Says("Zaproszenie nadal działa")), htmlcheck.In("input[name=pseudonym]", htmlcheck.Attr("value", "Rudzik")))
	p.seats(1)
	sent := asked.fill(to, "pseudonym", "Rudzik")
	first := shownAt(t, anyone.post(to, sent).is(http.StatusOK, htmlcheck.In(".secret")), "/in/")
	door := shownAt(t, anyone.post(to, sent).is(http.StatusOK, htmlcheck.In(".secret")), "/in/") // the form came twice
	anyone.get(first).is(http.StatusGone)
	anyone.get(door).is(http.StatusOK)
	anyone.post(door, url.Values{}).leads("/")
	iga.get(pathOf(p.id)+"/members").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Rudzik")))
	host.get(list).is(http.StatusOK, htmlcheck.Count("table", 0))

	sent.Set("form_id", domain.NewID[domain.MembershipID]().String())
	for _, gone := range []string{to, "/join/" + domain.NewToken(), "/join/x"} {
		e.visitor().get(gone).is(http.StatusGone, htmlcheck.In("main", htmlcheck.Says("To zaproszenie już nie działa")))
		e.visitor().post(gone, sent).is(http.StatusGone)
	}
	i := p.invitation()
	revoke := list + "/" + i.ID.String() + "/end"
	host.get(revoke).is(http.StatusOK)
	twice(func() { host.post(revoke, url.Values{}).leads(list) })
	e.visitor().get("/join/" + i.token).is(http.StatusGone)
	host.get(revoke).is(http.StatusNotFound)
}

// shownAt is the path of the address that a page shows once.
func shownAt(t *testing.T, a answer, under string) string {
	t.Helper()
	body := string(a.body)
	at := strings.Index(body, under)
	if at < 0 {
		t.Fatalf("no address under %s", under)
	}
	path, _, _ := strings.Cut(body[at:], "<")
	path, _, _ = strings.Cut(path, `"`)
	return path
}
