package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
	"krag/internal/store/sqldb"
	"krag/internal/web/webtest/htmlcheck"
)

// telling is a group that meets in a week, whose people are to be told.
type telling struct {
	house
	group domain.GroupID
	kos   domain.PersonID
	iga   *browser
	next  meeting.Meeting
}

func tell(a *app) telling {
	h := a.house("Dom pod Lipą")
	g := h.group(h.programme("kawa", "Kawa"), "Marker wewnętrzny", "Poranna kawa")
	kos := h.person(g, "Kos")
	iga, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	h.weekly(g, today.AddDays(7), 2)
	ahead, err := h.Services().Meetings.OfGroup(h.t.Context(), h.actor, g, true, domain.Page{Number: 1})
	h.must(err)
	return telling{h, g, kos, iga, ahead.Rows[0].Meeting}
}

// answerOf is where the first row of a list sends its answer.
func answerOf(list answer) string {
	list.t.Helper()
	for n := range list.root().Descendants() {
		if to := attr(n, "action"); n.Data == "form" && strings.HasPrefix(to, "/messages/") && strings.HasSuffix(to, "/answer") {
			return to
		}
	}
	list.t.Fatal("there is nobody to be told")
	return ""
}

func (h telling) page(part string) string { return "/meetings/" + h.next.ID.String() + part }

// TestWhoCannotBeWrittenToIsTold calls a meeting off. The queue finds that
// somebody may not be written to: they stand on the list, and know once somebody
// says so. A second press is answered as the first.
func TestWhoCannotBeWrittenToIsTold(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := tell(a)
		h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.In(".empty"), htmlcheck.Not(".tell"))
		h.iga.get("/today").is(http.StatusOK, htmlcheck.Not(`.wait a[href="/messages/by-hand"]`))
		h.iga.get(h.page("")).is(http.StatusOK, htmlcheck.Not(`a[href="`+h.page("/told")+`"]`))

		cancel := h.iga.get(h.page("/cancel")).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Powiedz osobiście"))).fill(h.page("/cancel"))
		h.iga.post(h.page("/cancel"), cancel).leads(h.page("/told?look=1"))
		a.observer().quiet()
		told := h.iga.get(h.page("/told?look=1")).is(http.StatusOK, htmlcheck.In(".notes", htmlcheck.Says("Spotkanie jest odwołane")),
			htmlcheck.In(".lead", htmlcheck.Says("Odwołane: wtorek, 10 marca, 17:00")), htmlcheck.In(".tell", htmlcheck.Says("nie ustalono bezpiecznego kontaktu")))
		if got := told.header.Get("Refresh"); got != "" {
			t.Errorf("with everybody on it the page refreshes after %q", got)
		}
		h.iga.get(h.page("")).is(http.StatusOK, htmlcheck.In(`a[href="`+h.page("/told")+`"]`))
		h.iga.get("/today").is(http.StatusOK, htmlcheck.In(`.wait a[href="/messages/by-hand"]`, htmlcheck.Says("Do powiedzenia osobiście: 1")))
		h.iga.get("/people").is(http.StatusOK, htmlcheck.In(`.head a[href="/messages/by-hand"]`))

		list := h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.In("title", htmlcheck.Silent("Kos")), htmlcheck.In("section h2", htmlcheck.Says("Poranna kawa")),
			htmlcheck.In("section", htmlcheck.Says("Odwołane: wtorek, 10 marca, 17:00")), htmlcheck.In(`.tell a[href="/people/`+h.kos.String()+`/contact"]`, htmlcheck.Says("Kos")),
			htmlcheck.In(".tell", htmlcheck.Says("Warto powiedzieć do: wtorek, 10 marca, 17:00")), htmlcheck.Silent("Marker wewnętrzny"), htmlcheck.Not(`button[value="again"]`))
		h.iga.whole("/messages/by-hand", "Krąg", "Dom pod Lipą", "Kos", "Poranna kawa")
		to := answerOf(list)
		typed := list.fill(to, "step", "told")
		twice(func() { h.iga.post(to, typed).leads("/messages/by-hand") })
		h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.In(".notes", htmlcheck.Says("już wie")), htmlcheck.In(".empty"))
		h.iga.get(h.page("/told")).is(http.StatusOK, htmlcheck.In(".tell", htmlcheck.Says("Wie: powiedziane osobiście, dziś, 12:00")), htmlcheck.Not(".tell form"))
		h.iga.get("/people/"+h.kos.String()+"/messages").is(http.StatusOK, htmlcheck.In("tbody", htmlcheck.Says("zmiana spotkania"), htmlcheck.Says("powiedziano")))
	})
}

// TestAnswersOnTheList: what nobody knows of can be sent once more, what need not
// be told goes away, and no other answer is taken.
func TestAnswersOnTheList(t *testing.T) {
	h := tell(startApp(t))
	about := notify.Message{Kind: notify.Change, About: h.next.ID.UUID, Round: 5, ExpiresAt: h.next.StartsAt, Was: h.was(h.next.StartsAt.Add(-time.Hour))}
	unsure := about
	unsure.State, unsure.Why, unsure.Channel, unsure.LeftAt = notify.Unsure, notify.WhyUncertain, notify.SMS, testNow
	sent := h.message(notify.Party{Person: h.kos}, unsure)
	path := func(id domain.MessageID) string { return "/messages/" + id.String() + "/answer" }
	page := h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.In("section", htmlcheck.Says("Przeniesione: było wtorek, 10 marca, 16:00, jest wtorek, 10 marca, 17:00")),
		htmlcheck.In(".tell", htmlcheck.Says("Nie wiadomo, czy dotarło: SMS, dziś, 12:00"), htmlcheck.Says("może przyjść dwa razy")))
	h.iga.post(path(sent), page.fill(path(sent), "step", "perhaps")).is(http.StatusUnprocessableEntity)
	h.iga.post(path(sent), page.fill(path(sent), "step", "again")).leads("/messages/by-hand")
	h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.In(".notes", htmlcheck.Says("jeszcze raz")))

	about.Round, about.State, about.Why = 6, notify.ByHand, notify.WhyWord
	aside := h.message(notify.Party{Person: h.person(h.group, "Wilga")}, about)
	told := h.iga.get(h.page("/told")).is(http.StatusOK, htmlcheck.In(".tell", htmlcheck.Says("Do powiedzenia osobiście: prosi, żeby powiedzieć osobiście")))
	h.iga.post(path(aside), told.fill(path(aside), "step", "aside")).leads(h.page("/told"))
	h.iga.get(h.page("/told")).is(http.StatusOK, htmlcheck.In(".tell", htmlcheck.Says("Bez wiadomości: ktoś zapisał, że nie trzeba")))
	h.iga.post("/messages/"+domain.NewID[domain.MessageID]().String()+"/answer", url.Values{"step": {"told"}}).is(http.StatusNotFound)
}

// TestWhoseFaultItIs: what does not leave since a provider lets the house not in is
// said so, where somebody has to tell it and where it waits.
func TestWhoseFaultItIs(t *testing.T) {
	h := tell(startApp(t))
	waits := notify.Message{
		Kind: notify.Change, About: h.next.ID.UUID, Round: 5, ExpiresAt: h.next.StartsAt, Was: h.was(h.next.StartsAt.Add(-time.Hour)),
		State: notify.Planned, Attempts: 3,
	}
	for code, want := range map[string]string{"connect": "ponad godziny nie udaje się", "access.auth": "Kto prowadzi serwer, już o tym wie"} {
		waits.Code = code
		h.message(notify.Party{Person: h.person(h.group, map[string]string{"connect": "Wilga", "access.auth": "Gil"}[code])}, waits)
		h.iga.get(h.page("/told")).is(http.StatusOK, htmlcheck.In(".tell", htmlcheck.Says(map[string]string{"connect": "Nie udało się jeszcze", "access.auth": want}[code])))
		h.pass(2 * time.Hour)
		h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.In(".tell", htmlcheck.Says(want)))
	}
}

// was is the next meeting as it stood at another hour.
func (h telling) was(starts time.Time) notify.Said {
	return notify.Fact{Standing: notify.On, Starts: starts, Ends: h.next.EndsAt.Add(starts.Sub(h.next.StartsAt)), Place: h.next.Place}.Said()
}

// TestTheListHasPages: whoever is told last on a page is not left on an empty one.
func TestTheListHasPages(t *testing.T) {
	h := tell(startApp(t))
	m := notify.Message{Kind: notify.Change, About: h.next.ID.UUID, State: notify.ByHand, Why: notify.WhyLetter, ExpiresAt: h.next.StartsAt, Was: h.was(h.next.StartsAt.Add(-time.Hour))}
	for i := range domain.PageSize + 1 {
		m.Round = int64(i)
		h.message(notify.Party{Person: h.kos}, m)
	}
	h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.Count(".tell > li", domain.PageSize), htmlcheck.In(".pager"), htmlcheck.Count("main section", 1))
	last := h.iga.get("/messages/by-hand?page=2").is(http.StatusOK, htmlcheck.Count(".tell > li", 1))
	to := answerOf(last)
	h.iga.post(to, last.fill(to, "step", "told")).leads("/messages/by-hand?page=2")
	h.iga.get("/messages/by-hand?page=2").leads("/messages/by-hand")
	h.iga.get("/messages/by-hand").is(http.StatusOK, htmlcheck.In(".notes", htmlcheck.Says("już wie")), htmlcheck.Count(".tell > li", domain.PageSize))
}

// TestSomebodyIsFoundOnTheList by a part of the pseudonym, which stands in no
// address: the pages of what was found are turned by buttons, and an answer leads
// back to the whole list.
func TestSomebodyIsFoundOnTheList(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := tell(a)
		m := notify.Message{Kind: notify.Change, About: h.next.ID.UUID, State: notify.ByHand, Why: notify.WhyLetter, ExpiresAt: h.next.StartsAt, Was: h.was(h.next.StartsAt.Add(-time.Hour))}
		for i := range domain.PageSize + 1 {
			m.Round = int64(i)
			h.message(notify.Party{Person: h.kos}, m)
		}
		wilga := h.message(notify.Party{Person: h.person(h.group, "Wilga")}, m)
		const path = "/messages/by-hand"
		h.iga.get(path).is(http.StatusOK, htmlcheck.In(`form[action="/messages/by-hand"][method="post"] input[name="q"]`))
		found := h.iga.post(path, url.Values{"q": {" ILG "}}).is(http.StatusOK, htmlcheck.Count(".tell > li", 1), htmlcheck.In(".tell", htmlcheck.Says("Wilga")),
			htmlcheck.In("main", htmlcheck.Says("Znaleziono 1 rzecz do powiedzenia")), htmlcheck.Not(".pager"), htmlcheck.WordsByPost())
		many := h.iga.post(path, url.Values{"q": {"kos"}}).is(http.StatusOK, htmlcheck.Count(".tell > li", domain.PageSize), htmlcheck.In(".pager"), htmlcheck.WordsByPost())
		h.iga.post(path, url.Values{"q": {"kos"}, "page": {"2"}}).is(http.StatusOK, htmlcheck.Count(".tell > li", 1), htmlcheck.In(".tell", htmlcheck.Says("Kos")))
		h.iga.post(path, url.Values{"q": {"sowa"}}).is(http.StatusOK, htmlcheck.Not(".tell"), htmlcheck.In(`[role="status"]`, htmlcheck.Says("Nikomu takiemu")))
		h.iga.post(path, url.Values{"q": {" "}}).leads(path)
		to := "/messages/" + wilga.String() + "/answer"
		h.iga.post(to, found.fill(to, "step", "told")).leads(path)
		h.iga.post(path, url.Values{"q": {"wilga"}}).is(http.StatusOK, htmlcheck.Not(".tell"))
		h.iga.post(answerOf(many), many.fill(answerOf(many), "step", "told")).leads(path)
	})
}

// TestTheChangeIsWaitedFor: while no message is there the page looks again by
// itself, a few times, and a look that is not one of them stays.
func TestTheChangeIsWaitedFor(t *testing.T) {
	h := tell(startApp(t))
	page := h.iga.get(h.page("/told?look=1")).is(http.StatusOK, htmlcheck.In(".lead", htmlcheck.Says("Za kilka sekund")), htmlcheck.In(`main a[href="`+h.page("/told?look=2")+`"]`, htmlcheck.Says("Odśwież")))
	if got, want := page.header.Get("Refresh"), "4; url="+h.page("/told?look=2"); got != want {
		t.Errorf("it refreshes by %q, want %q", got, want)
	}
	for _, look := range []string{"", "?look=6", "?look=-1", "?look=1x"} {
		page := h.iga.get(h.page("/told"+look)).is(http.StatusOK, htmlcheck.In(".lead", htmlcheck.Says("Nikomu nie trzeba")), htmlcheck.In(`main a[href="`+h.page("/told")+`"]`))
		if got := page.header.Get("Refresh"); got != "" {
			t.Errorf("looked at with %q it refreshes by %q", look, got)
		}
	}
}

// TestWhatIsOnItsWayIsLookedAt: as long as a message is leaving the page looks
// again, and not for one that goes tomorrow, or cannot be sent.
func TestWhatIsOnItsWayIsLookedAt(t *testing.T) {
	for _, c := range []struct {
		m     notify.Message
		looks bool
	}{
		{notify.Message{State: notify.Leaving, LeftAt: testNow}, true},
		{notify.Message{State: notify.Planned, DueAt: testNow}, true},
		{notify.Message{State: notify.Planned, DueAt: testNow.Add(time.Hour)}, false},
		{notify.Message{State: notify.Planned, DueAt: testNow, Attempts: 2}, false},
		{notify.Message{State: notify.Sent, Channel: notify.SMS, LeftAt: testNow}, false},
	} {
		h := tell(startApp(t))
		c.m.Kind, c.m.About, c.m.Round, c.m.ExpiresAt, c.m.Was = notify.Change, h.next.ID.UUID, h.next.Version, h.next.StartsAt, h.was(h.next.StartsAt.Add(-time.Hour))
		id := h.message(notify.Party{Person: h.kos}, c.m)
		if !c.m.DueAt.IsZero() {
			h.set(`UPDATE message SET due_at = $1 WHERE id = $2`, sqldb.Micros(c.m.DueAt), id)
		}
		page, again := h.iga.get(h.page("/told?look=2")).is(http.StatusOK, htmlcheck.Count(".tell > li", 1)), `main a[href="`+h.page("/told?look=3")+`"]`
		if got := page.header.Get("Refresh") != ""; got != c.looks {
			t.Errorf("%s, due %v after %d attempts: it looks again is %t", c.m.State, c.m.DueAt, c.m.Attempts, got)
		}
		later := h.iga.get(h.page("/told")).is(http.StatusOK)
		if c.looks {
			page.is(http.StatusOK, htmlcheck.In(again))
			later.is(http.StatusOK, htmlcheck.In(`main a[href="`+h.page("/told")+`"]`))
		} else {
			page.is(http.StatusOK, htmlcheck.Not(again))
		}
		if got := later.header.Get("Refresh"); got != "" {
			t.Errorf("without being asked it refreshes by %q", got)
		}
	}
}

// TestAHostIsLedToTheMeeting: who knows is for whoever works with people.
func TestAHostIsLedToTheMeeting(t *testing.T) {
	h := tell(startApp(t))
	edit := h.page("/edit")
	h.iga.post(edit, h.iga.get(edit).fill(edit, "start", "18:00", "end", "19:00")).leads(h.page("/told?look=1"))
	h.iga.post(h.page("/cancel"), h.iga.get(h.page("/cancel")).fill(h.page("/cancel"))).leads(h.page("/told?look=1"))
	h.iga.post(h.page("/restore"), h.iga.get(h.page("/cancel")).fill(h.page("/restore"))).leads(h.page("/told?look=1"))
	host, _ := h.staff("Ola", h.group, authz.Host)
	host.get(h.page("")).is(http.StatusOK, htmlcheck.Not(`a[href="`+h.page("/told")+`"]`))
}

// TestWhatWasSent: a member and whoever works with them see when and how, and no
// word of it; the member is told nothing about why.
func TestWhatWasSent(t *testing.T) {
	h := tell(startApp(t))
	person, me := "/people/"+h.kos.String(), h.member(h.group, h.kos)
	h.iga.get(person).is(http.StatusOK, htmlcheck.In(`a[href="`+person+`/messages"]`))
	me.get("/me").is(http.StatusOK, htmlcheck.In(`a[href="/me/messages"]`))
	me.get("/me/messages").is(http.StatusOK, htmlcheck.Not("table"), htmlcheck.In("main", htmlcheck.Says("Nie ma tu żadnych wiadomości"), htmlcheck.Says("180 dni")))
	h.message(notify.Party{Person: h.kos}, notify.Message{Kind: notify.Reminder, About: h.next.ID.UUID, Round: 1440, State: notify.Sent, Channel: notify.SMS, LeftAt: testNow, SettledAt: testNow, ExpiresAt: h.next.StartsAt})
	h.message(notify.Party{Person: h.kos}, notify.Message{Kind: notify.Change, About: h.next.ID.UUID, Round: 9, State: notify.Dropped, Why: notify.WhyStopped, SettledAt: testNow, ExpiresAt: h.next.StartsAt})
	for b, path := range map[*browser]string{h.iga: person + "/messages", me: "/me/messages"} {
		page := b.get(path).is(http.StatusOK, htmlcheck.Count("tbody tr", 2), htmlcheck.In("tbody", htmlcheck.Says("przypomnienie o spotkaniu"), htmlcheck.Says("SMS"), htmlcheck.Says("wysłano"), htmlcheck.Says("nie wysłano")),
			htmlcheck.In("title", htmlcheck.Silent("Kos")), htmlcheck.In("main", htmlcheck.Says("180 dni")), htmlcheck.Silent("Marker wewnętrzny"))
		if why := strings.Contains(string(page.body), "nie chce wiadomości"); why != (b == h.iga) {
			t.Errorf("%s says why: %t", path, why)
		}
	}
	h.iga.whole(person+"/messages", "Krąg", "Dom pod Lipą", "Kos")
	me.whole("/me/messages", "Krąg", "Dom pod Lipą")
}
