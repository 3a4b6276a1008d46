package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/web/webtest/htmlcheck"
)

// rooms makes a building with rooms of so many places, open at any time and
// lent to groups.
func (h house) rooms(places map[string]int) map[string]domain.ResourceID {
	h.t.Helper()
	building := domain.NewID[domain.BuildingID]()
	h.must(h.Services().Rooms.AddBuilding(h.t.Context(), h.actor, room.Building{ID: building, Name: "Dom pod Lipą"}))
	ids := map[string]domain.ResourceID{}
	for name, n := range places {
		ids[name] = domain.NewID[domain.ResourceID]()
		h.must(h.Services().Rooms.AddRoom(h.t.Context(), h.actor, room.Room{BuildingID: building, Resource: room.Resource{
			ID: ids[name], Terms: room.Terms{Name: name, Capacity: n, Holidays: true, ForGroups: true},
		}}))
	}
	return ids
}

// books takes a room on a day by the side of the pages.
func (h house) books(id domain.ResourceID, day domain.Date, from, to domain.TimeOfDay) domain.BookingID {
	h.t.Helper()
	n := room.NewBooking{ID: domain.NewID[domain.BookingID](), Purpose: room.ForEvent, Title: "Próba chóru", Plan: room.Plan{
		Series: recur.Series{First: day, Hours: recur.Hours{From: from, To: to}, Zone: warsaw(h.t)}, Wants: []room.Want{{Resource: id, Amount: 1}},
	}}
	h.must(h.Services().Rooms.Book(h.t.Context(), h.actor, n))
	return n.ID
}

// asks fills in the form of a booking.
func asks(form url.Values, group domain.GroupID, in domain.ResourceID, day domain.Date, more ...string) url.Values {
	form.Set("group", group.String())
	form.Set("room", in.String())
	form.Set("first_day", day.Time(time.UTC).Format("2"))
	form.Set("first_month", day.Time(time.UTC).Format("1"))
	form.Set("first_year", day.Time(time.UTC).Format("2006"))
	form.Set("start", "16:30")
	form.Set("end", "18:00")
	for i := 0; i < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

// TestBookASeriesWithSubstitutes: of twelve dates two clash; another room is
// taken for the one, the other is left out, and all is booked in one step with
// the meetings of the group.
func TestBookASeriesWithSubstitutes(t *testing.T) {
	eachEngine(t, func(t *testing.T, a *app) {
		h := a.house("Dom")
		coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
		g := h.group(h.programme("program", "Program"), "Grupa", "Wtorki przy stole")
		ids := h.rooms(map[string]int{"Sala kameralna": 12, "Pracownia": 16})
		first := today.AddDays(7)
		h.books(ids["Sala kameralna"], first.AddDays(14), 16*60, 18*60)
		h.books(ids["Sala kameralna"], first.AddDays(56), 17*60, 20*60)

		const to = "/bookings/new"
		form := asks(coordinator.get(to).fill(to), g, ids["Sala kameralna"], first, "repeat", "weekly", "every", "1", "count", "12")
		look := coordinator.post(to, form).is(http.StatusOK,
			htmlcheck.In("h1", htmlcheck.Says("Wolnych jest 10 z 12 terminów")), htmlcheck.Count(".run .clash", 2), htmlcheck.Count(".pair fieldset", 2),
			htmlcheck.In(".pair fieldset", htmlcheck.Says("Pracownia, 16:30")))
		choice := look.fill(to, "choose_"+first.AddDays(56).String(), "skip", "step", "book")
		booked := coordinator.post(to, choice)
		if booked.status != http.StatusSeeOther || !strings.HasPrefix(booked.to, "/bookings/") {
			t.Fatalf("%d to %s", booked.status, booked.to)
		}
		coordinator.get(booked.to).is(http.StatusOK, htmlcheck.Count("tbody tr", 11), htmlcheck.In("tbody", htmlcheck.Says("Pracownia")))
		coordinator.get("/groups/"+g.String()+"/meetings").is(http.StatusOK, htmlcheck.Count("tbody tr", 11))
	})
}

// TestBookOnce: a free date is booked at once; a taken one comes back with what
// else is free, and what was typed stays.
func TestBookOnce(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("program", "Program"), "Grupa", "Wtorki przy stole")
	ids := h.rooms(map[string]int{"Sala kameralna": 12})
	const to = "/bookings/new"
	form := asks(coordinator.get(to).fill(to), g, ids["Sala kameralna"], today.AddDays(7))
	booked := coordinator.post(to, form)
	coordinator.post(to, form).leads(booked.to) // sent twice
	other := asks(coordinator.get(to).fill(to), g, ids["Sala kameralna"], today.AddDays(7))
	taken := coordinator.post(to, other).is(http.StatusOK, htmlcheck.In("h1", htmlcheck.Says("Ten termin jest zajęty")), htmlcheck.In(".opt", htmlcheck.Says("90 minut później")))
	waits := coordinator.post(to, taken.fill(to, "choose_"+today.AddDays(7).String(), "wait", "step", "book"))
	coordinator.get(waits.to).is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("czeka w kolejce")))

	// The first gives it back, and the second is asked.
	back := booked.to + "/days/" + today.AddDays(7).String() + "/give-back"
	coordinator.post(back, coordinator.get(back).fill(back)).leads(booked.to)
	page := coordinator.get(waits.to).is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("trzymane dla was do 5 marca 2026")))
	coordinator.post(waits.to+"/accept", page.fill(waits.to+"/accept")).leads(waits.to)
	coordinator.get(waits.to).is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("potwierdzona")))
}

// TestBadBooking says what to mend, and where.
func TestBadBooking(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("program", "Program"), "Grupa", "Wtorki przy stole")
	ids := h.rooms(map[string]int{"Sala kameralna": 12})
	const to = "/bookings/new"
	for _, c := range []struct {
		field string
		more  []string
	}{
		{"group", []string{"group", ""}},
		{"room", []string{"room", ""}},
		{"end", []string{"end", "16:00"}},
		{"start", []string{"start", "wieczorem"}},
		{"first", []string{"first_day", "31", "first_month", "2"}},
		{"count", []string{"repeat", "weekly", "count", ""}},
		{"count", []string{"repeat", "weekly", "count", "1000"}},
		{"dates", []string{"repeat", "dates", "dates", "jutro"}},
		{"title", []string{"purpose", "event", "title", ""}},
		{"first", []string{"repeat", "monthly_last", "count", "3"}}, // the 10th is not the last Tuesday
	} {
		form := asks(coordinator.get(to).fill(to), g, ids["Sala kameralna"], today.AddDays(7), c.more...)
		page := coordinator.post(to, form).is(http.StatusUnprocessableEntity, htmlcheck.In("#"+c.field+"-error"), htmlcheck.In(`.sum a[href="#`+c.field+`"]`))
		if kept := page.fill(to); kept.Get("start") != form.Get("start") || kept.Get("dates") != form.Get("dates") {
			t.Errorf("%v: what was typed is gone", c.more)
		}
	}
}

// TestWhoseBooking: nobody else's is there.
func TestWhoseBooking(t *testing.T) {
	a := startApp(t)
	h := a.house("Dom")
	ids := h.rooms(map[string]int{"Sala kameralna": 12})
	g := h.group(h.programme("program", "Program"), "Grupa", "Wtorki przy stole")
	id := h.books(ids["Sala kameralna"], today.AddDays(7), 17*60, 18*60)
	host, _ := h.staff("Ola", g, authz.Host)
	other, _ := a.house("Biblioteka").staff("Ewa", domain.GroupID{}, authz.Coordinator)
	host.get("/bookings/" + id.String()).is(http.StatusForbidden)
	other.get("/bookings/" + id.String()).is(http.StatusNotFound)
	form := asks(other.get("/bookings/new").fill("/bookings/new"), g, ids["Sala kameralna"], today.AddDays(9))
	other.post("/bookings/new", form).is(http.StatusNotFound)
}

// TestMoveOntoATakenHour: what is in the way is said, other rooms and hours are
// offered, and the chosen one is had.
func TestMoveOntoATakenHour(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	ids := h.rooms(map[string]int{"Sala kameralna": 12, "Pracownia": 16})
	day := today.AddDays(7)
	id := h.slot(ids["Sala kameralna"], day, 10, 12)
	h.slot(ids["Sala kameralna"], day, 16, 18)
	to := "/bookings/" + id.String() + "/days/" + day.String() + "/move"
	coordinator.post(to, coordinator.get(to).fill(to, "date_day", "1", "date_month", "2")).is(http.StatusUnprocessableEntity, htmlcheck.In("#date-error"))
	taken := coordinator.post(to, coordinator.get(to).fill(to, "start", "16:00", "end", "18:00")).is(http.StatusConflict,
		htmlcheck.In(".sum", htmlcheck.Says("zajęte")), htmlcheck.In(`input[name="offer"]`), htmlcheck.In(".opt", htmlcheck.Says("Pracownia, 16:00\u2060–\u206018:00")))
	var other string
	for _, at := range regexp.MustCompile(`name="offer" value="(`+ids["Pracownia"].String()+`[^"]*)"`).FindAllStringSubmatch(string(taken.body), -1) {
		other = at[1]
	}
	coordinator.post(to, taken.fill(to, "offer", other)).leads("/bookings/" + id.String())
	coordinator.get("/bookings/"+id.String()).is(http.StatusOK, htmlcheck.In("tbody", htmlcheck.Says("Pracownia")))
}

// TestNoQueueForClosedHours: a holiday is no hour that somebody else has, and
// one does not wait for it; nor is a day that is over booked.
func TestNoQueueForClosedHours(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("program", "Program"), "Grupa", "Wtorki przy stole")
	id := h.rooms(map[string]int{"Sala kameralna": 12})["Sala kameralna"]
	m, _, err := h.Services().Rooms.Room(t.Context(), h.actor, id)
	h.must(err)
	m.Holidays = false
	h.must(h.Services().Rooms.EditRoom(t.Context(), h.actor, m))
	const to = "/bookings/new"
	easter := domain.Date{Year: 2026, Month: time.April, Day: 6}
	coordinator.post(to, asks(coordinator.get(to).fill(to), g, id, easter)).is(http.StatusOK,
		htmlcheck.In("h1", htmlcheck.Says("nie da się")), htmlcheck.Count(`input[value="wait"]`, 0))
	coordinator.post(to, asks(coordinator.get(to).fill(to), g, id, today.AddDays(-30))).is(http.StatusUnprocessableEntity, htmlcheck.In("#first-error"))
}

// TestRefusedRoomIsTold: whoever asked reads that the room was refused, and why,
// on the booking and on the first page.
func TestRefusedRoomIsTold(t *testing.T) {
	h := startApp(t).house("Dom")
	coordinator, _ := h.staff("Iga", domain.GroupID{}, authz.Coordinator)
	g := h.group(h.programme("program", "Program"), "Grupa", "Wtorki przy stole")
	id := h.rooms(map[string]int{"Sala taneczna": 40})["Sala taneczna"]
	m, _, err := h.Services().Rooms.Room(t.Context(), h.actor, id)
	h.must(err)
	m.Approval = true
	h.must(h.Services().Rooms.EditRoom(t.Context(), h.actor, m))
	const to = "/bookings/new"
	booked := coordinator.post(to, asks(coordinator.get(to).fill(to), g, id, today.AddDays(7))).to
	asked, err := domain.ParseID[domain.BookingID](strings.TrimPrefix(booked, "/bookings/"))
	h.must(err)
	h.must(h.Services().Rooms.Decide(t.Context(), h.actor, id, asked, false, "parkiet po remoncie"))
	coordinator.get(booked).is(http.StatusOK, htmlcheck.In("dl", htmlcheck.Says("nie ma zgody")), htmlcheck.In("dl", htmlcheck.Says("parkiet po remoncie")))
	coordinator.get("/today").is(http.StatusOK, htmlcheck.In(`.wait a[href="`+booked+`"]`, htmlcheck.Says("nie ma zgody")))
}
