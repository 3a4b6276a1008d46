package storetest

import (
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
)

// TestALinkCorrectsSoOften: whoever has a link is nobody who is known, so what
// is kept of their corrections has an end. Whoever works with the group goes on.
func TestALinkCorrectsSoOften(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		m := w.planned(w.group("Źródło", group.Accompanied), morning.AddDate(0, 0, -1))
		token, _, err := w.meetings.MakeLink(t.Context(), w.by, m.ID, false)
		w.must(err)
		n := meeting.NewAttendance{Meeting: m.ID, Version: 1, Led: meeting.LedByMember}
		for n.Total = range meeting.MostByLink + 1 { // counted once, then corrected
			w.must(w.meetings.RecordByLink(t.Context(), token, n))
			n.Version++
		}
		w.must(w.meetings.RecordByLink(t.Context(), token, n)) // the same again
		n.Total++
		wantKind(t, "once more", w.meetings.RecordByLink(t.Context(), token, n), domain.KindConflict)
		if list, err := w.meetings.Corrections(t.Context(), w.by, m); err != nil || len(list) != meeting.MostByLink {
			t.Errorf("%d corrections are kept, %v", len(list), err)
		}
		w.must(w.meetings.Record(t.Context(), w.by, n))
	})
}

// TestALinkFollowsItsMeeting to a later day; one that is over does
// not open again by that.
func TestALinkFollowsItsMeeting(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		m := w.planned(w.group("Źródło", group.Accompanied), morning.AddDate(0, 0, 1))
		token, first, err := w.meetings.MakeLink(t.Context(), w.by, m.ID, false)
		w.must(err)
		move := func(on string, version int64) error {
			return w.meetings.Move(t.Context(), w.by, m.ID, version, meeting.NewTime{Date: day(on), Start: 18 * 60, End: 20 * 60, Zone: time.UTC})
		}
		ends := func() time.Time {
			ends, err := w.meetings.LinkEnds(t.Context(), w.by, m)
			w.must(err)
			return ends
		}
		w.must(move("2026-03-28", 1))
		later := time.Date(2026, 3, 28, 20, 0, 0, 0, time.UTC).Add(meeting.LinkLife)
		if got := ends(); !got.Equal(later) || !first.Before(later) {
			t.Errorf("put off, and the link ends at %v, want %v", got, later)
		}
		w.must(move("2026-03-20", 2)) // sooner after all: it opens as long as was said
		if got := ends(); !got.Equal(later) {
			t.Errorf("sooner, and the link ends at %v, want %v", got, later)
		}
		w.clock.pass(later.Sub(morning))
		w.must(move("2026-06-01", 3))
		_, err = w.meetings.Linked(t.Context(), token)
		wantKind(t, "one that was over", err, domain.KindGone)
	})
}

// TestALinkForTickingEndsSoon after its meeting, also when that is put off.
func TestALinkForTickingEndsSoon(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		m := w.planned(w.group("Źródło", group.Accompanied), morning.AddDate(0, 0, 1))
		_, first, err := w.meetings.MakeLink(t.Context(), w.by, m.ID, true)
		w.must(err)
		if want := m.EndsAt.Add(meeting.TickLife); !first.Equal(want) {
			t.Errorf("it ends at %v, want %v", first, want)
		}
		w.must(w.meetings.Move(t.Context(), w.by, m.ID, 1, meeting.NewTime{Date: day("2026-03-28"), Start: 18 * 60, End: 20 * 60, Zone: time.UTC}))
		ends, err := w.meetings.LinkEnds(t.Context(), w.by, m)
		w.must(err)
		if want := time.Date(2026, 3, 28, 20, 0, 0, 0, time.UTC).Add(meeting.TickLife); !ends.Equal(want) {
			t.Errorf("put off, and it ends at %v, want %v", ends, want)
		}
	})
}
