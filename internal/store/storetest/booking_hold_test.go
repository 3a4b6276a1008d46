package storetest

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/flow"
)

// holds are how a booking has its rooms on its days, in the order of time.
func (l *lodging) holds(id domain.BookingID) (holds []room.Hold) {
	l.t.Helper()
	_, rows, _, err := l.rooms.Booking(l.t.Context(), l.by, id)
	l.must(err)
	for _, r := range rows {
		holds = append(holds, r.Hold)
	}
	return holds
}

func asks(t *room.Terms) { t.Approval = true }

// meets makes an event a meeting of a group.
func meets(n room.NewBooking, g domain.GroupID) room.NewBooking {
	n.Purpose, n.Group, n.Title = room.ForMeeting, g, ""
	return n
}

// A date that was refused is moved elsewhere or left out, and the others too.
func TestRefusedDateIsMended(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, asked := l.room("Sala"), l.room("Pracownia", asks)
		first := tuesday.AddDays(70)
		n := weekly(event(first, fourFive, hall), 4)
		for _, days := range []int{7, 14} {
			n.Plan.Elsewhere = append(n.Plan.Elsewhere, room.Elsewhere{Day: first.AddDays(days), Wants: []room.Want{{Resource: asked, Amount: 1}}})
		}
		l.must(l.rooms.Book(t.Context(), l.by, n))
		manager := authz.Actor{Roles: []authz.Role{authz.Manager}, User: domain.NewID[domain.UserID](), Institution: l.in.ID, Scope: l.in.Scope()}
		l.must(l.rooms.Decide(t.Context(), manager, asked, n.ID, false, "remont"))
		if err := l.rooms.SkipDay(t.Context(), l.by, n.ID, 1, first.AddDays(7)); err != nil {
			t.Fatalf("the first refused date is not left out: %v", err)
		}
		move := recur.Move{Original: first.AddDays(14), Date: first.AddDays(15), Hours: fourFive}
		if err := l.rooms.MoveDay(t.Context(), l.by, n.ID, 2, move, []room.Want{{Resource: hall, Amount: 1}}); err != nil {
			t.Fatalf("the other is not moved: %v", err)
		}
		if got := l.holds(n.ID); !slices.Equal(got, []room.Hold{room.Confirmed, room.Confirmed, room.Confirmed}) {
			t.Errorf("three dates are %v", got)
		}
	})
}

// What is tentative stays so when it is moved, also where another room is asked.
func TestTentativeBesideAsked(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		asked, hall := l.room("Pracownia", asks), l.room("Sala")
		n := event(tuesday.AddDays(70), fourFive, hall, asked)
		n.Tentative = true
		l.must(l.rooms.Book(t.Context(), l.by, n))
		move := recur.Move{Original: tuesday.AddDays(70), Date: tuesday.AddDays(71), Hours: fourFive}
		l.must(l.rooms.MoveDay(t.Context(), l.by, n.ID, 1, move, nil))
		if got := l.holds(n.ID); slices.Contains(got, room.Confirmed) {
			t.Errorf("confirmed by being moved: %v", got)
		}
	})
}

// An acceptance of what was changed meanwhile is no second sending of a form.
func TestAcceptedAfterAMove(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		n := event(tuesday.AddDays(70), fourFive, l.room("Sala"))
		n.Tentative = true
		l.must(l.rooms.Book(t.Context(), l.by, n))
		move := recur.Move{Original: tuesday.AddDays(70), Date: tuesday.AddDays(71), Hours: fourFive}
		l.must(l.rooms.MoveDay(t.Context(), l.by, n.ID, 1, move, nil))
		if err := l.rooms.Accept(t.Context(), l.by, n.ID, 1); domain.KindOf(err) != domain.KindStale {
			t.Errorf("accepted %v, and it is %v", err, l.holds(n.ID))
		}
		for range 2 {
			l.must(l.rooms.Accept(t.Context(), l.by, n.ID, 2))
		}
	})
}

// Fair use holds for what is booked and what is moved: an hour a week is one
// hour a week, whichever day it is on.
func TestFairUse(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, g := l.room("Sala", func(t *room.Terms) { t.PerWeek = 60 }), l.group("Źródło", group.Accompanied)
		first := tuesday.AddDays(70)
		next := meets(event(first.AddDays(7), fourFive, hall), g)
		l.must(l.rooms.Book(t.Context(), l.by, meets(event(first, fourFive, hall), g)))
		l.must(l.rooms.Book(t.Context(), l.by, next))
		tooMuch := func(what string, err error) {
			t.Helper()
			if !slices.Equal(reasons(err), []room.Reason{room.TooMuch}) {
				t.Errorf("%s: %v", what, err)
			}
		}
		tooMuch("a second hour", l.rooms.Book(t.Context(), l.by, meets(event(first.AddDays(1), fourFive, hall), g)))
		to := func(day domain.Date) recur.Move {
			return recur.Move{Original: first.AddDays(7), Date: day, Hours: fourFive}
		}
		tooMuch("moved into a week that is full", l.rooms.MoveDay(t.Context(), l.by, next.ID, 1, to(first.AddDays(2)), nil))
		l.must(l.rooms.MoveDay(t.Context(), l.by, next.ID, 1, to(first.AddDays(8)), nil)) // its own hour is not in its way
	})
}

// Fair use holds also for what is had through the queue, and what is kept no
// longer is not counted.
func TestFairUseOfTheQueue(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, g := l.room("Sala", func(t *room.Terms) { t.PerWeek = 60 }), l.group("Źródło", group.Accompanied)
		first := tuesday.AddDays(70)
		var waits []room.NewBooking
		for i := range 2 {
			n := event(first.AddDays(i), fourFive, hall)
			l.must(l.rooms.Book(t.Context(), l.by, n))
			waits = append(waits, meets(event(first.AddDays(i), fourFive, hall), g))
			l.must(l.rooms.Wait(t.Context(), l.by, waits[i]))
			l.must(l.rooms.Cancel(t.Context(), l.by, n.ID, 1))
		}
		l.must(l.rooms.Accept(t.Context(), l.by, waits[0].ID, 1))
		if err := l.rooms.Accept(t.Context(), l.by, waits[1].ID, 1); !slices.Equal(reasons(err), []room.Reason{room.TooMuch}) {
			t.Errorf("two hours of one a week: %v", err)
		}
	})
}

func TestFairUseOfWhatLapsed(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, g := l.room("Sala", func(t *room.Terms) { t.PerWeek = 60 }), l.group("Źródło", group.Accompanied)
		n := meets(event(tuesday.AddDays(70), fourFive, hall), g)
		n.Tentative = true
		l.must(l.rooms.Book(t.Context(), l.by, n))
		l.clock.pass(8 * 24 * time.Hour)
		if err := l.rooms.Book(t.Context(), l.by, meets(event(tuesday.AddDays(71), fourFive, hall), g)); err != nil {
			t.Errorf("what lapsed is counted: %v", err)
		}
	})
}

// Of what cannot be moved only what stands in the way is told.
func TestMovedOntoATakenHourOfFairUse(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, g := l.room("Sala", func(t *room.Terms) { t.PerWeek = 60 }), l.group("Źródło", group.Accompanied)
		first := tuesday.AddDays(70)
		n := meets(weekly(event(first, fourFive, hall), 3), g)
		l.must(l.rooms.Book(t.Context(), l.by, n))
		l.must(l.rooms.Book(t.Context(), l.by, event(first.AddDays(8), fourFive, hall)))
		err := l.rooms.MoveDay(t.Context(), l.by, n.ID, 1, recur.Move{Original: first.AddDays(7), Date: first.AddDays(8), Hours: fourFive}, nil)
		if got := reasons(err); !slices.Equal(got, []room.Reason{room.Busy}) {
			t.Errorf("refused by %v, want busy", got)
		}
	})
}

// What lapsed and is not swept yet is in nobody's way: neither of a piece that
// is lent nor of a date that is moved.
func TestUnsweptIsInNobodysWay(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, piece := l.room("Sala"), l.piece(room.KindItem, 1)
		today := domain.DateOf(l.clock.Now(), warsaw)
		lapses, moves := event(today.AddDays(20), fourFive, hall, piece), event(today.AddDays(21), fourFive, hall)
		lapses.Tentative = true
		l.must(l.rooms.Book(t.Context(), l.by, lapses))
		l.must(l.rooms.Book(t.Context(), l.by, moves))
		l.clock.pass(8 * 24 * time.Hour)
		loan := room.Loan{ID: domain.NewID[domain.LoanID](), Equipment: piece, To: room.Borrower{Kind: room.ByNamed, Name: "Szkoła"}, Since: today.AddDays(8), Due: today.AddDays(30)}
		if err := l.rooms.LendPiece(t.Context(), l.by, loan, warsaw); err != nil {
			t.Errorf("lent: %v", err)
		}
		to := recur.Move{Original: today.AddDays(21), Date: today.AddDays(20), Hours: fourFive}
		if err := l.rooms.MoveDay(t.Context(), l.by, moves.ID, 1, to, nil); err != nil {
			t.Errorf("moved: %v", err)
		}
	})
}

// Whoever waits for an hour that only the time to clean is in the way of is
// offered it, too.
func TestQueueBesideBuffers(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala", func(t *room.Terms) { t.Before, t.After = 15, 15 })
		day := tuesday.AddDays(70)
		for _, h := range []recur.Hours{hours("10:20", "11:00"), hours("12:40", "13:00")} {
			taken, waits := event(day, hours("11:20", "12:20"), hall), event(day, h, hall)
			l.must(l.rooms.Book(t.Context(), l.by, taken))
			l.must(l.rooms.Wait(t.Context(), l.by, waits))
			l.must(l.rooms.Cancel(t.Context(), l.by, taken.ID, 1))
			if got := l.holds(waits.ID); !slices.Equal(got, []room.Hold{room.Offered}) {
				t.Errorf("who waits for %v has %v", h, got)
			}
			l.must(l.rooms.Cancel(t.Context(), l.by, waits.ID, 1))
		}
	})
}

// A series that meets itself in the time to clean is told so.
func TestMeetsItselfInBuffers(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala", func(t *room.Terms) { t.After = 15 })
		n := event(tuesday, recur.Hours{Nights: 1}, hall)
		n.Plan.Series.Dates = []domain.Date{tuesday.AddDays(1)}
		err := l.rooms.Book(t.Context(), l.by, n)
		if all, ok := errors.AsType[domain.Problems](err); !ok || all[0].Key != "booking.itself" {
			t.Errorf("it meets itself: %v", err)
		}
	})
}

// The date that a form is about moves, also when it was moved by itself before.
func TestMovedDateMovesAgain(t *testing.T) {
	day := tuesday.AddDays(7)
	p := weekly(event(tuesday, fourFive, domain.NewID[domain.ResourceID]()), 3).Plan
	p.Series.Moved = []recur.Move{{Original: day, Date: day, Hours: hours("18:00", "19:00")}}
	p.Elsewhere = []room.Elsewhere{{Day: day, Wants: []room.Want{{Resource: domain.NewID[domain.ResourceID](), Amount: 1}}}}
	to := recur.Move{Original: day, Date: day, Hours: hours("19:00", "20:00")}
	slots, err := p.Moved(day, to, p.Wants).Slots()
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range slots {
		if o.Start().In(warsaw).Hour() != 19 || o.Wants[0] != p.Wants[0] {
			t.Errorf("on %v it is at %v in %v", o.Day, o.Start().In(warsaw), o.Wants)
		}
	}
}

// Meetings follow a series that is moved as a whole to another day of the week.
func TestMeetingsFollowAnotherDay(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		g, first := l.group("Źródło", group.Accompanied), tuesday.AddDays(70)
		n := meets(weekly(event(first, fourFive, l.room("Sala")), 3), g)
		l.must(l.flow.Book(t.Context(), l.by, n, flow.Along{Meetings: true}))
		l.must(l.flow.ReplanBooking(t.Context(), l.by, n.ID, 1, n.Plan.Moved(first, recur.Move{Original: first, Date: first.AddDays(1), Hours: fourFive}, n.Plan.Wants)))
		var planned []domain.Date
		for _, m := range l.listed(g, true) {
			if m.State == "planned" {
				planned = append(planned, domain.DateOf(m.StartsAt, warsaw))
			}
		}
		if want := []domain.Date{first.AddDays(1), first.AddDays(8), first.AddDays(15)}; !slices.Equal(planned, want) {
			t.Errorf("it meets on %v, want %v", planned, want)
		}
	})
}

// Two series that change rooms with one another at the same time do so or are
// told; neither is undone by the other's lock.
func TestFollowingCrosswise(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		first := tuesday.AddDays(70)
		a, b := l.room("A"), l.room("B")
		for range 20 {
			x, y := weekly(event(first, hours("10:00", "11:00"), a), 4), weekly(event(first, hours("12:00", "13:00"), b), 4)
			l.must(l.rooms.Book(t.Context(), l.by, x))
			l.must(l.rooms.Book(t.Context(), l.by, y))
			var wg sync.WaitGroup
			next := []domain.BookingID{domain.NewID[domain.BookingID](), domain.NewID[domain.BookingID]()}
			for i, n := range []room.NewBooking{x, y} {
				other := []domain.ResourceID{b, a}[i]
				wg.Go(func() {
					err := l.rooms.Following(t.Context(), l.by, n.ID, 1, first.AddDays(7), next[i], func(p room.Plan) room.Plan {
						p.Wants = []room.Want{{Resource: other, Amount: 1}}
						return p
					})
					if err != nil {
						t.Errorf("%d: %v", i, err)
					}
				})
			}
			wg.Wait()
			for _, id := range []domain.BookingID{x.ID, y.ID, next[0], next[1]} {
				bk, _, _, err := l.rooms.Booking(t.Context(), l.by, id)
				l.must(err)
				l.must(l.rooms.Cancel(t.Context(), l.by, id, bk.Version))
			}
		}
	})
}

// Somebody who goes back and changes the form is not told that it is booked.
func TestAnotherBookingUnderTheSameForm(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala")
		n := event(tuesday, fourFive, hall)
		l.must(l.rooms.Book(t.Context(), l.by, n))
		l.must(l.rooms.Book(t.Context(), l.by, n))
		other := n
		other.Title = "Inne zebranie"
		if err := l.rooms.Book(t.Context(), l.by, other); domain.KindOf(err) != domain.KindConflict {
			t.Errorf("told that another title is booked: %v", err)
		}
		n.Plan.Series.First = tuesday.AddDays(1)
		if err := l.rooms.Book(t.Context(), l.by, n); err == nil {
			t.Error("told that another day is booked")
		}
		waits := event(tuesday, fourFive, hall)
		l.must(l.rooms.Wait(t.Context(), l.by, waits))
		waits.Plan.Series.First = tuesday.AddDays(2)
		if err := l.rooms.Book(t.Context(), l.by, waits); err == nil {
			t.Error("told that what waits is booked")
		}
	})
}
