package storetest

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/flow"
	"krag/internal/store/sqldb"
)

func (w *works) membersOf(id domain.GroupID) []group.Member {
	w.t.Helper()
	members, err := w.groups.Members(w.t.Context(), w.by, id)
	w.must(err)
	return members
}

func TestMembers(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, other := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		late := w.joins(id, "Łoś", "2026-02-01")
		early := w.joins(id, "Ćma", "2026-01-08")
		got := w.membersOf(id)
		if len(got) != 2 || got[0].Person != early || got[1].Person != late {
			t.Fatalf("not in the order of joining: %+v", got)
		}
		if m := got[0]; m.Pseudonym.Reveal() != "Ćma" || !m.MadeUp || m.Joined != day("2026-01-08") || !m.Left.IsZero() {
			t.Errorf("a member came back as %+v", m)
		}
		w.must(w.flow.Join(t.Context(), w.by, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: other, Person: late, On: day("2026-02-02")}))
		left := have(w, func(ctx context.Context) ([]domain.GroupID, error) {
			return w.store.Groups().EndMembership(ctx, w.scope(), late, domain.GroupID{}, day("2026-03-01"))
		})
		if len(left) != 2 || !slices.Contains(left, id) || !slices.Contains(left, other) {
			t.Errorf("left %v, want both groups", left)
		}
		if n := len(w.membersOf(id)) + len(w.membersOf(other)); n != 1 {
			t.Errorf("%d belong after leaving, want 1", n)
		}
	})
}

func TestMembershipOnceAtATime(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		who := w.joins(id, "Ćma", "2026-01-08")
		insert := func(m group.Member) bool {
			return have(w, func(ctx context.Context) (bool, error) { return w.store.Groups().InsertMember(ctx, w.scope(), id, m) })
		}
		m := group.Member{ID: domain.NewID[domain.MembershipID](), Person: who, Joined: day("2026-03-01")}
		if insert(m) {
			t.Error("somebody who belongs joined once more")
		}
		w.must(w.flow.Leave(t.Context(), w.by, id, who, day("2026-02-01")))
		if !insert(m) {
			t.Error("somebody who left could not come back")
		}
		w.must(w.flow.Leave(t.Context(), w.by, id, who, day("2026-04-01")))
		if insert(m) {
			t.Error("a form sent again after leaving brought somebody back")
		}
		for on, want := range map[string]int{"2026-01-31": 1, "2026-02-15": 0, "2026-04-01": 1, "2026-04-02": 0} {
			if ticks := w.belonging(id, on); len(ticks) != want {
				t.Errorf("on %s %d belonged, want %d: leaving again changed what was before", on, len(ticks), want)
			}
		}
	})
}

func TestForgottenMemberHasNoName(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		who := w.joins(id, "Ćma", "2026-01-08")
		w.must(w.store.Keys().Destroy(t.Context(), who.UUID)) // and the row is not yet cleared
		if m := w.membersOf(id); len(m) != 1 || !m[0].Pseudonym.IsZero() {
			t.Errorf("without a key: %d members, a name is there: %v", len(m), len(m) == 1 && !m[0].Pseudonym.IsZero())
		}
		if ticks := w.belonging(id, "2026-02-01"); len(ticks) != 1 || !ticks[0].Pseudonym.IsZero() {
			t.Error("a tick without a key has a name or is gone")
		}
	})
}

func TestJoinTwiceAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range 10 {
			id, home := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
			who := w.joins(home, "Ćma", "2026-01-08")
			errs := atOnce(4, func(int) error { // four forms, of four tabs
				return w.flow.Join(t.Context(), w.by, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: id, Person: who, On: day("2026-02-01")})
			})
			for _, err := range errs {
				w.must(err)
			}
			if n := len(w.membersOf(id)); n != 1 {
				t.Fatalf("%d memberships of one person", n)
			}
		}
	})
}

// atOnce runs n calls that start together and gives their errors.
func atOnce(n int, fn func(i int) error) []error {
	errs, gun := make([]error, n), make(chan struct{})
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			<-gun
			errs[i] = fn(i)
		})
	}
	close(gun)
	wg.Wait()
	return errs
}

func TestDotsAreDaysOfTheZone(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		w.clock.pass(400 * 24 * time.Hour)
		id := w.group("Źródło", group.CoLed)
		night := w.planned(id, time.Date(2026, 7, 1, 0, 30, 0, 0, warsaw)) // still 30 June in UTC
		noon := w.planned(id, time.Date(2026, 1, 7, 12, 0, 0, 0, warsaw))
		w.planned(id, time.Date(2026, 2, 7, 12, 0, 0, 0, warsaw)) // nobody was counted
		w.held(night, 5, meeting.LedByMember)
		w.held(noon, 5, meeting.LedByAnimator)
		story, _, err := w.groups.Story(t.Context(), w.by, id)
		want := []group.Dot{{On: day("2026-01-07")}, {On: day("2026-07-01"), ByMember: true}}
		if err != nil || !slices.Equal(story.Dots, want) {
			t.Errorf("got %v, %v; want %v", story.Dots, err, want)
		}
	})
}

// TestNobodyLeavesBeforeTheyCame: whoever was to come on a later day leaves on
// that day at the earliest, or a file of the programme would be refused elsewhere.
func TestNobodyLeavesBeforeTheyCame(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, today := w.group("Źródło", group.Accompanied), day("2026-03-02")
		w.must(w.flow.Leave(t.Context(), w.by, id, w.joins(id, "Ćma", "2026-03-09"), today))
		w.must(w.flow.Forget(t.Context(), w.by, w.joins(id, "Łoś", "2026-03-09"), today))
		w.joins(id, "Kos", "2026-03-09")
		_, err := w.ends(id, over)
		w.must(err)
		early := have(w, func(ctx context.Context) (n int, err error) {
			return n, sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM membership WHERE left_on IS NULL OR left_on < joined_on`).Scan(&n)
		})
		if early != 0 {
			t.Errorf("%d left before they came, or never", early)
		}
	})
}
