package storetest

import (
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/torture"
)

// rounds is how often a race is run; once proves little.
const rounds = 40

// kinds counts how calls that crossed ended; nil counts as won.
func kinds(errs []error) (won int, other []domain.Kind) {
	for _, err := range errs {
		if err == nil {
			won++
		} else {
			other = append(other, domain.KindOf(err))
		}
	}
	return won, other
}

func (w *works) storyOf(id domain.GroupID) group.Story {
	w.t.Helper()
	story, _, err := w.groups.Story(w.t.Context(), w.by, id)
	w.must(err)
	return story
}

func TestTwoStepsAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.Accompanied)
			errs := atOnce(2, func(i int) error {
				to := []group.Stage{group.CoLed, group.Independent}[i]
				return w.groups.Advance(t.Context(), w.by, id, 1, group.NewStep{ID: domain.NewID[domain.StepID](), Stage: to, On: onDay("2026-03-01")})
			})
			if won, other := kinds(errs); won != 1 || other[0] != domain.KindStale {
				t.Fatalf("two steps from one version: %v", errs)
			}
			if steps := w.storyOf(id).Steps; len(steps) != 2 {
				t.Fatalf("the group has %d steps, want 2", len(steps))
			}
		}
	})
}

func TestOneStepTwiceAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.Accompanied)
			n := group.NewStep{ID: domain.NewID[domain.StepID](), Stage: group.CoLed, On: onDay("2026-03-01")}
			errs := atOnce(3, func(int) error { return w.groups.Advance(t.Context(), w.by, id, 1, n) })
			if won, _ := kinds(errs); won != 3 {
				t.Fatalf("one form three times: %v", errs)
			}
			if steps := w.storyOf(id).Steps; len(steps) != 2 {
				t.Fatalf("the group has %d steps, want 2", len(steps))
			}
		}
	})
}

func TestOneGroupTwiceAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			n := newGroup(w.programme, "Źródło", group.Idea)
			errs := atOnce(2, func(int) error { return w.groups.Create(t.Context(), w.by, n) })
			if won, _ := kinds(errs); won != 2 || len(w.storyOf(n.ID).Steps) != 1 {
				t.Fatalf("one form twice: %v, %d steps", errs, len(w.storyOf(n.ID).Steps))
			}
		}
	})
}

func TestTwoCountsAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		for i := range torture.Count(t, rounds) {
			m := w.planned(id, morning.Add(-time.Duration(i+2)*time.Hour))
			errs := atOnce(2, func(i int) error {
				return w.meetings.Record(t.Context(), w.by, meeting.NewAttendance{Meeting: m.ID, Version: 1, Total: 5 + i, Led: meeting.LedByMember})
			})
			if won, other := kinds(errs); won != 1 || other[0] != domain.KindStale {
				t.Fatalf("two head-counts at once: %v", errs)
			}
		}
	})
}

func TestOneCountTwiceAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		who := w.joins(id, "Ćma", "2026-01-08")
		for i := range torture.Count(t, rounds) {
			m := w.planned(id, morning.Add(-time.Duration(i+2)*time.Hour))
			n := meeting.NewAttendance{Meeting: m.ID, Version: 1, Total: 5, Led: meeting.LedByMember, Present: []domain.PersonID{who}}
			errs := atOnce(3, func(int) error { return w.meetings.Record(t.Context(), w.by, n) })
			if won, _ := kinds(errs); won != 3 {
				t.Fatalf("one form three times: %v", errs)
			}
		}
	})
}

func TestOneSeriesTwiceAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.Accompanied)
			n, made := newSeries(id, "2026-03-05", 12), make([]int, 2)
			errs := atOnce(2, func(i int) (err error) {
				made[i], err = w.meetings.Plan(t.Context(), w.by, n)
				return err
			})
			if won, _ := kinds(errs); won != 2 || made[0]+made[1] != 12 || made[0]*made[1] != 0 || len(w.listed(id, true)) != 12 {
				t.Fatalf("one plan twice: %v, %v new, %d there", errs, made, len(w.listed(id, true)))
			}
		}
	})
}

// TestPlanningWhileClosing: whichever comes first, a closed group has nothing
// ahead.
func TestPlanningWhileClosing(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for range torture.Count(t, rounds) {
			id := w.group("Źródło", group.Accompanied)
			off := w.planned(id, morning.AddDate(0, 0, 7))
			w.must(w.meetings.Cancel(t.Context(), w.by, off.ID, 1))
			errs := atOnce(3, func(i int) error {
				switch i {
				case 0:
					return w.flow.CloseGroup(t.Context(), w.by, id, 1, group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}, over, day("2026-03-02"))
				case 1:
					_, err := w.meetings.Plan(t.Context(), w.by, newSeries(id, "2026-03-05", 12))
					return err
				}
				return w.meetings.Restore(t.Context(), w.by, off.ID, 2)
			})
			_, other := kinds(errs)
			for _, kind := range other {
				if kind != domain.KindConflict {
					t.Fatalf("planning while closing: %v", errs)
				}
			}
			for _, r := range w.listed(id, true) {
				if r.State == meeting.Planned {
					t.Fatal("a closed group has a meeting ahead")
				}
			}
		}
	})
}
