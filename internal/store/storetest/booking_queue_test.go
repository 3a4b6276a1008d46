package storetest

import (
	"context"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
)

// Nobody waits for what the terms of a room refuse, so that the queue is no way
// past them.
func TestQueueKeepsTheTerms(t *testing.T) {
	day := recur.Interval{Lo: recur.Instant(tuesday, 0, warsaw).Unix() / 60, Hi: recur.Instant(tuesday.AddDays(1), 0, warsaw).Unix() / 60}
	for name, terms := range map[string]func(*room.Terms){
		"closure": func(t *room.Terms) {
			t.Closures = []room.Closure{{ID: domain.NewID[domain.BookingID]().UUID, Interval: day}}
		},
		"hours":    func(t *room.Terms) { t.Hours = &room.Week{} },
		"fair use": func(t *room.Terms) { t.PerWeek = 30 },
		"ahead":    func(t *room.Terms) { t.Ahead = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			Each(t, func(t *testing.T, env *Env) {
				l := newLodging(t, env)
				n := event(tuesday, fourFive, l.room("Sala", terms))
				n.Purpose, n.Group, n.Title = room.ForMeeting, l.group("Źródło", group.Accompanied), ""
				if name == "ahead" {
					n.Plan.Series.First = tuesday.AddDays(60)
				}
				if err := l.rooms.Wait(t.Context(), l.by, n); len(reasons(err)) != 1 {
					t.Errorf("waits all the same: %v", err)
				}
				if _, _, _, err := l.rooms.Booking(t.Context(), l.by, n.ID); domain.KindOf(err) != domain.KindNotFound {
					t.Errorf("a booking is left: %v", err)
				}
			})
		})
	}
}

// guardOf refuses a day to everybody.
type guardOf struct{ day domain.Date }

func (g guardOf) Refuses(context.Context, domain.Scope, room.Ask) ([]domain.Date, error) {
	return []domain.Date{g.day}, nil
}

// What the guard refuses looks as if somebody had all of the hour, and is had by
// waiting for it neither.
func TestGuardLooksLikeBusy(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, busy := l.room("Sala"), l.room("Pracownia")
		l.must(l.rooms.Book(t.Context(), l.by, event(tuesday, fourFive, busy)))
		guarded := room.New(l.desk, l.store.Rooms(), guardOf{tuesday}, room.NoBell{})
		refused, err := guarded.Look(t.Context(), l.by, event(tuesday, fourFive, hall))
		l.must(err)
		taken, err := l.rooms.Look(t.Context(), l.by, event(tuesday, fourFive, busy))
		l.must(err)
		if refused[0].Refusal != taken[0].Refusal {
			t.Errorf("the guard says %+v, and somebody's hour %+v", refused[0].Refusal, taken[0].Refusal)
		}
		n := event(tuesday, fourFive, hall)
		l.must(guarded.Wait(t.Context(), l.by, n))
		if err := guarded.Accept(t.Context(), l.by, n.ID, 1); domain.KindOf(err) != domain.KindGone {
			t.Errorf("had through the queue: %v", err)
		}
	})
}

// Whatever lapses is offered to whoever waits for it, with the time to prepare
// that the room asks for.
func TestQueueOffersWhatLapsed(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, day := l.room("Sala", func(t *room.Terms) { t.Before, t.After = 15, 15 }), tuesday.AddDays(70)
		first, second := event(day, hours("10:00", "11:00"), hall), event(day, hours("13:00", "14:00"), hall)
		first.Tentative, second.Purpose = true, room.ForBlock
		l.must(l.rooms.Book(t.Context(), l.by, first))
		l.must(l.rooms.Book(t.Context(), l.by, second))
		waits := []room.NewBooking{event(day, hours("10:00", "11:00"), hall), event(day, hours("13:00", "14:00"), hall)}
		for _, n := range waits {
			l.must(l.rooms.Wait(t.Context(), l.by, n))
		}
		l.clock.pass(8 * 24 * time.Hour)
		l.must(l.rooms.Cancel(t.Context(), l.by, second.ID, 1))
		l.must(l.rooms.Sweep(t.Context()))
		for _, n := range waits {
			_, rows, _, err := l.rooms.Booking(t.Context(), l.by, n.ID)
			l.must(err)
			if len(rows) != 1 || rows[0].Hold != room.Offered || rows[0].Before != 15 || rows[0].After != 15 {
				t.Errorf("who waits for %v has %+v", n.Plan.Series.Hours, rows)
			}
		}
	})
}

// A group that waited meets when it has accepted what was offered.
func TestWaitedForMeeting(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, g := l.room("Sala"), l.group("Źródło", group.Accompanied)
		before, n := event(tuesday, fourFive, hall), event(tuesday, fourFive, hall)
		n.Purpose, n.Group, n.Title = room.ForMeeting, g, ""
		l.must(l.rooms.Book(t.Context(), l.by, before))
		l.must(l.rooms.Wait(t.Context(), l.by, n))
		l.must(l.rooms.Cancel(t.Context(), l.by, before.ID, 1))
		for range 2 { // the form came twice
			l.must(l.flow.AcceptBooking(t.Context(), l.by, n.ID, 1))
		}
		if met := l.listed(g, true); len(met) != 1 || !met[0].StartsAt.Equal(recur.Instant(tuesday, 16*60, warsaw)) {
			t.Errorf("it meets %+v", met)
		}
	})
}

// What is kept in part is neither confirmed nor moved as if it were whole.
func TestPartlyLapsed(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		n := weekly(event(tuesday.AddDays(70), fourFive, l.room("Sala")), 4)
		n.Tentative = true
		l.must(l.rooms.Book(t.Context(), l.by, n))
		move := func(from int, version int64) error {
			day := tuesday.AddDays(from)
			return l.rooms.MoveDay(t.Context(), l.by, n.ID, version, recur.Move{Original: day, Date: day.AddDays(1), Hours: fourFive}, nil)
		}
		l.clock.pass(5 * 24 * time.Hour)
		l.must(move(77, 1))
		_, rows, _, err := l.rooms.Booking(t.Context(), l.by, n.ID)
		l.must(err)
		for _, r := range rows {
			if r.Hold != room.Tentative {
				t.Errorf("%v is %s after one date was moved", r.Day, r.Hold)
			}
		}
		l.clock.pass(3 * 24 * time.Hour) // the other three have lapsed
		if err := l.rooms.Accept(t.Context(), l.by, n.ID, 2); domain.KindOf(err) != domain.KindGone {
			t.Errorf("confirmed with one of four dates: %v", err)
		}
		if err := move(84, 2); domain.KindOf(err) != domain.KindGone {
			t.Errorf("moved with one of four dates: %v", err)
		}
	})
}

// An id is one booking: that of another institution, of a loan, or of a series
// that goes on, frees nobody's hours.
func TestOneIDIsOneBooking(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, friend := l.room("Sala"), l.borrower("Biblioteka")
		ours := weekly(event(tuesday, fourFive, hall), 4)
		l.must(l.rooms.Book(t.Context(), l.by, ours))
		building := room.Building{ID: domain.NewID[domain.BuildingID](), Name: "Dom"}
		l.must(l.rooms.AddBuilding(t.Context(), friend, building))
		theirs := room.Room{Resource: room.Resource{ID: domain.NewID[domain.ResourceID](), Terms: room.Terms{Name: "Czytelnia", Holidays: true}}, BuildingID: building.ID}
		l.must(l.rooms.AddRoom(t.Context(), friend, theirs))
		same := weekly(event(tuesday, fourFive, theirs.ID), 4)
		same.ID = ours.ID
		_ = l.rooms.Book(t.Context(), friend, same)
		_ = l.rooms.Cancel(t.Context(), friend, same.ID, 1)

		loan := room.Loan{ID: domain.LoanID(ours.ID), Equipment: l.piece(room.KindItem, 1), To: room.Borrower{Kind: room.ByNamed, Name: "Szkoła"}, Since: tuesday, Due: tuesday.AddDays(30)}
		l.must(l.rooms.LendPiece(t.Context(), l.by, loan, warsaw))
		l.must(l.rooms.GiveBack(t.Context(), l.by, loan.ID, tuesday))

		later := func(p room.Plan) room.Plan { p.Series.Hours = hours("18:00", "19:00"); return p }
		if err := l.rooms.Following(t.Context(), l.by, ours.ID, 1, tuesday.AddDays(7), ours.ID, later); err == nil {
			t.Error("a series goes on under its own id")
		}
		if _, rows, _, err := l.rooms.Booking(t.Context(), l.by, ours.ID); err != nil || len(rows) != 4 {
			t.Errorf("of four dates %d are left, %v", len(rows), err)
		}
	})
}

// What was used stays as it was, when the rest of a series is moved; and
// whoever opens goes on to open.
func TestPastStays(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		n := weekly(event(tuesday, fourFive, l.room("Sala")), 8)
		l.must(l.rooms.Book(t.Context(), l.by, n))
		l.must(l.rooms.SetDuty(t.Context(), l.by, room.Duty{Booking: n.ID, Opens: room.OnDuty{Kind: room.DutyKey}}))
		l.clock.pass(24 * 24 * time.Hour)
		all := n.Plan.Moved(tuesday.AddDays(28), recur.Move{Original: tuesday.AddDays(28), Date: tuesday.AddDays(29), Hours: fourFive}, n.Plan.Wants)
		if err := l.rooms.Replan(t.Context(), l.by, n.ID, 1, all); domain.KindOf(err) != domain.KindConflict {
			t.Errorf("what is over was moved: %v", err)
		}
		next := domain.NewID[domain.BookingID]()
		l.must(l.rooms.Following(t.Context(), l.by, n.ID, 1, tuesday.AddDays(28), next, func(p room.Plan) room.Plan { p.Series.Hours = hours("18:00", "19:00"); return p }))
		_, rows, _, err := l.rooms.Booking(t.Context(), l.by, n.ID)
		if err != nil || len(rows) != 4 || domain.DateOf(rows[0].Start(), warsaw) != tuesday {
			t.Errorf("of what was used there is %+v, %v", rows, err)
		}
		duties, err := l.rooms.Duties(t.Context(), l.by, next)
		if err != nil || room.On(duties, domain.Date{}).Opens.Kind != room.DutyKey {
			t.Errorf("for the rest there open %+v, %v", duties, err)
		}
	})
}

// A piece that should be back and is not can be had on no day that is near.
func TestLatePieces(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		one, stock, hall := l.piece(room.KindItem, 1), l.piece(room.KindStock, 10), l.room("Sala")
		for id, pieces := range map[domain.ResourceID]int{one: 1, stock: 2} {
			l.must(l.rooms.LendPiece(t.Context(), l.by, room.Loan{
				ID: domain.NewID[domain.LoanID](), Equipment: id, Pieces: pieces, To: room.Borrower{Kind: room.ByNamed, Name: "Szkoła"}, Since: tuesday, Due: tuesday.AddDays(2),
			}, warsaw))
		}
		for l.clock.Now().Before(tuesday.AddDays(5).Time(time.UTC)) {
			l.clock.pass(24 * time.Hour)
		}
		near, far := domain.DateOf(l.clock.Now(), warsaw).AddDays(1), domain.DateOf(l.clock.Now(), warsaw).AddDays(20)
		for _, day := range []domain.Date{near, far} {
			n := event(day, hours("20:00", "21:00"), hall, one)
			m := event(day, hours("20:00", "21:00"))
			m.Plan.Wants = []room.Want{{Resource: stock, Amount: 10}}
			for what, n := range map[string]room.NewBooking{"piece": n, "stock": m} {
				if err := l.rooms.Book(t.Context(), l.by, n); (err != nil) != (day == near) {
					t.Errorf("the %s on %v: %v", what, day, err)
				}
			}
		}
	})
}

// A calendar goes on as long as its owner may see it, names no other group to a
// host, and shows what is kept as kept, and what lapsed not at all.
func TestCalendarKeepsToItsOwner(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala")
		own, other := l.group("Źródło", group.Accompanied), l.group("Most", group.Accompanied)
		host := l.hostOf(own)
		meets := func(g domain.GroupID, day domain.Date, tentative bool) {
			n := event(day, fourFive, hall)
			n.Purpose, n.Group, n.Title, n.Tentative = room.ForMeeting, g, "", tentative
			l.must(l.rooms.Book(t.Context(), l.by, n))
		}
		meets(other, tuesday.AddDays(20), false)
		meets(own, tuesday.AddDays(21), true)
		of := func(kind room.FeedKind, id domain.UUID) room.Feed {
			f := room.Feed{ID: domain.NewID[domain.FeedID](), Scope: l.in.Scope(), User: host.User, Kind: kind, Target: id}
			_, err := l.rooms.AddFeed(t.Context(), host, f.ID, f.Kind, f.Target)
			l.must(err)
			return f
		}
		rooms, mine := of(room.FeedRoom, hall.UUID), of(room.FeedGroup, own.UUID)
		entries, _, _, err := l.rooms.Calendar(t.Context(), host, rooms)
		l.must(err)
		for _, e := range entries {
			if e.Booking.Group == other && (e.Group != "" || !e.Private) || e.Booking.Group == own && !e.Kept {
				t.Errorf("a host reads %q, private %v, kept %v", e.Group, e.Private, e.Kept)
			}
		}
		l.clock.pass(8 * 24 * time.Hour)
		l.must(l.rooms.Sweep(t.Context()))
		if entries, _, _, err = l.rooms.Calendar(t.Context(), host, mine); err != nil || len(entries) != 0 {
			t.Errorf("what lapsed is still there: %v, %v", entries, err)
		}
		host.Groups = []domain.GroupID{other}
		if _, _, _, err := l.rooms.Calendar(t.Context(), host, mine); domain.KindOf(err) != domain.KindNotFound {
			t.Errorf("who hosts another group now reads on: %v", err)
		}
	})
}

// Large series, and days of 25 hours, are booked like others.
func TestLargeAndLong(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		var rooms []domain.ResourceID
		for _, name := range []string{"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P"} {
			rooms = append(rooms, l.room(name))
		}
		l.must(l.rooms.Book(t.Context(), l.by, weekly(event(tuesday, fourFive, rooms...), 250)))
		day := domain.Date{Year: 2026, Month: time.October, Day: 25}
		hall := l.room("Sala")
		for _, days := range []int{1, 3} {
			in := recur.Interval{Lo: recur.Instant(day, 0, warsaw).Unix() / 60, Hi: recur.Instant(day.AddDays(days), 0, warsaw).Unix() / 60}
			_, _, err := l.rooms.Block(t.Context(), l.by, room.Blocks{ID: domain.NewID[domain.BookingID](), Room: hall, Title: "Remont", Hours: []recur.Interval{in}, Zone: warsaw})
			if err != nil {
				t.Errorf("%d days from the one of 25 hours: %v", days, err)
			}
			day = day.AddDays(365 + 7 - 1) // the next
		}
	})
}
