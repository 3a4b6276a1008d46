package storetest

import (
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/flow"
)

// ends closes a group with a reason, through the flow.
func (w *works) ends(id domain.GroupID, how group.Ending) (group.NewStep, error) {
	w.t.Helper()
	g, err := w.groups.Group(w.t.Context(), w.by, id)
	w.must(err)
	n := group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}
	return n, w.flow.CloseGroup(w.t.Context(), w.by, id, g.Version, n, how, day("2026-03-02"))
}

// TestAGroupSaysHowItEnded: the reason and the ways on are kept in order, the
// house only of a group that moved, and a form sent twice says it once.
func TestAGroupSaysHowItEnded(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for _, why := range group.Reasons {
			id := w.group("Źródło", group.Accompanied)
			how := group.Ending{Reason: why, House: " Biblioteka ", Onward: []group.Onward{group.InTouch, group.ToGroup}, Words: " przy stole "}
			n, err := w.ends(id, how)
			w.must(err)
			w.must(w.flow.CloseGroup(t.Context(), w.by, id, 0, n, how, day("2026-03-02"))) // the form came twice
			e := w.storyOf(id).Ending
			if e == nil || e.Reason != why || e.Words != "przy stole" || !slices.Equal(e.Onward, []group.Onward{group.ToGroup, group.InTouch}) {
				t.Fatalf("%s is kept as %+v", why, e)
			}
			if (e.House == "Biblioteka") != (why == group.Moved) {
				t.Errorf("%s: the house is %q", why, e.House)
			}
		}
	})
}

// TestNoEndingWithoutAReason: nothing ends that is not said how.
func TestNoEndingWithoutAReason(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		for what, how := range map[string]group.Ending{
			"none": {}, "another": {Reason: "boredom"}, "moved nowhere": {Reason: group.Moved, House: " "},
			"a way that is none": {Reason: group.NotNeeded, Onward: []group.Onward{"home"}},
			"too many words":     {Reason: group.NotNeeded, Words: strings.Repeat("a", 501)},
		} {
			_, err := w.ends(id, how)
			wantKind(t, what, err, domain.KindInvalid)
		}
		if g, err := w.groups.Group(t.Context(), w.by, id); err != nil || g.Stage != group.Accompanied {
			t.Fatalf("the group is %s, %v", g.Stage, err)
		}
	})
}

// TestAStepTakenBackLeavesATrace: which one it was, why, by whom; how the group
// ended goes with the closing, and the group can end anew.
func TestAStepTakenBackLeavesATrace(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		id := w.group("Źródło", group.Accompanied)
		n, err := w.ends(id, over)
		w.must(err)
		wantKind(t, "no reason", w.groups.TakeBack(t.Context(), w.by, id, n.ID, " "), domain.KindInvalid)
		for range 2 {
			w.must(w.groups.TakeBack(t.Context(), w.by, id, n.ID, " wpisany za wcześnie "))
		}
		story := w.storyOf(id)
		if story.Ending != nil || len(story.Steps) != 1 || len(story.Backs) != 1 {
			t.Fatalf("the story is %+v", story)
		}
		b := story.Backs[0]
		if b.ID != n.ID || b.Stage != group.Closed || b.On != n.On || b.Why != "wpisany za wcześnie" || b.By != w.by.User || b.BackAt.IsZero() {
			t.Errorf("kept is %+v", b)
		}
		_, err = w.ends(id, group.Ending{Reason: group.Merged})
		w.must(err)
		if e := w.storyOf(id).Ending; e == nil || e.Reason != group.Merged {
			t.Errorf("it ended anew as %+v", e)
		}
		other := w.elsewhere()
		if story, _, err := other.groups.Story(t.Context(), other.by, id); err == nil && (story.Ending != nil || len(story.Backs) != 0) {
			t.Errorf("another institution reads %+v", story)
		}
	})
}

// TestAStepIsOfOneGroupAndTakenOnce: one that is another group's closes nothing,
// and a form that comes once more after it was taken back does not close again.
func TestAStepIsOfOneGroupAndTakenOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		from, into := w.group("Potok", group.CoLed), w.group("Źródło", group.CoLed)
		wren := w.joins(from, "Strzyżyk", "2026-01-08")
		merge := func(step domain.StepID) error {
			return w.flow.MergeGroups(t.Context(), w.by, from, into, group.NewStep{ID: step, On: onDay(parted)}, day("2026-03-02"))
		}
		wantKind(t, "another group's", merge(w.storyOf(into).Steps[0].ID), domain.KindNotFound)
		if g, err := w.groups.Group(t.Context(), w.by, from); err != nil || g.Stage != group.CoLed || len(w.whoIs(from)) != 1 {
			t.Fatalf("the group is %s, %v, %d belong", g.Stage, err, len(w.whoIs(from)))
		}
		step := domain.NewID[domain.StepID]()
		w.must(merge(step))
		w.must(w.groups.TakeBack(t.Context(), w.by, from, step, "pomyłka"))
		w.must(w.flow.Join(t.Context(), w.by, flow.Joining{ID: domain.NewID[domain.MembershipID](), Group: from, Person: wren, On: day(parted)}))
		w.must(merge(step)) // the form came twice
		if g, err := w.groups.Group(t.Context(), w.by, from); err != nil || g.Stage != group.CoLed || len(w.whoIs(from)) != 1 {
			t.Errorf("sent again, the group is %s, %v, %d belong", g.Stage, err, len(w.whoIs(from)))
		}
	})
}
