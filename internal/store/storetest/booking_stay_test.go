package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/flow"
)

// Meetings come back with their days.
func TestMeetingsComeBack(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		g, first := l.group("Źródło", group.Accompanied), tuesday.AddDays(70)
		n := event(first, fourFive, l.room("Sala"))
		n.Purpose, n.Group, n.Title = room.ForMeeting, g, ""
		n = weekly(n, 3)
		l.must(l.flow.Book(t.Context(), l.by, n, flow.Along{Meetings: true}))
		on := n.Plan.Moved(first, recur.Move{Original: first, Date: first.AddDays(1), Hours: fourFive}, n.Plan.Wants)
		l.must(l.flow.ReplanBooking(t.Context(), l.by, n.ID, 1, on))
		l.must(l.flow.ReplanBooking(t.Context(), l.by, n.ID, 2, n.Plan))
		var planned []domain.Date
		for _, m := range l.listed(g, true) {
			if m.State == "planned" {
				planned = append(planned, domain.DateOf(m.StartsAt, warsaw))
			}
		}
		if len(planned) != 3 {
			t.Errorf("after there and back it meets on %v", planned)
		}
	})
}

// What was called off by hand is not planned again by a move of its series, in
// neither direction.
func TestCalledOffStaysSo(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		g, first := l.group("Źródło", group.Accompanied), tuesday.AddDays(70)
		n := meets(weekly(event(first, fourFive, l.room("Sala")), 3), g)
		l.must(l.flow.Book(t.Context(), l.by, n, flow.Along{Meetings: true}))
		for _, m := range l.listed(g, true) {
			if domain.DateOf(m.StartsAt, warsaw) == first.AddDays(7) {
				l.must(l.meetings.Cancel(t.Context(), l.by, m.ID, m.Version))
			}
		}
		on := n.Plan.Moved(first, recur.Move{Original: first, Date: first.AddDays(1), Hours: fourFive}, n.Plan.Wants)
		for i, plan := range []room.Plan{on, n.Plan} {
			l.must(l.flow.ReplanBooking(t.Context(), l.by, n.ID, int64(i+1), plan))
			var planned []domain.Date
			for _, m := range l.listed(g, true) {
				if m.State == "planned" {
					planned = append(planned, domain.DateOf(m.StartsAt, warsaw))
				}
			}
			later := 1 - i // a day later, and then back
			if want := []domain.Date{first.AddDays(later), first.AddDays(14 + later)}; !slices.Equal(planned, want) {
				t.Errorf("it meets on %v, want %v", planned, want)
			}
		}
	})
}

// A move of one date tells of what is in its way, not of dates that stay.
func TestItselfOfWhatStays(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala")
		first := tuesday.AddDays(70)
		n := event(first, recur.Hours{Nights: 1}, hall)
		n.Plan.Series.Dates = []domain.Date{first.AddDays(1), first.AddDays(10)}
		l.must(l.rooms.Book(t.Context(), l.by, n))
		l.must(l.rooms.Book(t.Context(), l.by, event(first.AddDays(20), fourFive, hall)))
		r, _, err := l.rooms.Room(t.Context(), l.by, hall)
		l.must(err)
		r.After = 15
		l.must(l.rooms.EditRoom(t.Context(), l.by, r))
		err = l.rooms.MoveDay(t.Context(), l.by, n.ID, 1, recur.Move{Original: first.AddDays(10), Date: first.AddDays(20), Hours: fourFive}, nil)
		if got := reasons(err); !slices.Equal(got, []room.Reason{room.Busy}) {
			t.Errorf("told %v, %v", got, err)
		}
	})
}

// Nor does it ask for a room of the past that is lent no longer.
func TestMovedBesideWhatIsLentNoLonger(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall, lent, friend := l.room("Sala"), l.room("Czytelnia"), l.borrower("Biblioteka")
		for _, id := range []domain.ResourceID{hall, lent} {
			l.must(l.rooms.Share(t.Context(), l.by, id, friend.Institution))
		}
		first := domain.DateOf(l.clock.Now(), warsaw).AddDays(1)
		n := weekly(event(first, fourFive, hall), 3)
		n.Plan.Elsewhere = []room.Elsewhere{{Day: first, Wants: []room.Want{{Resource: lent, Amount: 1}}}}
		l.must(l.rooms.Book(t.Context(), friend, n))
		l.must(l.rooms.Book(t.Context(), l.by, event(first.AddDays(8), fourFive, hall)))
		l.clock.pass(3 * 24 * time.Hour)
		l.must(l.rooms.Unshare(t.Context(), l.by, lent, friend.Institution))
		err := l.rooms.MoveDay(t.Context(), friend, n.ID, 1, recur.Move{Original: first.AddDays(7), Date: first.AddDays(8), Hours: fourFive}, nil)
		if got := reasons(err); !slices.Equal(got, []room.Reason{room.Busy}) {
			t.Errorf("told %v, %v", got, err)
		}
	})
}

// Nor of what became of their house meanwhile.
func TestTermsOfWhatStays(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala")
		first := tuesday.AddDays(70)
		n := weekly(event(first, fourFive, hall), 3)
		l.must(l.rooms.Book(t.Context(), l.by, n))
		l.must(l.rooms.Book(t.Context(), l.by, event(first.AddDays(8), fourFive, hall)))
		in := recur.Interval{Lo: recur.Instant(first, 0, warsaw).Unix() / 60, Hi: recur.Instant(first.AddDays(1), 0, warsaw).Unix() / 60}
		l.must(l.rooms.Closing(t.Context(), l.by, []domain.ResourceID{hall}, room.Closure{ID: domain.NewID[domain.BookingID]().UUID, Interval: in}))
		err := l.rooms.MoveDay(t.Context(), l.by, n.ID, 1, recur.Move{Original: first.AddDays(7), Date: first.AddDays(8), Hours: fourFive}, nil)
		if got := reasons(err); !slices.Equal(got, []room.Reason{room.Busy}) {
			t.Errorf("told %v", got)
		}
	})
}

func TestNothingIsWantedTwice(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		a, b := l.room("A"), l.room("B")
		n := event(tuesday.AddDays(70), fourFive, a, b)
		l.must(l.rooms.Book(t.Context(), l.by, n))
		err := l.rooms.MoveDay(t.Context(), l.by, n.ID, 1, recur.Move{Original: tuesday.AddDays(70), Date: tuesday.AddDays(70), Hours: hours("10:00", "11:00")}, []room.Want{{Resource: b, Amount: 1}, {Resource: b, Amount: 1}})
		if all, ok := errors.AsType[domain.Problems](err); !ok || all[0].Key != "booking.twice" {
			t.Errorf("told %v", err)
		}
	})
}

// A question is not asked anew by a move: it is answered for all dates or none.
func TestAskedDatesLapseTogether(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		hall := l.room("Sala", func(t *room.Terms) { t.Approval = true })
		first := tuesday.AddDays(70)
		n := weekly(event(first, fourFive, hall), 4)
		l.must(l.rooms.Book(t.Context(), l.by, n))
		l.clock.pass(10 * 24 * time.Hour)
		l.must(l.rooms.MoveDay(t.Context(), l.by, n.ID, 1, recur.Move{Original: first.AddDays(7), Date: first.AddDays(8), Hours: fourFive}, nil))
		l.clock.pass(5 * 24 * time.Hour)
		l.must(l.rooms.Sweep(t.Context()))
		m := l.by
		m.Roles = append(slices.Clone(m.Roles), "manager")
		err := l.rooms.Decide(t.Context(), m, hall, n.ID, true, "")
		if rows := l.holds(n.ID); err == nil || len(rows) != 0 {
			t.Errorf("approved with %d of 4 dates: %v", len(rows), err)
		}
	})
}
