package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/store/sqldb"
	"krag/internal/web/webtest/htmlcheck"
)

// views are the pages that show what is free when, on the day of the tests.
func views(id domain.ResourceID) []string {
	return []string{
		"/rooms", "/rooms/" + id.String() + "/week", "/rooms/day", "/rooms/month", "/rooms/month?room=" + id.String(),
		"/rooms/find", "/rooms/find?start=16:00&end=18:00", "/rooms/print", "/rooms/print?room=" + id.String(),
	}
}

// slot is a booking in a test: of an event that is private or not, or of a group.
func (h house) slot(id domain.ResourceID, day domain.Date, from, to domain.TimeOfDay, change ...func(*room.NewBooking)) domain.BookingID {
	h.t.Helper()
	n := room.NewBooking{ID: domain.NewID[domain.BookingID](), Purpose: room.ForEvent, Title: "Próba chóru", Plan: room.Plan{
		Series: recur.Series{First: day, Hours: recur.Hours{From: from * 60, To: to * 60}, Zone: warsaw(h.t)}, Wants: []room.Want{{Resource: id, Amount: 1}},
	}}
	for _, c := range change {
		c(&n)
	}
	h.must(h.Services().Rooms.Book(h.t.Context(), h.actor, n))
	return n.ID
}

func private(n *room.NewBooking) { n.Private, n.Title = true, "Rozmowa z rodziną" }

func ofGroup(g domain.GroupID) func(*room.NewBooking) {
	return func(n *room.NewBooking) { n.Purpose, n.Group, n.Title = room.ForMeeting, g, "" }
}

// TestWeekIsATable: a real table with a caption, days down and rooms across;
// what is one's own leads to the booking, what is free to a new one.
func TestWeekIsATable(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	ids := h.rooms(map[string]int{"Czytelnia": 20, "Sala kameralna": 12})
	own := h.slot(ids["Czytelnia"], today, 17, 18)
	hidden := h.slot(ids["Sala kameralna"], today, 10, 12, private)
	page := coordinator.get("/rooms").is(http.StatusOK,
		htmlcheck.Count("table.week caption", 1), htmlcheck.Count("table.week thead th[scope=col]", 3), htmlcheck.Count("table.week tbody th[scope=row]", 7),
		htmlcheck.Count("table.week tbody td", 14), htmlcheck.Count("tbody tr.today", 1), htmlcheck.In("tbody tr.today th", htmlcheck.Says("dziś")),
		htmlcheck.In(`a[href="`+"/bookings/"+own.String()+`"]`, htmlcheck.Says("17:00–18:00"), htmlcheck.Says("Próba chóru")),
		htmlcheck.In(`a[href="`+"/bookings/"+hidden.String()+`"]`, htmlcheck.Says("zajęte")))
	if strings.Contains(page.text(), "Rozmowa z rodziną") {
		t.Error("a private booking is named")
	}
	free := "/bookings/new?room=" + ids["Czytelnia"].String() + "&day=" + today.AddDays(1).String()
	page.is(http.StatusOK, htmlcheck.In(`a[href="`+free+`"]`, htmlcheck.Says("wolna")))
	coordinator.get(free).is(http.StatusOK)
}

// TestViewsTellNoOneElse: a host reads no name of another group, and another
// institution reads the hour alone; the owner of the room reads who it is.
func TestViewsTellNoOneElse(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h, other := a.house("Dom"), a.house("Sąsiedzi")
		ids := h.rooms(map[string]int{"Czytelnia": 20})
		id := ids["Czytelnia"]
		p := h.programme("program", "Program")
		own, foreign := h.group(p, "Moja grupa", "Wtorki przy stole"), h.group(p, "Cudza grupa", "Czwartki z herbatą")
		host, _ := h.staff("Ola", own, authz.Host)
		coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
		theirs, _ := other.staff("Ula", domain.GroupID{}, authz.Coordinator)
		a.lend(id, other)
		h.slot(id, today, 9, 10, ofGroup(own))
		h.slot(id, today, 11, 12, ofGroup(foreign))
		h.slot(id, today, 13, 14, private)
		other.slot(id, today, 15, 16)
		for _, path := range views(id) {
			read := func(b *browser) string { return b.get(path).is(http.StatusOK).text() }
			all, hosts, lent := read(coordinator), read(host), read(theirs)
			if strings.Contains(all+hosts+lent, "Rozmowa z rodziną") {
				t.Errorf("%s names a private booking", path)
			}
			if strings.Contains(hosts, "Czwartki z herbatą") {
				t.Errorf("%s names another group to a host", path)
			}
			if strings.Contains(lent, "przy stole") || strings.Contains(lent, "Czwartki") {
				t.Errorf("%s names a group to another institution", path)
			}
			if strings.Contains(all, "Próba chóru") {
				t.Errorf("%s names another institution's booking", path)
			}
			if strings.Contains(path, "find") {
				continue
			}
			if !strings.Contains(all, "zajęte: Sąsiedzi") || strings.Contains(lent, "zajęte: Dom") || !strings.Contains(hosts, "Wtorki przy stole") {
				t.Errorf("%s does not say who has the own room, or says it to others", path)
			}
		}
	})
}

// lend lends a room to another house by the side of the pages.
func (a *app) lend(id domain.ResourceID, to house) {
	a.t.Helper()
	a.must(a.DB().InTx(a.t.Context(), domain.Across, func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, "INSERT INTO resource_share (resource_no, holder_no) SELECT no, $2 FROM resource WHERE id = $1", id.UUID, to.actor.Scope.Institution())
		return err
	}))
}

// TestDaySaysGaps: what is free between bookings stands among them, in the order
// of time, and leads to a booking at that hour.
func TestDaySaysGaps(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	ids := h.rooms(map[string]int{"Czytelnia": 20})
	day := today.AddDays(1)
	h.slot(ids["Czytelnia"], day, 10, 12)
	h.slot(ids["Czytelnia"], day, 16, 18)
	page := coordinator.get("/rooms/day?on="+day.String()).is(http.StatusOK, htmlcheck.Count(".roomdays li", 5), htmlcheck.Count(".roomdays .bk--free", 3))
	page.is(http.StatusOK, htmlcheck.In(`a[href="`+"/bookings/new?room="+ids["Czytelnia"].String()+"&day="+day.String()+"&start=12:00&end=13:30"+`"]`, htmlcheck.Says("12:00–16:00")))
}

// TestFindARoom: the smallest that fits comes first, and the others say why not.
func TestFindARoom(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	ids := h.rooms(map[string]int{"Aula": 60, "Czytelnia": 20, "Kącik": 4, "Pracownia": 16})
	day := today.AddDays(2)
	h.slot(ids["Pracownia"], day, 16, 18)
	q := url.Values{"on": {day.String()}, "start": {"17:00"}, "end": {"18:30"}, "people": {"10"}}
	page := coordinator.get("/rooms/find?"+q.Encode()).is(http.StatusOK,
		htmlcheck.Texts("#fit h3 a", "Czytelnia", "Aula"), htmlcheck.Count("#fit .more", 2),
		htmlcheck.Texts("#unfit h3 a", "Kącik", "Pracownia"), htmlcheck.Texts("#unfit p", "Za mała, mieści 4 osoby", "Zajęta do 18:00"))
	page.is(http.StatusOK, htmlcheck.In(`input[name="people"]`, htmlcheck.Attr("value", "10")))
	q.Set("access", "loop")
	coordinator.get("/rooms/find?"+q.Encode()).is(http.StatusOK, htmlcheck.Count("#fit", 0), htmlcheck.In("#unfit", htmlcheck.Says("nie ma: pętla indukcyjna")))
	for _, bad := range []string{"start=18:00&end=17:00", "start=x&end=17:00", "start=16:00", "start=16:00&end=17:00&people=-2"} {
		coordinator.get("/rooms/find?"+bad).is(http.StatusUnprocessableEntity, htmlcheck.Count(".sum", 1))
	}
	typed := url.Values{"on_day": {"31"}, "on_month": {"2"}, "on_year": {"2026"}, "start": {"16:00"}, "end": {"17:00"}, "people": {"10"}, "access": {"loop"}}
	coordinator.post("/rooms/find", typed).is(http.StatusUnprocessableEntity, htmlcheck.Count(".sum a", 1), htmlcheck.In("#on", htmlcheck.Attr("value", "31")))
	typed.Set("on_day", "27")
	coordinator.post("/rooms/find", typed).leads("/rooms/find?access=loop&end=17%3A00&on=2026-02-27&people=10&start=16%3A00#found")
	coordinator.get("/rooms/find").is(http.StatusOK, htmlcheck.In("#found", htmlcheck.Says("Wolne teraz")), htmlcheck.Count("#fit li", 4))
}

// TestAnotherDate leads from what is typed to an address with a date, and back
// to today from a day that is none.
func TestAnotherDate(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	typed := url.Values{"day_day": {"5"}, "day_month": {"4"}, "day_year": {"2026"}, "building": {"Dom"}}
	for path, query := range map[string]string{"/rooms": "week=2026-04-05", "/rooms/day": "on=2026-04-05", "/rooms/month": "month=2026-04"} {
		coordinator.post(path, typed).leads(path + "?building=Dom&" + query)
	}
	typed.Set("day_day", "31")
	coordinator.post("/rooms/day", typed).leads("/rooms/day")
	coordinator.get("/rooms/day").is(http.StatusOK, htmlcheck.In(".note", htmlcheck.Says("Takiego dnia nie ma")))
}

// TestPrintedPlan has no links, and a single room is a list to be read from afar.
func TestPrintedPlan(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	ids := h.rooms(map[string]int{"A": 6, "B": 7, "C": 8, "D": 9, "E": 10, "F": 11})
	h.slot(ids["A"], today, 17, 18)
	coordinator.get("/rooms/print").is(http.StatusOK, htmlcheck.Count(".door table", 2), htmlcheck.Count(".door td a", 0), htmlcheck.Count(".door th a", 0))
	coordinator.get("/rooms/print?room="+ids["A"].String()).is(http.StatusOK, htmlcheck.Count(".door--one dt", 7), htmlcheck.In(".door--one", htmlcheck.Says("17:00–18:00"), htmlcheck.Says("Próba chóru")))
	coordinator.get("/rooms/print?room=" + ids["A"].String()[:8]).is(http.StatusNotFound)
}

// TestClosedAndHoliday: why nobody can have a room is said in its cell.
func TestClosedAndHoliday(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	id, building := domain.NewID[domain.ResourceID](), domain.NewID[domain.BuildingID]()
	h.must(h.Services().Rooms.AddBuilding(t.Context(), h.actor, room.Building{ID: building, Name: "Dom"}))
	noon := recur.Instant(today, 12*60, warsaw(t)).Unix() / 60
	week := room.Week{}
	for d := range week {
		week[d] = []room.Span{{From: 8 * 60, To: 20 * 60}}
	}
	week[0] = nil
	h.must(h.Services().Rooms.AddRoom(t.Context(), h.actor, room.Room{BuildingID: building, Resource: room.Resource{ID: id, Terms: room.Terms{Name: "Sala", Capacity: 8, Hours: &week, Closures: []room.Closure{
		{ID: domain.NewID[domain.ResourceID]().UUID, Interval: recur.Interval{Lo: noon, Hi: noon + 120}, Reason: "malowanie"},
	}}}}))
	coordinator.get("/rooms").is(http.StatusOK, htmlcheck.In("tbody tr.today td", htmlcheck.Says("12:00–14:00"), htmlcheck.Says("zamknięte: malowanie")), htmlcheck.Texts("tbody span.free-cell", "wolna", "zamknięte"))
	coordinator.get("/rooms?week=2026-12-21").is(http.StatusOK, htmlcheck.In("tbody", htmlcheck.Says("Wigilia")))
	coordinator.get("/rooms/day").is(http.StatusOK, htmlcheck.In(".roomdays", htmlcheck.Says("zamknięte: malowanie")))
	coordinator.get("/rooms/find?start=13:00&end=14:00").is(http.StatusOK, htmlcheck.In("#unfit", htmlcheck.Says("Zamknięte: malowanie")))
	coordinator.get("/rooms/find?start=20:00&end=21:00").is(http.StatusOK, htmlcheck.In("#unfit", htmlcheck.Says("Zamknięta o tej porze")))
}

// text is all that is read on a page.
func (a answer) text() string { return htmlcheck.TextOf(a.root()) }
