package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/web/webtest"
	"krag/internal/web/webtest/htmlcheck"
)

// link makes the link of a meeting as a browser does, and gives its address.
func linkOf(b *browser, m meeting.Meeting) string {
	b.t.Helper()
	page := b.post("/meetings/"+m.ID.String()+"/link", url.Values{}).is(http.StatusOK, htmlcheck.In("svg.qr"))
	_, rest, _ := strings.Cut(string(page.body), "/count/")
	token, _, _ := strings.Cut(rest, "<")
	return "/count/" + token
}

// TestCountedByALink: whoever has the link counts one meeting without an account,
// reads neither which group it is nor who belongs to it, and is written down as the
// link. A new link ends the old one, and both that ended and none at all say the
// same.
func TestCountedByALink(t *testing.T) {
	h := startApp(t).house("Dom")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	m := h.lastMeeting()
	who := h.person(m.Group, "Kos")
	h.must(h.Services().Meetings.Record(t.Context(), h.actor, meeting.NewAttendance{Meeting: m.ID, Version: 1, Total: 4, Led: meeting.LedByAnimator, Present: []domain.PersonID{who}}))
	show := "/meetings/" + m.ID.String()

	old := linkOf(iga, m)
	to := linkOf(iga, m)
	anyone := h.visitor()
	page := anyone.get(to).is(http.StatusOK, htmlcheck.Count(`input[name="present"]`, 0))
	for _, never := range []string{"Kos", "Przy oknie", "Grupa", "Dom"} {
		if strings.Contains(string(page.body), ">"+never) {
			t.Errorf("the page of a link says %q", never)
		}
	}
	form := page.fill(to, "total", "7", "led", "member")
	anyone.post(to, form).leads(to + "/saved")
	anyone.post(to, form).leads(to + "/saved") // twice
	anyone.get(to + "/saved").is(http.StatusOK)
	iga.get(show).is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("przez odnośnik bez konta")),
		htmlcheck.In("main", htmlcheck.Says("przez odnośnik bez konta: Wszystkie osoby: 4 → 7; Kto prowadził: Animatorka lub animator → Osoba z grupy.")))
	iga.get(show+"/attendance").is(http.StatusOK, htmlcheck.In(`input[name="present"]`, htmlcheck.Attr("checked", "")))

	form.Set("total", "9")
	anyone.post(to, form).is(http.StatusConflict, htmlcheck.In(".sum", htmlcheck.Says("9"), htmlcheck.Says("7")))

	iga.post(show+"/link/revoke", url.Values{}).leads(show)
	over := htmlcheck.In("main", htmlcheck.Says("Ten odnośnik już nie działa. Nowy da osoba, od której go masz."))
	for _, one := range []string{to, old, "/count/" + domain.NewToken(), "/count/x"} {
		anyone.get(one).is(http.StatusGone, over)
		anyone.post(one, form).is(http.StatusGone, over)
	}
}

// TestTickedByALink: where the group said so whoever has the link ticks who was
// there, by pseudonym; the page says that they are seen, and the link ends sooner.
func TestTickedByALink(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	m := h.lastMeeting()
	kos, sowa := h.person(m.Group, "Kos"), h.person(m.Group, "Sowa")
	show := "/meetings/" + m.ID.String()
	iga.get(show+"/link").is(http.StatusOK, htmlcheck.In(`input[name="ticks"]`), htmlcheck.Not(`input[name="ticks"][checked]`))
	page := iga.post(show+"/link", url.Values{"ticks": {"yes"}}).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("widzi pseudonimy z listy")))
	_, rest, _ := strings.Cut(string(page.body), "/count/")
	token, _, _ := strings.Cut(rest, "<")
	to, anyone := "/count/"+token, h.visitor()

	sheet := anyone.get(to).is(http.StatusOK, htmlcheck.Count(`input[name="present"]`, 2), htmlcheck.In("main", htmlcheck.Says("Kos"), htmlcheck.Says("widzi pseudonimy z listy")),
		htmlcheck.Silent("Przy oknie"))
	form := sheet.fill(to, "total", "", "led", "member", "present", kos.String())
	twice(func() { anyone.post(to, form).leads(to + "/saved") })
	iga.get(show+"/attendance").is(http.StatusOK, htmlcheck.In(`input[value="`+kos.String()+`"]`, htmlcheck.Attr("checked", "")), htmlcheck.In(`input[name="total"]`, htmlcheck.Attr("value", "1")))
	stale := anyone.post(to, sheet.fill(to, "total", "2", "led", "member", "present", sowa.String())).is(http.StatusConflict, htmlcheck.In("[role=alert] table", htmlcheck.Says("Sowa"), htmlcheck.Says("Kos")))
	anyone.post(to, stale.fill(to)).leads(to + "/saved")
	iga.get(show).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("przez odnośnik bez konta: Wszystkie osoby: 1 → 2")))

	// A link that was made for counting alone neither shows nor changes who it was.
	plain := linkOf(iga, m)
	anyone.get(to).is(http.StatusGone)
	count := anyone.get(plain).is(http.StatusOK, htmlcheck.Count(`input[name="present"]`, 0), htmlcheck.Silent("Sowa")).fill(plain, "total", "5")
	count.Set("present", kos.String())
	anyone.post(plain, count).leads(plain + "/saved")
	iga.get(show+"/attendance").is(http.StatusOK, htmlcheck.In(`input[value="`+sowa.String()+`"]`, htmlcheck.Attr("checked", "")), htmlcheck.Not(`input[value="`+kos.String()+`"][checked]`))

	token, ends, err := h.Services().Meetings.MakeLink(t.Context(), h.actor, m.ID, true)
	h.must(err)
	if got := ends.Sub(a.clock()); got != meeting.TickLife {
		t.Errorf("a link with names of a past meeting opens for %v", got)
	}
	a.pass(meeting.TickLife)
	anyone.get("/count/" + token).is(http.StatusGone)
}

// TestALinkGoesToWhoLeads: whoever makes the link has it sent to who leads, or reads
// why it cannot be and makes it as before.
func TestALinkGoesToWhoLeads(t *testing.T) {
	h := startApp(t).house("Dom")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	m := h.lastMeeting()
	to := "/meetings/" + m.ID.String() + "/link"
	iga.get(to).is(http.StatusOK, htmlcheck.Not("#send"))
	kos := h.person(m.Group, "Kos")
	h.must(h.Services().Turns.Set(t.Context(), h.actor, m.Group, m.ID, []group.TurnChange{{Role: group.Moderator, Now: kos}}))
	form := iga.get(to).is(http.StatusOK, htmlcheck.In("h2#send", htmlcheck.Says("Kos")), htmlcheck.Not(`button[formaction="`+to+`/send"]`), htmlcheck.In("form")).fill(to)
	iga.post(to+"/send", form).is(http.StatusConflict)
}

// TestALinkEnds a day and a half after its meeting, or after it was made.
func TestALinkEnds(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	m := h.lastMeeting()
	token, ends, err := h.Services().Meetings.MakeLink(t.Context(), h.actor, m.ID, false)
	h.must(err)
	if got := ends.Sub(a.clock()); got != meeting.LinkLife {
		t.Errorf("a link of a past meeting opens for %v", got)
	}
	h.visitor().get("/count/" + token).is(http.StatusOK)
	a.pass(meeting.LinkLife - time.Second)
	h.visitor().get("/count/" + token).is(http.StatusOK)
	a.pass(time.Second)
	h.visitor().get("/count/" + token).is(http.StatusGone)
	h.visitor().post("/count/"+token, url.Values{"total": {"5"}, "newcomers": {"0"}, "led": {"member"}, "version": {"1"}}).is(http.StatusGone)
}

// TestGuessingALinkIsSlowedDown as at the other doors.
func TestGuessingALinkIsSlowedDown(t *testing.T) {
	h := startApp(t).house("Dom")
	anyone, last := h.visitor(), 0
	for range 200 {
		if last = anyone.post("/count/"+domain.NewToken(), url.Values{"total": {"5"}, "led": {"member"}}).status; last == http.StatusTooManyRequests {
			return
		}
	}
	t.Errorf("two hundred guesses end with %d", last)
}

// TestCountedByALinkWithoutASignal: the page of a link waits, too.
func TestCountedByALinkWithoutASignal(t *testing.T) {
	b := newBasement(t)
	token, _, err := b.Services().Meetings.MakeLink(t.Context(), b.actor, b.meeting.ID, false)
	b.must(err)
	tab := webtest.Open(t, b.house.URL())
	tab.Width(360)
	tab.Goto("/count/" + token)
	tab.Offline(true)
	tab.Fill(allPeople, "8")
	tab.Click("button", "Zapisz obecność")
	tab.See(keptWords)
	tab.Axe()
	tab.FitsWidth()
	tab.Screenshot("count-kept")
	tab.Navigates(func() { tab.Offline(false) })
	tab.See("To wszystko.")
	b.stands(8, 2)
}
