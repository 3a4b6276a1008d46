package storetest

import (
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/room"
	"krag/internal/flow"
	"krag/internal/torture"
)

// TestBookingWhileClosing: whichever comes first, a group that is closed has
// neither a meeting nor a room ahead.
func TestBookingWhileClosing(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		l := newLodging(t, env)
		far := domain.DateOf(l.desk.Clock.Now(), warsaw).AddDays(60)
		for range torture.Count(t, rounds) {
			hall, id := l.room("Sala"), l.group("Źródło", group.Accompanied)
			n := weekly(event(far, fourFive, hall), 5)
			n.Purpose, n.Group, n.Title = room.ForMeeting, id, ""
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					_, err := l.ends(id, over)
					return err
				}
				return l.flow.Book(t.Context(), l.by, n, flow.Along{Meetings: true})
			})
			l.must(errs[0])
			if errs[1] != nil {
				wantKind(t, "booking for a closed group", errs[1], domain.KindConflict)
			}
			if meetings, days := l.ahead(id), len(l.days(hall)); meetings+days != 0 {
				t.Fatalf("a closed group has %d meetings and %d bookings ahead", meetings, days)
			}
		}
	})
}

// TestTheLastTwoLeaveAtOnce: nobody belongs afterwards, and nothing of them is left.
func TestTheLastTwoLeaveAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.Independent)
			two := []domain.PersonID{w.joins(id, "Ćma", "2026-01-08"), w.joins(id, "Sowa", "2026-01-08")}
			m := w.planned(id, morning.AddDate(0, 0, 7))
			w.must(w.gives(id, m, group.Opener, two[0]))
			w.must(w.gives(id, m, group.Moderator, two[1]))
			for _, err := range atOnce(2, func(i int) error { return w.flow.Leave(t.Context(), w.by, id, two[i], day("2026-03-02")) }) {
				w.must(err)
			}
			if n := len(w.whoIs(id)); n != 0 {
				t.Fatalf("%d belong", n)
			}
			for _, who := range two {
				w.nothingOf(who)
			}
		}
	})
}

// TestDividingWhileLeaving: somebody who leaves while they are moved is in the
// new group or in none, and never in both.
func TestDividingWhileLeaving(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.CoLed)
			wren := w.joins(id, "Strzyżyk", "2026-01-08")
			owl := w.joins(id, "Sowa", "2026-01-08")
			b := branch(wren)
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					return w.flow.Leave(t.Context(), w.by, id, wren, day("2026-03-02"))
				}
				return w.splits(id, b)
			})
			w.must(errs[0])
			if !slices.Equal(w.whoIs(id), []domain.PersonID{owl}) {
				t.Fatalf("the first group has %v", w.whoIs(id))
			}
			switch moved := slices.Contains(w.whoIs(b.ID), wren); {
			case errs[1] != nil:
				wantKind(t, "moving somebody who left", errs[1], domain.KindInvalid)
				if moved {
					t.Fatal("nobody was to move")
				}
			case !moved:
				t.Fatal("somebody who was moved is nowhere")
			}
		}
	})
}

// TestDividingTwiceAtOnce: a form that comes twice at once makes one group.
func TestDividingTwiceAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.CoLed)
			b := branch(w.joins(id, "Strzyżyk", "2026-01-08"))
			w.joins(id, "Sowa", "2026-01-08")
			for _, err := range atOnce(2, func(int) error { return w.splits(id, b) }) {
				w.must(err)
			}
			if len(w.whoIs(id)) != 1 || len(w.whoIs(b.ID)) != 1 || len(w.storyOf(b.ID).Steps) != 1 {
				t.Fatalf("stayed %v, went %v", w.whoIs(id), w.whoIs(b.ID))
			}
		}
	})
}

// TestTwoGroupsJoinEachOther: of two that would join each other at once one
// does; nobody is lost and nobody belongs twice.
func TestTwoGroupsJoinEachOther(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			two := []domain.GroupID{w.group("Źródło", group.CoLed), w.group("Potok", group.CoLed)}
			wren, owl := w.joins(two[0], "Strzyżyk", "2026-01-08"), w.joins(two[1], "Sowa", "2026-01-08")
			errs := atOnce(2, func(i int) error { return w.merges(two[i], two[1-i]) })
			won, other := kinds(errs)
			if won != 1 || other[0] != domain.KindConflict {
				t.Fatalf("crosswise: %v", errs)
			}
			i := slices.IndexFunc(errs, func(err error) bool { return err != nil }) // where they go on
			there := w.whoIs(two[i])
			if len(w.whoIs(two[1-i])) != 0 || len(there) != 2 || !slices.Contains(there, wren) || !slices.Contains(there, owl) {
				t.Fatalf("there are %v, left are %v", there, w.whoIs(two[1-i]))
			}
		}
	})
}

// TestJoiningWhileUniting: whoever joins a group that joins another goes along,
// or is told that it closed.
func TestJoiningWhileUniting(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			from, into := w.group("Źródło", group.CoLed), w.group("Potok", group.CoLed)
			j := flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: from, Pseudonym: "Ćma", On: day("2026-02-01")}
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					return w.merges(from, into)
				}
				return w.flow.Join(t.Context(), w.by, j)
			})
			w.must(errs[0])
			if errs[1] != nil {
				wantKind(t, "joining a group that closed", errs[1], domain.KindConflict)
			}
			if there := len(w.whoIs(into)); len(w.whoIs(from)) != 0 || (errs[1] == nil) != (there == 1) {
				t.Fatalf("%d went along: %v", there, errs)
			}
		}
	})
}

func TestDividedWhileForgotten(t *testing.T) {
	againstForgetting(t, func(w *works, home, _ domain.GroupID, _ meeting.Meeting, who domain.PersonID) error {
		w.joins(home, "Sowa", "2026-01-08")
		err := w.splits(home, branch(who))
		if domain.KindOf(err) == domain.KindInvalid { // belongs no more
			return nil
		}
		return err
	})
}

func TestUnitedWhileForgotten(t *testing.T) {
	againstForgetting(t, func(w *works, home, other domain.GroupID, _ meeting.Meeting, _ domain.PersonID) error {
		return w.merges(home, other)
	})
}

// TestEnteringWhileMoved: a link that is opened while its owner moves leads to
// where they belong.
func TestEnteringWhileMoved(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.CoLed)
			wren := w.joins(id, "Strzyżyk", "2026-01-08")
			w.joins(id, "Sowa", "2026-01-08")
			link, err := w.flow.MemberLink(t.Context(), w.by, id, wren)
			w.must(err)
			b, session := branch(wren), ""
			errs := atOnce(2, func(i int) (err error) {
				if i == 0 {
					return w.splits(id, b)
				}
				session, err = w.accounts.Use(t.Context(), link)
				return err
			})
			w.must(errs[0])
			w.must(errs[1])
			if a := w.actor(session); !slices.Equal(a.Groups, []domain.GroupID{b.ID}) {
				t.Fatalf("the link leads to %v", a.Groups)
			}
		}
	})
}
