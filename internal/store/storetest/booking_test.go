package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/publish"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/flow"
)

// lodging is a house of works with rooms.
type lodging struct {
	*works
	building domain.BuildingID
}

func newLodging(t testing.TB, env *Env) *lodging {
	t.Helper()
	l := &lodging{works: newWorks(t, env), building: domain.NewID[domain.BuildingID]()}
	l.must(l.rooms.AddBuilding(t.Context(), l.by, room.Building{ID: l.building, Name: "Dom"}))
	return l
}

// room makes one that is open at any time.
func (l *lodging) room(name string, change ...func(*room.Terms)) domain.ResourceID {
	l.t.Helper()
	r := room.Room{Resource: room.Resource{ID: domain.NewID[domain.ResourceID](), Terms: room.Terms{Name: name, Capacity: 12, Holidays: true}}, BuildingID: l.building}
	for _, c := range change {
		c(&r.Terms)
	}
	l.must(l.rooms.AddRoom(l.t.Context(), l.by, r))
	return r.ID
}

var (
	tuesday  = domain.Date{Year: 2026, Month: time.March, Day: 3}
	fourFive = hours("16:00", "17:00")
)

func hours(from, to string) recur.Hours {
	f, errF := domain.ParseTimeOfDay(from)
	t, errT := domain.ParseTimeOfDay(to)
	if errF != nil || errT != nil {
		panic("a test with a wrong time")
	}
	return recur.Hours{From: f, To: t}
}

// event is a booking of one date in some rooms.
func event(day domain.Date, h recur.Hours, rooms ...domain.ResourceID) room.NewBooking {
	n := room.NewBooking{
		ID: domain.NewID[domain.BookingID](), Purpose: room.ForEvent, Title: "Zajęcia",
		Plan: room.Plan{Series: recur.Series{First: day, Hours: h, Zone: warsaw}},
	}
	for _, r := range rooms {
		n.Plan.Wants = append(n.Plan.Wants, room.Want{Resource: r, Amount: 1})
	}
	return n
}

func weekly(n room.NewBooking, count int) room.NewBooking {
	n.Plan.Series.Rule = &recur.Rule{Freq: recur.FreqWeekly, Every: 1, Count: count}
	return n
}

// days are those of a year that are booked in a room, each once for every row.
func (l *lodging) days(id domain.ResourceID) (days []domain.Date) {
	l.t.Helper()
	year := recur.Interval{Lo: tuesday.Time(time.UTC).AddDate(-1, 0, 0).Unix() / 60, Hi: tuesday.Time(time.UTC).AddDate(2, 0, 0).Unix() / 60}
	of, shown, err := l.rooms.In(l.t.Context(), l.by, year, everyRoom)
	l.must(err)
	for _, o := range shown {
		if i := slices.IndexFunc(of, func(r room.Resource) bool { return r.No == o.No }); of[i].ID == id {
			days = append(days, domain.DateOf(o.Bare().Start(), warsaw))
		}
	}
	return days
}

func everyRoom(all []room.Resource) []room.Resource { return all }

func reasons(err error) (all []room.Reason) {
	if c, ok := errors.AsType[room.Clashes](err); ok {
		for _, one := range c {
			all = append(all, one.Reason)
		}
	}
	return all
}

func TestBooking(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala")
		book := func(n room.NewBooking) error { return l.rooms.Book(t.Context(), l.by, n) }
		first := event(tuesday, fourFive, hall)
		l.must(book(first))
		l.must(book(first)) // the form came twice
		l.must(book(event(tuesday, hours("17:00", "18:00"), hall)))
		l.must(book(event(tuesday, hours("15:00", "16:00"), hall)))
		for _, h := range []recur.Hours{fourFive, hours("16:59", "17:30"), hours("14:00", "19:00"), hours("16:10", "16:20"), hours("15:30", "16:01")} {
			if got := reasons(book(event(tuesday, h, hall))); !slices.Equal(got, []room.Reason{room.Busy}) {
				t.Errorf("%v is refused by %v, want busy", h, got)
			}
		}
		if got := len(l.days(hall)); got != 3 {
			t.Errorf("%d hours are booked, want 3", got)
		}
	})
}

// A series is one decision: with one date in the way nothing is booked, and
// every date in the way is told.
func TestSeriesIsOneDecision(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, other := l.room("Sala"), l.room("Pracownia")
		l.must(l.rooms.Book(t.Context(), l.by, event(tuesday.AddDays(14), fourFive, hall)))
		l.must(l.rooms.Book(t.Context(), l.by, event(tuesday.AddDays(35), hours("16:30", "18:00"), hall, other)))

		series := weekly(event(tuesday, fourFive, hall), 12)
		err := l.rooms.Book(t.Context(), l.by, series)
		clashes, _ := errors.AsType[room.Clashes](err)
		if got := clashes.Days(); !slices.Equal(got, []domain.Date{tuesday.AddDays(14), tuesday.AddDays(35)}) || domain.KindOf(err) != domain.KindConflict {
			t.Fatalf("refused for %v, %v", got, err)
		}
		if got := len(l.days(hall)); got != 2 {
			t.Fatalf("%d hours are booked after a refusal, want 2", got)
		}
		// One date in another room, one at another hour: accepted in one step.
		series.Plan.Elsewhere = []room.Elsewhere{{Day: tuesday.AddDays(14), Wants: []room.Want{{Resource: other, Amount: 1}}}}
		series.Plan.Series.Moved = []recur.Move{{Original: tuesday.AddDays(35), Date: tuesday.AddDays(36), Hours: fourFive}}
		l.must(l.rooms.Book(t.Context(), l.by, series))
		if a, b := len(l.days(hall)), len(l.days(other)); a != 13 || b != 2 {
			t.Errorf("%d and %d hours are booked, want 13 and 2", a, b)
		}
	})
}

func TestReplan(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala")
		series := weekly(event(tuesday, fourFive, hall), 6)
		l.must(l.rooms.Book(t.Context(), l.by, series))
		version := func() int64 {
			b, _, _, err := l.rooms.Booking(t.Context(), l.by, series.ID)
			l.must(err)
			return b.Version
		}
		// Half an hour later overlaps with itself as it was.
		move := recur.Move{Original: tuesday.AddDays(7), Date: tuesday.AddDays(7), Hours: hours("16:30", "17:30")}
		l.must(l.rooms.MoveDay(t.Context(), l.by, series.ID, version(), move, nil))
		l.must(l.rooms.SkipDay(t.Context(), l.by, series.ID, version(), tuesday))
		if err := l.rooms.SkipDay(t.Context(), l.by, series.ID, 1, tuesday.AddDays(14)); domain.KindOf(err) != domain.KindStale {
			t.Errorf("an old form is %v", err)
		}
		l.must(l.rooms.EndBefore(t.Context(), l.by, series.ID, version(), tuesday.AddDays(28)))
		if got := l.days(hall); !slices.Equal(got, []domain.Date{tuesday.AddDays(7), tuesday.AddDays(14), tuesday.AddDays(21)}) {
			t.Errorf("booked are %v", got)
		}
		l.must(l.rooms.Book(t.Context(), l.by, event(tuesday, fourFive, hall)))
		next := domain.NewID[domain.BookingID]()
		l.must(l.rooms.Following(t.Context(), l.by, series.ID, version(), tuesday.AddDays(14), next, func(p room.Plan) room.Plan {
			p.Series.Hours = hours("18:00", "19:00")
			return p
		}))
		b, rows, _, err := l.rooms.Booking(t.Context(), l.by, next)
		l.must(err)
		if len(rows) != 2 || b.Plan.Series.Hours != hours("18:00", "19:00") || rows[0].Day != tuesday.AddDays(14) {
			t.Errorf("what follows is %+v", rows)
		}
		l.must(l.rooms.Cancel(t.Context(), l.by, next, b.Version))
		if got := l.days(hall); !slices.Equal(got, []domain.Date{tuesday, tuesday.AddDays(7)}) {
			t.Errorf("booked are %v after cancelling", got)
		}
	})
}

func TestTermsRefuse(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		week := room.Week{}
		week[time.Tuesday] = []room.Span{{From: 8 * 60, To: 20 * 60}}
		hall := l.room("Sala", func(t *room.Terms) { t.Hours, t.Holidays, t.Before, t.After, t.Ahead = &week, false, 15, 15, 400 })
		l.must(l.rooms.Closing(t.Context(), l.by, []domain.ResourceID{hall}, room.Closure{
			ID: domain.NewID[domain.BookingID]().UUID, Reason: "malowanie",
			Interval: recur.Interval{Lo: recur.Instant(tuesday.AddDays(7), 0, warsaw).Unix() / 60, Hi: recur.Instant(tuesday.AddDays(8), 0, warsaw).Unix() / 60},
		}))
		for _, c := range []struct {
			day  domain.Date
			h    recur.Hours
			want room.Reason
		}{
			{tuesday, hours("08:00", "20:00"), ""}, // the time to prepare may lie outside
			{tuesday, hours("20:30", "21:00"), room.OutsideHours},
			{tuesday.AddDays(1), fourFive, room.OutsideHours},
			{tuesday.AddDays(7), fourFive, room.Closed},
			{domain.Date{Year: 2026, Month: time.November, Day: 10}, fourFive, ""},
			{domain.Date{Year: 2026, Month: time.November, Day: 11}, fourFive, room.Holiday},
			{tuesday.AddDays(7 * 100), fourFive, room.TooFar},
		} {
			err := l.rooms.Book(t.Context(), l.by, event(c.day, c.h, hall))
			var got room.Reason
			if all := reasons(err); len(all) > 0 {
				got = all[0]
			} else if err != nil {
				t.Fatal(err)
			}
			if got != c.want {
				t.Errorf("%s at %v is refused by %q, want %q", c.day, c.h, got, c.want)
			}
		}
		// Touching without the time to clean is no longer free.
		if got := reasons(l.rooms.Book(t.Context(), l.by, event(domain.Date{Year: 2026, Month: time.November, Day: 10}, hours("17:15", "18:00"), hall))); !slices.Equal(got, []room.Reason{room.Busy}) {
			t.Errorf("refused by %v, want busy", got)
		}
		l.must(l.rooms.Book(t.Context(), l.by, event(domain.Date{Year: 2026, Month: time.November, Day: 10}, hours("17:30", "18:00"), hall)))
	})
}

// What is kept for somebody keeps others out, until it is kept no longer.
func TestTentative(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala")
		far := domain.DateOf(l.desk.Clock.Now(), warsaw).AddDays(60)
		n := event(far, fourFive, hall)
		n.Tentative = true
		l.must(l.rooms.Book(t.Context(), l.by, n))
		other := event(far, fourFive, hall)
		if got := reasons(l.rooms.Book(t.Context(), l.by, other)); !slices.Equal(got, []room.Reason{room.Busy}) {
			t.Errorf("refused by %v, want busy", got)
		}
		l.clock.pass(room.KeptTentative)
		l.must(l.rooms.Book(t.Context(), l.by, other))
		if err := l.rooms.Accept(t.Context(), l.by, n.ID, 1); domain.KindOf(err) != domain.KindGone {
			t.Errorf("accepting what is no longer kept is %v", err)
		}
	})
}

// Whoever waits is offered what is freed, the first come first.
func TestQueue(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala")
		far := domain.DateOf(l.desk.Clock.Now(), warsaw).AddDays(60)
		taken, first, second := event(far, fourFive, hall), event(far, hours("16:30", "17:30"), hall), event(far, fourFive, hall)
		l.must(l.rooms.Book(t.Context(), l.by, taken))
		l.must(l.rooms.Wait(t.Context(), l.by, first))
		l.clock.pass(time.Minute)
		l.must(l.rooms.Wait(t.Context(), l.by, second))
		l.must(l.rooms.Cancel(t.Context(), l.by, taken.ID, 1))
		holds := func(id domain.BookingID) (h []room.Hold) {
			_, rows, _, err := l.rooms.Booking(t.Context(), l.by, id)
			l.must(err)
			for _, o := range rows {
				h = append(h, o.Hold)
			}
			return h
		}
		if a, b := holds(first.ID), holds(second.ID); !slices.Equal(a, []room.Hold{room.Offered}) || len(b) != 0 {
			t.Fatalf("offered to the first %v, to the second %v", a, b)
		}
		l.clock.pass(room.KeptOffered)
		l.must(l.rooms.Sweep(t.Context()))
		if a, b := holds(first.ID), holds(second.ID); len(a) != 0 || !slices.Equal(b, []room.Hold{room.Offered}) {
			t.Fatalf("after the first let it pass: %v and %v", a, b)
		}
		l.must(l.rooms.Accept(t.Context(), l.by, second.ID, 1))
		if got := holds(second.ID); !slices.Equal(got, []room.Hold{room.Confirmed}) {
			t.Errorf("accepted, and held %v", got)
		}
	})
}

// A host books for the own group, and only where the room allows it.
func TestHostBooks(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		closed, open := l.room("Biuro"), l.room("Sala", func(t *room.Terms) { t.ForGroups, t.Approval = true, true })
		own, foreign := l.group("Źródło", group.Accompanied), l.group("Most", group.Accompanied)
		host := authz.Actor{Roles: []authz.Role{authz.Host}, User: domain.NewID[domain.UserID](), Institution: l.in.ID, Scope: l.in.Scope(), Groups: []domain.GroupID{own}}
		meeting := func(g domain.GroupID, r domain.ResourceID) room.NewBooking {
			n := event(tuesday, fourFive, r)
			n.Purpose, n.Group, n.Title = room.ForMeeting, g, ""
			return n
		}
		if err := l.rooms.Book(t.Context(), host, meeting(own, closed)); domain.KindOf(err) != domain.KindInvalid {
			t.Errorf("a host in a room that is not for groups: %v", err)
		}
		if err := l.rooms.Book(t.Context(), host, meeting(foreign, open)); domain.KindOf(err) != domain.KindNotFound {
			t.Errorf("a host for another group: %v", err)
		}
		if err := l.rooms.Book(t.Context(), host, event(tuesday, fourFive, open)); domain.KindOf(err) != domain.KindForbidden {
			t.Errorf("a host for an event: %v", err)
		}
		n := meeting(own, open)
		l.must(l.rooms.Book(t.Context(), host, n))
		_, rows, of, err := l.rooms.Booking(t.Context(), host, n.ID)
		l.must(err)
		if rows[0].Hold != room.Asked {
			t.Errorf("a room that asks for approval is %s", rows[0].Hold)
		}
		manager := authz.Actor{Roles: []authz.Role{authz.Manager}, User: domain.NewID[domain.UserID](), Institution: l.in.ID, Scope: l.in.Scope()}
		if err := l.rooms.Decide(t.Context(), l.by, of[0].ID, n.ID, true, ""); domain.KindOf(err) != domain.KindForbidden {
			t.Errorf("a coordinator approves: %v", err)
		}
		l.must(l.rooms.Decide(t.Context(), manager, of[0].ID, n.ID, true, ""))
		if err := l.rooms.Decide(t.Context(), manager, of[0].ID, n.ID, false, "nie"); domain.KindOf(err) != domain.KindConflict {
			t.Errorf("a second answer: %v", err)
		}
	})
}

// Meetings stand on a booking and follow it: all in one transaction.
func TestMeetingsFollow(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, other := l.room("Sala"), l.room("Pracownia")
		id := l.group("Źródło", group.Accompanied)
		far := domain.DateOf(l.desk.Clock.Now(), warsaw).AddDays(60)
		n := weekly(event(far, fourFive, hall), 5)
		n.Purpose, n.Group, n.Title = room.ForMeeting, id, ""
		l.must(l.flow.Book(t.Context(), l.by, n, flow.Along{Meetings: true}))
		version := func(id domain.BookingID) int64 {
			b, _, _, err := l.rooms.Booking(t.Context(), l.by, id)
			l.must(err)
			return b.Version
		}
		planned := func() (said []string) {
			listed, err := l.meetings.OfGroup(t.Context(), l.by, id, true, domain.Page{Number: 1})
			l.must(err)
			for _, m := range listed.Rows {
				if m.State == "planned" {
					said = append(said, m.StartsAt.In(warsaw).Format("01-02 15:04 ")+m.Place)
				}
			}
			return said
		}
		in := func(n int) string { return far.AddDays(n).String()[5:] }
		l.must(l.flow.MoveBookedDay(t.Context(), l.by, n.ID, version(n.ID), recur.Move{Original: far.AddDays(7), Date: far.AddDays(8), Hours: hours("10:00", "11:00")}, []room.Want{{Resource: other, Amount: 1}}))
		l.must(l.flow.SkipBookedDay(t.Context(), l.by, n.ID, version(n.ID), far.AddDays(14)))
		next := domain.NewID[domain.BookingID]()
		l.must(l.flow.ReplanFollowing(t.Context(), l.by, n.ID, version(n.ID), far.AddDays(21), next, func(p room.Plan) room.Plan {
			p.Series.Hours = hours("18:00", "19:00")
			return p
		}))
		want := []string{in(0) + " 16:00 Sala, Dom", in(8) + " 10:00 Pracownia, Dom", in(21) + " 18:00 Sala, Dom", in(28) + " 18:00 Sala, Dom"}
		if got := planned(); !slices.Equal(got, want) {
			t.Errorf("planned are %q, want %q", got, want)
		}
		l.must(l.flow.CancelBooking(t.Context(), l.by, next, version(next)))
		if got := planned(); !slices.Equal(got, want[:2]) {
			t.Errorf("planned are %q after cancelling", got)
		}
		g, err := l.groups.Group(t.Context(), l.by, id)
		l.must(err)
		l.must(l.flow.CloseGroup(t.Context(), l.by, id, g.Version, group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}, over, day("2026-03-02")))
		if a, b := len(l.days(hall)), len(l.days(other)); a+b != 0 {
			t.Errorf("a closed group has %d and %d hours ahead", a, b)
		}
	})
}

// What was lent is what is over, by room and by group, and without a meeting
// where it was called off or nobody was counted.
func TestUse(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala", func(t *room.Terms) { t.Before, t.After = 15, 15 })
		id := l.group("Źródło", group.Accompanied)
		today := domain.DateOf(l.desk.Clock.Now(), warsaw)
		n := weekly(event(today.AddDays(1), fourFive, hall), 4)
		n.Purpose, n.Group, n.Title = room.ForMeeting, id, ""
		l.must(l.flow.Book(t.Context(), l.by, n, flow.Along{Meetings: true}))
		l.must(l.rooms.Book(t.Context(), l.by, event(today.AddDays(2), hours("10:00", "12:30"), hall)))
		l.clock.pass(9 * 24 * time.Hour)
		ms, err := l.meetings.OfGroup(t.Context(), l.by, id, false, domain.Page{Number: 1})
		l.must(err)
		l.must(l.meetings.Record(t.Context(), l.by, meeting.NewAttendance{Meeting: ms.Rows[0].ID, Version: 1, Total: 7, Led: meeting.LedByMember}))
		rooms, groups, err := l.rooms.Used(t.Context(), l.by, today.AddDays(-1), today.AddDays(60), warsaw)
		l.must(err)
		if got, want := rooms[0].Use, (room.Use{Dates: 3, Minutes: 270, Unused: 1}); got != want {
			t.Errorf("the room was used %+v, want %+v", got, want)
		}
		src, err := l.source()
		l.must(err)
		if src.Lent != 60 {
			t.Errorf("a card draws on %d minutes of meetings that were held, want 60", src.Lent)
		}
		if len(groups) != 2 || groups[0].Minutes != 150 || groups[1].Minutes != 120 || groups[1].Name == "" || groups[1].Unused != 1 {
			t.Errorf("lent to %+v", groups)
		}
	})
}

// Dates that follow move into their own old hours although somebody waits for
// those, and are told which date clashes with what when they cannot.
func TestFollowingMoves(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala")
		first := domain.DateOf(l.desk.Clock.Now(), warsaw).AddDays(7)
		series := weekly(event(first, fourFive, hall), 4)
		l.must(l.rooms.Book(t.Context(), l.by, series))
		l.must(l.rooms.Wait(t.Context(), l.by, event(first.AddDays(14), fourFive, hall)))
		l.must(l.rooms.Book(t.Context(), l.by, event(first.AddDays(21), hours("18:00", "19:00"), hall)))
		to := func(h recur.Hours) error {
			return l.rooms.Following(t.Context(), l.by, series.ID, 1, first.AddDays(7), domain.NewID[domain.BookingID](), func(p room.Plan) room.Plan {
				p.Series.Hours = h
				return p
			})
		}
		clashes, told := errors.AsType[room.Clashes](to(hours("17:30", "18:30")))
		if !told || len(clashes.Days()) != 1 || clashes.Days()[0] != first.AddDays(21) {
			t.Fatalf("told %v", clashes)
		}
		if err := to(hours("16:30", "17:30")); err != nil {
			t.Errorf("half an hour later although somebody waits: %v", err)
		}
	})
}

// source is what a card of the programme draws on.
func (l *lodging) source() (src publish.Source, err error) {
	err = l.desk.Read(l.t.Context(), l.by.Scope, func(ctx context.Context) (err error) {
		src, err = l.store.Cards().Source(ctx, l.by.Scope, l.programme)
		return err
	})
	return src, err
}

// Whoever waits for what is free by now is offered it at once, and a room that
// asks for approval is asked when the offer is accepted.
func TestWaitingForARoomThatAsks(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala", func(t *room.Terms) { t.Approval = true })
		n := event(domain.DateOf(l.desk.Clock.Now(), warsaw).AddDays(60), fourFive, hall)
		l.must(l.rooms.Wait(t.Context(), l.by, n))
		hold := func() room.Hold {
			_, rows, _, err := l.rooms.Booking(t.Context(), l.by, n.ID)
			l.must(err)
			return rows[0].Hold
		}
		if got := hold(); got != room.Offered {
			t.Fatalf("a free hour is %s to who waits for it", got)
		}
		l.must(l.rooms.Accept(t.Context(), l.by, n.ID, 1))
		if got := hold(); got != room.Asked {
			t.Errorf("accepted, and %s without a yes of the house", got)
		}
	})
}
