package storetest

import (
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/stats"
	"krag/internal/torture"
)

func (w *works) corrections(m meeting.Meeting) []meeting.Correction {
	w.t.Helper()
	list, err := w.meetings.Corrections(w.t.Context(), w.by, m)
	w.must(err)
	return list
}

// TestCorrectionsAreKept: each keeps what was before it, and sending the same
// leaves no trace.
func TestCorrectionsAreKept(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		a, b := w.joins(id, "Ćma", "2026-01-08"), w.joins(id, "Łoś", "2026-01-08")
		m := w.planned(id, morning.AddDate(0, 0, -7))
		n := meeting.NewAttendance{Meeting: m.ID, Version: 1, Total: 8, Newcomers: 1, Led: meeting.LedByAnimator, Present: []domain.PersonID{a, b}}
		record := func(change func()) {
			t.Helper()
			change()
			w.must(w.meetings.Record(t.Context(), w.by, n))
			w.must(w.meetings.Record(t.Context(), w.by, n)) // the form came twice
			n.Version++
			w.must(w.meetings.Record(t.Context(), w.by, n)) // opened again and sent as it was
		}
		record(func() {})
		if list := w.corrections(m); len(list) != 0 {
			t.Fatalf("counted once and never corrected: %+v", list)
		}
		w.clock.pass(time.Hour)
		record(func() { n.Total, n.Present = 9, []domain.PersonID{b} })
		w.clock.pass(time.Hour)
		record(func() { n.Led = meeting.LedByMember })

		list := w.corrections(m)
		if len(list) != 2 {
			t.Fatalf("corrected twice: %+v", list)
		}
		for i, c := range list {
			if c.By != w.by.User {
				t.Errorf("correction %d is of %v, want %v", i, c.By, w.by.User)
			}
			list[i].By, list[i].Name = domain.UserID{}, domain.Secret{}
		}
		one := stats.People(1)
		want := []meeting.Correction{
			{At: morning.Add(2 * time.Hour), Total: stats.People(9), TotalNow: stats.People(9), Newcomers: one, NewcomersNow: one, Led: meeting.LedByAnimator, LedNow: meeting.LedByMember},
			{At: morning.Add(time.Hour), Total: stats.People(8), TotalNow: stats.People(9), Newcomers: one, NewcomersNow: one, Led: meeting.LedByAnimator, LedNow: meeting.LedByAnimator, Ticks: true},
		}
		if !slices.Equal(list, want) {
			t.Errorf("corrected twice:\n%+v, want\n%+v", list, want)
		}
		w.must(w.flow.Forget(t.Context(), w.by, a, day("2026-03-02")))
		w.nothingOf(a)
	})
}

// TestRaceForACorrection: of two who correct at once one is told, and one trace
// is left.
func TestRaceForACorrection(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		var people []domain.PersonID
		for range 6 {
			people = append(people, w.joins(id, "Ćma", "2025-01-08"))
		}
		for i := range torture.Count(t, 200) {
			m := w.planned(id, morning.AddDate(0, 0, -7-i))
			n := meeting.NewAttendance{Meeting: m.ID, Version: 1, Total: 20, Led: meeting.LedByMember, Present: people[:4]}
			w.must(w.meetings.Record(t.Context(), w.by, n))
			errs := atOnce(2, func(i int) error {
				mine := n
				mine.Version, mine.Total, mine.Present = 2, 21+i, people[2-i:5-i]
				return w.meetings.Record(t.Context(), w.by, mine)
			})
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Fatalf("corrected by two at once: %v", errs)
			}
			for _, err := range errs {
				if err != nil {
					wantKind(t, "the slower one", err, domain.KindStale)
				}
			}
			if list := w.corrections(m); len(list) != 1 || list[0].Total != stats.People(20) {
				t.Fatalf("corrected by two at once leaves %+v", list)
			}
		}
	})
}
