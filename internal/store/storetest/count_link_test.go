package storetest

import (
	"testing"

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
		token, _, err := w.meetings.MakeLink(t.Context(), w.by, m.ID)
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
