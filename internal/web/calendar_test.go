package web_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"krag/internal/document/ical"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/web/webtest/htmlcheck"
)

var calendarAddress = regexp.MustCompile(`/calendar/[\w-]+(?:\.ics|/door)`)

// subscribes makes a calendar address by the page.
func subscribes(b *browser, about string) string {
	b.t.Helper()
	page := b.post("/calendars", b.get("/calendars").fill("/calendars", "about", about)).is(http.StatusOK)
	address := calendarAddress.FindString(string(page.body))
	if address == "" {
		b.t.Fatal("no address on the page")
	}
	return address
}

// TestCalendar: a program without a session reads what was booked, is told when
// nothing has changed, reads what has, and nothing once the address has ended
// or the person has no part in the house any more.
func TestCalendar(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
		g := h.group(h.programme("program", "Program"), "Grupa o wielkim kłopocie", "Wtorki przy stole")
		ids := h.rooms(map[string]int{"Sala kameralna": 12, "Pracownia": 16})
		form := asks(coordinator.get("/bookings/new").fill("/bookings/new"), g, ids["Sala kameralna"], today.AddDays(7), "repeat", "weekly", "every", "1", "count", "8", "step", "book")
		booked := coordinator.post("/bookings/new", form).to
		address := subscribes(coordinator, "room_"+ids["Sala kameralna"].String())

		program := a.visitor()
		feed := program.get(address).is(http.StatusOK)
		text := strings.ReplaceAll(string(feed.body), "\r\n ", "")
		for _, want := range []string{"SUMMARY:Wtorki przy stole", "RRULE:FREQ=WEEKLY;COUNT=8", "LOCATION:Sala kameralna", "DTSTART;TZID=Europe/Warsaw:20260310T163000"} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in the calendar:\n%s", want, text)
			}
		}
		if strings.Contains(text, "kłopocie") {
			t.Error("the calendar tells what the group is about")
		}
		if busy, err := ical.ReadBusy(strings.NewReader(string(feed.body)), warsaw(t), today, today.AddDays(200)); err != nil || len(busy) != 8 {
			t.Errorf("%d dates in the calendar, %v", len(busy), err)
		}
		again := func() answer {
			req, err := http.NewRequestWithContext(t.Context(), "GET", a.URL()+address, http.NoBody)
			a.must(err)
			req.Header.Set("If-None-Match", feed.header.Get("ETag"))
			return program.send(req)
		}
		again().is(http.StatusNotModified)
		move := booked + "/days/" + today.AddDays(14).String() + "/move"
		coordinator.post(move, coordinator.get(move).fill(move, "room", ids["Pracownia"].String(), "start", "18:00", "end", "19:00")).leads(booked)
		changed := again().is(http.StatusOK)
		if text := string(changed.body); !strings.Contains(text, "EXDATE;TZID=Europe/Warsaw:20260317T163000") || !strings.Contains(text, "SEQUENCE:1") {
			t.Errorf("the date that went elsewhere is still there:\n%s", text)
		}
		list := coordinator.get("/calendars").is(http.StatusOK, htmlcheck.Count(".said li", 1))
		drop := regexp.MustCompile(`/calendars/[\w-]+/drop`).FindString(string(list.body))
		coordinator.post(drop, list.fill(drop)).leads("/calendars")
		program.get(address).is(http.StatusNotFound)
	})
}

// TestCalendarOfADisabledAccount: an account that opens nothing opens no
// calendar and no display either.
func TestCalendarOfADisabledAccount(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	h.staff("Ewa", domain.GroupID{}, authz.Manager)
	room := h.rooms(map[string]int{"Sala kameralna": 12})["Sala kameralna"]
	address := subscribes(coordinator, "room_"+room.String())
	display := subscribes(coordinator, "door_"+room.String())
	h.visitor().get(address).is(http.StatusOK)
	h.must(h.Services().Accounts.SetDisabled(t.Context(), h.actor, id, true))
	h.visitor().get(address).is(http.StatusNotFound)
	h.visitor().get(display).is(http.StatusNotFound)
}

// TestWhoseCalendar: an address shows what its owner may see, and a host only
// the own group.
func TestWhoseCalendar(t *testing.T) {
	h := startApp(t).house("Dom")
	own, other := h.group(h.programme("program", "Program"), "Grupa", "Wtorki przy stole"), h.group(h.programme("inny", "Inny"), "Grupa 2", "Środy")
	host, _ := h.staff("Ola", own, authz.Host)
	form := host.get("/calendars").fill("/calendars", "about", "group_"+other.String())
	host.post("/calendars", form).is(http.StatusNotFound)
	form.Set("about", "nic")
	host.post("/calendars", form).is(http.StatusUnprocessableEntity, htmlcheck.In("#about-error"))
	address := subscribes(host, "group_"+own.String())
	h.visitor().get(address).is(http.StatusOK)
	h.visitor().get("/calendar/" + domain.NewToken() + ".ics").is(http.StatusNotFound)
}

// schoolCalendar has the room on four Tuesdays, and once for two whole days.
const schoolCalendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" +
	"BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Warsaw:20260310T080000\r\nDTEND;TZID=Europe/Warsaw:20260310T100000\r\nRRULE:FREQ=WEEKLY;COUNT=4\r\nSUMMARY:7b\r\nEND:VEVENT\r\n" +
	"BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20260504\r\nDTEND;VALUE=DATE:20260506\r\nSUMMARY:Matura\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

// TestBlockByCalendar: another calendar takes a room; what was booked stays, and
// a file that is none is refused with the line.
func TestBlockByCalendar(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	ids := h.rooms(map[string]int{"Sala kameralna": 12})
	h.books(ids["Sala kameralna"], today.AddDays(14), 9*60, 11*60)
	to := "/rooms/" + ids["Sala kameralna"].String() + "/import"
	form := coordinator.get(to).fill(to, "title", "Zajęcia szkoły")
	bad := coordinator.postFile(to, form, chosenFile{"zly.ics", []byte("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:wczoraj\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")})
	bad.is(http.StatusUnprocessableEntity, htmlcheck.In("#file-error", htmlcheck.Says("Wiersz 3")), htmlcheck.In("#title", htmlcheck.Attr("value", "Zajęcia szkoły")))
	done := coordinator.postFile(to, form, chosenFile{"szkola.ics", []byte(schoolCalendar)})
	coordinator.get(done.to).is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Zajęto 5 terminów")), htmlcheck.In("main", htmlcheck.Says("1 termin był już zajęty")))
	coordinator.get("/rooms?week=2026-03-09").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Zajęcia szkoły")))
	coordinator.get("/rooms?week=2026-05-04").is(http.StatusOK, htmlcheck.In("main", htmlcheck.Says("Zajęcia szkoły")))
}

// TestDoor: a display without a session shows how the room stands now and what
// comes, without the name of what is private or the topic of a group; other
// calendars open no display, and an address that has ended opens none.
func TestDoor(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		coordinator, id := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
		g := h.group(h.programme("program", "Program"), "Grupa o wielkim kłopocie", "Wtorki przy stole")
		ids := h.rooms(map[string]int{"Sala kameralna": 12, "Pracownia": 16})
		h.slot(ids["Sala kameralna"], today, 8, 9)
		h.slot(ids["Sala kameralna"], today, 13, 14, private)
		h.slot(ids["Sala kameralna"], today, 17, 18, ofGroup(g))
		address := subscribes(coordinator, "door_"+ids["Sala kameralna"].String())
		display := a.visitor()
		page := display.get(address).is(http.StatusOK, htmlcheck.Count("main a", 0), htmlcheck.Count("main .bk--free", 2),
			htmlcheck.In("h1", htmlcheck.Says("Sala kameralna")), htmlcheck.In(".atdoor__now--free", htmlcheck.Says("Wolna do 13:00")),
			htmlcheck.In("main", htmlcheck.Says("zajęte")), htmlcheck.In("main", htmlcheck.Says("Wtorki przy stole")))
		for _, hidden := range []string{"kłopocie", "Rozmowa z rodziną", "Próba chóru", "Pracownia", "Dom"} {
			if strings.Contains(page.text(), hidden) {
				t.Errorf("the display tells %q", hidden)
			}
		}
		if again := page.header.Get("Refresh"); again != "60" {
			t.Errorf("it asks again after %q seconds", again)
		}
		h.pass(90 * time.Minute)
		display.get(address).is(http.StatusOK, htmlcheck.In(".atdoor__now", htmlcheck.Says("Zajęta do 14:00")), htmlcheck.Count(".atdoor__now--free", 0))
		for _, about := range []string{"own", "room_" + ids["Sala kameralna"].String()} { // of a calendar, not of a display
			other := strings.TrimSuffix(subscribes(h.again(id), about), ".ics") + "/door"
			display.get(other).is(http.StatusNotFound)
		}
		display.get(strings.TrimSuffix(address, "/door") + ".ics").is(http.StatusNotFound)
		display.get("/calendar/" + domain.NewToken() + "/door").is(http.StatusNotFound)
	})
}
