package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

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

// TestAnInvitationSaysWhenItEnds: the page on which it is shown and the list name the
// minute until which it opens, though clocks are put forward or back in between.
func TestAnInvitationSaysWhenItEnds(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		for i, one := range []struct {
			says       string
			made, ends time.Time
		}{
			{"12 kwietnia 2026, 1:40", time.Date(2026, 3, 29, 0, 40, 30, 0, time.UTC), time.Date(2026, 4, 11, 23, 40, 0, 0, time.UTC)},
			{"8 listopada 2026, 0:20", time.Date(2026, 10, 24, 22, 20, 30, 0, time.UTC), time.Date(2026, 11, 7, 23, 20, 0, 0, time.UTC)},
		} {
			a.pass(one.made.Sub(a.clock()))
			e := a.estate(fmt.Sprintf("ends%d", i))
			host, anyone := e.browser("host"), e.visitor()
			list := pathOf(e.plot(0).id) + "/invitations"
			says := htmlcheck.In("main", htmlcheck.Says(one.says))
			shown := host.post(list, host.get(list).is(http.StatusOK).fill(list)).is(http.StatusOK, says)
			host.get(list).is(http.StatusOK, htmlcheck.In("tbody", htmlcheck.Says(one.says)))
			to := shownAt(t, shown, "/join/")
			a.pass(one.ends.Sub(a.clock()) - time.Second)
			anyone.get(to).is(http.StatusOK)
			a.pass(time.Second)
			anyone.get(to).is(http.StatusGone)
		}
	})
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
