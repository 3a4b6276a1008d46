package storetest

import (
	"context"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// TestTwoGetOneRole: of two who are given a role at once one has it, and the
// other's form is stale.
func TestTwoGetOneRole(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		people := []domain.PersonID{w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Sowa", "2026-01-08")}
		for i := range torture.Count(t, rounds) {
			m := w.planned(id, morning.AddDate(0, 0, i+1))
			errs := atOnce(2, func(i int) error { return w.gives(id, m, group.Moderator, people[i]) })
			turns := w.turnsOf(m)
			if len(turns) != 1 || (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("turns %+v; %v", turns, errs)
			}
			for i, err := range errs {
				if err != nil {
					wantKind(t, "the later form", err, domain.KindStale)
				} else if turns[0].Person != people[i] {
					t.Fatalf("the role is not whose form was taken")
				}
			}
		}
	})
}

// TestFilledTwiceAtOnce: suggestions taken by two at once are taken once, and
// nobody does more than they wished.
func TestFilledTwiceAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.CoLed)
			w.ready(id, w.joins(id, "Kos", "2026-01-08"), 1, group.Moderator, group.Opener)
			w.ready(id, w.joins(id, "Sowa", "2026-01-08"), 3, group.Moderator)
			w.weekly(id, group.RoundsAhead)
			filled := make([]int, 2)
			errs := atOnce(2, func(i int) (err error) {
				filled[i], err = w.turns.Fill(t.Context(), w.by, id)
				return err
			})
			w.must(errs[0])
			w.must(errs[1])
			p, taken := w.plan(id), 0
			for _, r := range p.Ahead {
				taken += len(r.Turns)
			}
			if taken != filled[0]+filled[1] || min(filled[0], filled[1]) != 0 || taken == 0 || len(p.Suggested) != 0 {
				t.Fatalf("%d turns of %v; %d more are suggested", taken, filled, len(p.Suggested))
			}
			for _, wish := range p.Wishes {
				if did := group.Did(p.Ahead, wish.Person); did > wish.Most {
					t.Fatalf("%d meetings for somebody who wished %d", did, wish.Most)
				}
			}
		}
	})
}

// againstLeaving gives somebody turns at the moment at which they leave: none
// is left.
func againstLeaving(t *testing.T, give func(w *works, id domain.GroupID, m meeting.Meeting, who domain.PersonID) error) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		m := w.weekly(id, 1)[0]
		for i := range torture.Count(t, rounds) {
			who := w.joins(id, "Kos", "2026-01-08")
			w.ready(id, who, 10, group.Moderator)
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					return w.flow.Leave(t.Context(), w.by, id, who, day("2026-03-02"))
				}
				return give(w, id, m, who)
			})
			w.must(errs[0])
			if kind := domain.KindOf(errs[1]); errs[1] != nil && kind != domain.KindConflict && kind != domain.KindNotFound {
				t.Fatalf("beside leaving: %v", errs[1])
			}
			for _, table := range []string{"meeting_turn", "group_wish", "group_absence"} {
				n := have(w, func(ctx context.Context) (n int, err error) {
					return n, sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM `+table+` WHERE person_id = $1`, who).Scan(&n)
				})
				if n != 0 {
					t.Fatalf("in round %d %d rows in %s of somebody who left; the other got %v", i+1, n, table, errs[1])
				}
			}
		}
	})
}

func TestGivenWhileLeaving(t *testing.T) {
	againstLeaving(t, func(w *works, id domain.GroupID, m meeting.Meeting, who domain.PersonID) error {
		return w.gives(id, m, group.Moderator, who)
	})
}

func TestFilledWhileLeaving(t *testing.T) {
	againstLeaving(t, func(w *works, id domain.GroupID, _ meeting.Meeting, _ domain.PersonID) error {
		return err2(w.turns.Fill(w.t.Context(), w.by, id))
	})
}

func TestWishedWhileLeaving(t *testing.T) {
	againstLeaving(t, func(w *works, id domain.GroupID, _ meeting.Meeting, who domain.PersonID) error {
		was := group.Wish{Roles: []group.Role{group.Moderator}, Most: 10}
		return w.turns.Ready(w.t.Context(), w.by, id, was, group.Wish{Person: who, Roles: []group.Role{group.Opener}, Most: 1})
	})
}

// TestFilledWhileAway: whoever says at the same moment that they will be away
// has no turn on these days.
func TestFilledWhileAway(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.CoLed)
			who := w.joins(id, "Kos", "2026-01-08")
			w.ready(id, who, 10, group.Moderator)
			w.weekly(id, 3)
			errs := atOnce(2, func(i int) error {
				if i == 0 {
					return w.turns.Away(t.Context(), w.as(id, who), id, absence(who, "2026-03-12", "2026-03-12"))
				}
				return err2(w.turns.Fill(t.Context(), w.by, id))
			})
			w.must(errs[0])
			w.must(errs[1])
			if r := w.plan(id).Ahead; !r[1].Who(group.Moderator).IsZero() || r[0].Who(group.Moderator) != who || r[2].Who(group.Moderator) != who {
				t.Fatalf("%+v", r)
			}
		}
	})
}
