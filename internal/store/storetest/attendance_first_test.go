package storetest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/stats"
	"krag/internal/store/sqldb"
)

// counted is what is stored of who came to a meeting.
type counted struct {
	version int64
	state   meeting.State
	total   int // below zero when nobody said so
	present []domain.PersonID
	records int // of whatever was done in the institution
}

func (w *works) counted(m meeting.Meeting) counted {
	w.t.Helper()
	c := have(w, func(ctx context.Context) (c counted, err error) {
		stored, err := w.store.Meetings().ByID(ctx, w.scope(), m.ID)
		if err != nil {
			return c, err
		}
		c.version, c.state, c.total = stored.Version, stored.State, -1
		att, err := w.store.Meetings().Attendance(ctx, w.scope(), m.ID)
		if att != nil {
			c.total, c.present = int(att.Total.Store()), att.Present
		}
		return c, err
	})
	if rows := have(w, func(ctx context.Context) (n int, err error) {
		return n, sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM presence WHERE meeting_id = $1`, m.ID).Scan(&n)
	}); rows != len(c.present) {
		w.t.Errorf("%d ticks, of which %d are read", rows, len(c.present))
	}
	c.records = w.records(w.scope())
	return c
}

func (c counted) same(o counted) bool {
	return c.version == o.version && c.state == o.state && c.total == o.total && c.records == o.records && slices.Equal(c.present, o.present)
}

// stayed has somebody new join a group, and leave it again unless left is empty.
func (w *works) stayed(id domain.GroupID, joined, left string) domain.PersonID {
	w.t.Helper()
	who := w.joins(id, "Ćma", joined)
	if left != "" {
		w.must(w.do(func(ctx context.Context) error {
			return err2(w.store.Groups().EndMembership(ctx, w.scope(), who, id, day(left)))
		}))
	}
	return who
}

// TestOnlyWhoBelongsIsCounted: a list that names a stranger counts nothing and
// ticks nobody, the first time as when it is corrected. Who belonged on the day
// before or after can be ticked: only the institution knows its zone.
func TestOnlyWhoBelongsIsCounted(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, other := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		at := time.Date(2026, 2, 20, 17, 0, 0, 0, time.UTC)
		kos := w.joins(id, "Kos", "2026-01-08")
		for what, c := range map[string]struct {
			who     domain.PersonID
			belongs bool
		}{
			"who belongs":                       {w.stayed(id, "2026-01-08", ""), true},
			"who left the day before":           {w.stayed(id, "2026-01-08", "2026-02-19"), true},
			"who left two days before":          {w.stayed(id, "2026-01-08", "2026-02-18"), false},
			"who joined the day after":          {w.stayed(id, "2026-02-21", ""), true},
			"who joined and left the day after": {w.stayed(id, "2026-02-21", "2026-02-21"), true},
			"who joined two days after":         {w.stayed(id, "2026-02-22", ""), false},
			"somebody of another group":         {w.stayed(other, "2026-01-08", ""), false},
			"somebody nobody knows":             {domain.NewID[domain.PersonID](), false},
		} {
			first, again := w.planned(id, at), w.planned(id, at)
			w.held(again, 1, meeting.LedByMember, kos)
			for sending, m := range map[string]meeting.Meeting{"at first": first, "in a correction": again} {
				before := w.counted(m)
				err := w.meetings.Record(t.Context(), w.by, meeting.NewAttendance{
					Meeting: m.ID, Version: before.version, Total: 3, Led: meeting.LedByMember, Present: []domain.PersonID{kos, c.who},
				})
				after := w.counted(m)
				switch {
				case !c.belongs:
					wantKind(t, what+" "+sending, err, domain.KindNotFound)
					if !after.same(before) {
						t.Errorf("%s %s was refused, and from %+v it became %+v", what, sending, before, after)
					}
				case err != nil || after.total != 3 || len(after.present) != 2 || after.version != before.version+1:
					t.Errorf("%s %s: %v, %+v", what, sending, err, after)
				}
			}
		}
	})
}

// beside runs two things of which the other comes upon what the first holds, and
// goes on when that is committed.
func (w *works) beside(first func(ctx context.Context) error, other func() error) (held, met error) {
	var wait sync.WaitGroup
	once := sync.OnceFunc(func() { wait.Go(func() { met = other() }) })
	held = w.do(func(ctx context.Context) error {
		if err := first(ctx); err != nil {
			return err
		}
		once()
		w.someoneWaits(ctx)
		return nil
	})
	wait.Wait()
	return held, met
}

// TestAStaleCountWritesNothing: whoever was second, and whoever shows an old
// version, counts nothing and ticks nobody, even where the transaction goes on.
func TestAStaleCountWritesNothing(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		att := meeting.Attendance{Total: stats.People(2), Led: meeting.LedByMember, RecordedAt: morning, Present: []domain.PersonID{w.joins(id, "Kos", "2026-01-08")}}
		count := func(m meeting.Meeting) error {
			var said error
			w.must(w.do(func(ctx context.Context) error {
				said = err2(w.store.Meetings().FirstAttendance(ctx, w.scope(), m, day("2026-01-08"), day("2026-12-31"), att))
				return nil
			}))
			return said
		}
		m := w.planned(id, morning.AddDate(0, 0, -7))
		before := w.counted(m)
		old := m
		old.Version = 7
		wantKind(t, "another version", count(old), domain.KindStale)
		if after := w.counted(m); !after.same(before) {
			t.Errorf("another version made %+v", after)
		}
		held, err := w.beside(func(ctx context.Context) error { return w.store.Meetings().Update(ctx, w.scope(), m) }, func() error { return count(m) })
		w.must(held)
		wantKind(t, "the second of two", err, domain.KindStale)
		if after := w.counted(m); after.version != 2 || after.total >= 0 || len(after.present) > 0 {
			t.Errorf("the second of two made %+v", after)
		}
	})
}

// forgets is the part of a forgetting that meets the ticks.
func (w *works) forgets(ctx context.Context, who domain.PersonID) error {
	if _, err := w.store.People().Take(ctx, w.scope(), who); err != nil {
		return err
	}
	if err := w.store.Meetings().Forget(ctx, w.scope(), who); err != nil {
		return err
	}
	return err2(w.store.People().Forget(ctx, w.scope(), who, morning))
}

// TestCountedBesideWhoComesAndGoes: who is forgotten at the moment at which they
// are counted is counted and not ticked; who joins at that moment is ticked, and
// who does both is not.
func TestCountedBesideWhoComesAndGoes(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, other := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		kos, ryś := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Ryś", "2026-01-08")
		sowa, żuk := w.joins(other, "Sowa", "2026-01-08"), w.joins(other, "Żuk", "2026-01-08")
		m := w.planned(id, morning.AddDate(0, 0, -7))
		goes := func(ctx context.Context) error {
			if err := w.forgets(ctx, ryś); err != nil {
				return err
			}
			for _, who := range []domain.PersonID{sowa, żuk} {
				joins := group.Member{ID: domain.NewID[domain.MembershipID](), Person: who, Joined: day("2026-01-08")}
				if _, err := w.store.Groups().InsertMember(ctx, w.scope(), id, joins); err != nil {
					return err
				}
			}
			return nil
		}
		held, met := w.beside(func(ctx context.Context) error { return w.forgets(ctx, żuk) }, func() error {
			return errors.Join(w.beside(goes, func() error {
				return w.meetings.Record(t.Context(), w.by, meeting.NewAttendance{
					Meeting: m.ID, Version: 1, Total: 5, Led: meeting.LedByMember, Present: []domain.PersonID{kos, ryś, sowa, żuk},
				})
			}))
		})
		w.must(errors.Join(held, met))
		if c := w.counted(m); c.total != 5 || len(c.present) != 2 || !slices.Contains(c.present, kos) || !slices.Contains(c.present, sowa) {
			t.Errorf("counted %+v, want %v and %v", c, kos, sowa)
		}
	})
}

// TestCountedBesideWhoLeaves: somebody's leaving on an earlier day, set down at
// the moment at which they are counted, comes before the whole list or after it.
func TestCountedBesideWhoLeaves(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		kos, ryś := w.joins(id, "Kos", "2026-01-08"), w.joins(id, "Ryś", "2026-01-08")
		m := w.planned(id, morning.AddDate(0, 0, -7))
		before := w.counted(m)
		held, err := w.beside(func(ctx context.Context) error {
			if _, err := w.store.People().Take(ctx, w.scope(), kos); err != nil {
				return err
			}
			return err2(w.store.Groups().EndMembership(ctx, w.scope(), kos, id, day("2026-01-10")))
		}, func() error {
			return w.meetings.Record(t.Context(), w.by, meeting.NewAttendance{
				Meeting: m.ID, Version: 1, Total: 2, Led: meeting.LedByMember, Present: []domain.PersonID{kos, ryś},
			})
		})
		w.must(held)
		c := w.counted(m)
		refused := domain.KindOf(err) == domain.KindNotFound && c.same(before)
		if counted := err == nil && c.total == 2 && len(c.present) == 2; !refused && !counted {
			t.Errorf("%v, counted %+v", err, c)
		}
	})
}
