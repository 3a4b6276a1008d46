package storetest

import (
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/store/sqldb"
)

// TestWhatWaitsIsRemembered: a day that is opened again asks the database less,
// and still never shows what any change or the time has made old.
func TestWhatWaitsIsRemembered(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		m := w.planned(id, morning.Add(30*time.Second))
		want := func(when string, waiting int, statements int64) {
			t.Helper()
			ctx, n := sqldb.WithCounter(t.Context())
			d, err := w.meetings.Today(ctx, w.by, warsaw)
			if err != nil || len(d.Waiting) != waiting || n.N() != statements {
				t.Errorf("%s: %d things wait, want %d; %d statements, want %d; %v", when, len(d.Waiting), waiting, n.N(), statements, err)
			}
		}
		// How much was written down and what; then four kinds of what waits, and the
		// day and three of what lies ahead, which only a change or another day makes
		// old. Time alone asks what began instead.
		const asked, older, remembered = 10, 6, 1
		want("with a meeting ahead", 0, asked)
		want("again", 0, remembered)
		w.must(w.meetings.Cancel(t.Context(), w.by, m.ID, m.Version))
		want("after it was cancelled", 1, asked)
		want("again", 1, remembered)
		w.must(w.meetings.Restore(t.Context(), w.by, m.ID, m.Version+1))
		want("after it was restored", 0, asked)
		w.clock.pass(59 * time.Second)
		want("within a minute", 0, remembered)
		w.clock.pass(time.Second)
		want("after a minute, when it has begun", 1, older)
		w.clock.pass(-time.Second)
		want("when the clock was put back", 1, older)
		if other := w.elsewhere(); len(other.day().Waiting) != 0 {
			t.Error("another institution sees what waits here")
		}
	})
}

// TestWhatBeganIsNotForgotten: that a meeting began in one group is seen, although
// what waits was read for another one since.
func TestWhatBeganIsNotForgotten(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id, other := w.group("Źródło", group.Accompanied), w.group("Potok", group.Accompanied)
		w.planned(id, morning.Add(30*time.Second))
		ahead := w.planned(other, morning.AddDate(0, 0, 1))
		waits := func(when string, want ...domain.GroupID) {
			t.Helper()
			var got []domain.GroupID
			for _, one := range w.day().Waiting {
				got = append(got, one.Group)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: %v wait, want %v", when, got, want)
			}
		}
		waits("before it begins")
		w.clock.pass(40 * time.Second)
		w.must(w.meetings.Cancel(t.Context(), w.by, ahead.ID, ahead.Version))
		waits("when the other has none ahead", other)
		w.clock.pass(time.Minute)
		waits("a minute later", other, id)
	})
}

// TestAnotherServersClock: of two servers on one database the clock of one is
// ahead. A meeting that was counted there as it began is seen here at once.
func TestAnotherServersClock(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.CoLed)
		w.met(id, domain.PersonID{}, 8, 3)
		m := w.planned(id, morning.Add(10*time.Second))
		there := *w.desk
		there.Clock = &clock{now: morning.Add(20 * time.Second)}
		n := meeting.NewAttendance{Meeting: m.ID, Version: m.Version, Total: 2, Led: meeting.LedByMember}
		w.must(meeting.New(&there, w.store.Meetings(), meeting.Deaf{}).Record(t.Context(), w.by, n))
		for range 2 {
			list, err := w.lookout.Waiting(t.Context(), w.by, warsaw)
			if page := w.signsOf(id); err != nil || len(list) != 1 || list[0].Sign != group.SignFew || !slices.Equal(page, []group.Sign{group.SignFew}) {
				t.Errorf("the day shows %+v, the page %v, %v", list, page, err)
			}
			w.clock.pass(5 * time.Hour)
		}
	})
}

func (w *works) day() meeting.Day {
	w.t.Helper()
	d, err := w.meetings.Today(w.t.Context(), w.by, warsaw)
	w.must(err)
	return d
}
