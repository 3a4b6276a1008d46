package storetest

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"krag/internal/domain"
	"krag/internal/domain/group"
)

// drawn is the life cycle as the package comment of group draws it, written
// down a second time.
var drawn = map[group.Stage]string{
	"idea": "gathering accompanied closed", "gathering": "accompanied co_led independent closed",
	"accompanied": "co_led independent dormant closed", "co_led": "accompanied independent dormant closed",
	"independent": "co_led dormant closed", "dormant": "accompanied co_led independent closed", "closed": "",
}

// life is one group under random actions.
type life struct {
	*works
	id   domain.GroupID
	last group.NewStep // sent before, to be sent again
}

// TestNoWayOutOfTheLifeCycle tries random sequences of everything that moves a
// group: none reaches a stage that is not drawn, and the stage is always that
// of the last step.
func TestNoWayOutOfTheLifeCycle(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		rapid.Check(t, func(rt *rapid.T) {
			stage := rapid.SampledFrom(group.Stages)
			l := &life{works: w}
			n := newGroup(w.programme, "Źródło", stage.Draw(rt, "enters"))
			w.must(w.groups.Create(t.Context(), w.by, n))
			l.id, l.last = n.ID, n.Enters
			rt.Repeat(map[string]func(*rapid.T){
				"":           l.check,
				"advance":    func(rt *rapid.T) { l.advance(rt, stage.Draw(rt, "stage"), false) },
				"stale":      func(rt *rapid.T) { l.advance(rt, stage.Draw(rt, "stage"), true) },
				"again":      func(rt *rapid.T) { l.again(rt) },
				"take back":  func(rt *rapid.T) { l.takeBack(rt) },
				"close":      func(rt *rapid.T) { l.close(rt) },
				"edit":       func(rt *rapid.T) { l.edit(rt, stage.Draw(rt, "stage")) },
				"enter anew": func(*rapid.T) { w.must(w.groups.Create(t.Context(), w.by, n)) },
			})
		})
	})
}

func (l *life) now(rt *rapid.T) (group.Group, []group.Step) {
	g, err := l.groups.Group(l.t.Context(), l.by, l.id)
	if err != nil {
		rt.Fatal(err)
	}
	story, _, err := l.groups.Story(l.t.Context(), l.by, l.id)
	if err != nil {
		rt.Fatal(err)
	}
	return g, story.Steps
}

func (l *life) check(rt *rapid.T) {
	g, steps := l.now(rt)
	if len(steps) == 0 || g.Stage != steps[len(steps)-1].Stage {
		rt.Fatalf("the group is %s, its steps are %v", g.Stage, steps)
	}
	for i := 1; i < len(steps); i++ {
		if !slices.Contains(strings.Fields(drawn[steps[i-1].Stage]), string(steps[i].Stage)) {
			rt.Fatalf("%s became %s, which is not drawn", steps[i-1].Stage, steps[i].Stage)
		}
	}
}

// advance tries a step from the version now, or from another.
func (l *life) advance(rt *rapid.T, to group.Stage, stale bool) {
	g, _ := l.now(rt)
	version := g.Version
	if stale {
		version += 2 // one below could be 0, which asks for no version
	}
	n := group.NewStep{ID: domain.NewID[domain.StepID](), Stage: to, On: onDay("2026-03-01")}
	err := l.groups.Advance(l.t.Context(), l.by, l.id, version, n)
	switch fits := slices.Contains(strings.Fields(drawn[g.Stage]), string(to)); {
	case to == group.Closed:
		wantRapid(rt, err, domain.KindInvalid) // only through the flow
	case stale:
		wantRapid(rt, err, domain.KindStale)
	case !fits:
		wantRapid(rt, err, domain.KindInvalid)
	case err != nil:
		rt.Fatalf("%s to %s: %v", g.Stage, to, err)
	default:
		l.last = n
	}
}

func wantRapid(rt *rapid.T, err error, kind domain.Kind) {
	if err == nil || domain.KindOf(err) != kind {
		rt.Fatalf("got %v, want a %v error", err, kind)
	}
}

// again sends a step that was sent before: it changes nothing, unless it was
// taken back meanwhile, when its old version is refused.
func (l *life) again(rt *rapid.T) {
	g, before := l.now(rt)
	err := l.groups.Advance(l.t.Context(), l.by, l.id, g.Version-1, l.last)
	there := slices.ContainsFunc(before, func(s group.Step) bool { return s.ID == l.last.ID })
	if there && l.last.Stage != group.Closed && err != nil {
		rt.Fatalf("sent again: %v", err)
	}
	if _, after := l.now(rt); !slices.Equal(before, after) {
		rt.Fatalf("sent again it changed %v to %v", before, after)
	}
}

func (l *life) takeBack(rt *rapid.T) {
	_, steps := l.now(rt)
	last := steps[len(steps)-1].ID
	err := l.groups.TakeBack(l.t.Context(), l.by, l.id, last, "za wcześnie")
	if len(steps) == 1 {
		wantRapid(rt, err, domain.KindConflict)
		return
	}
	if err == nil {
		err = l.groups.TakeBack(l.t.Context(), l.by, l.id, last, "za wcześnie") // the form came twice
	}
	if _, after := l.now(rt); err != nil || !slices.Equal(after, steps[:len(steps)-1]) {
		rt.Fatalf("taken back from %v: %v, %v", steps, after, err)
	}
}

func (l *life) close(rt *rapid.T) {
	g, _ := l.now(rt)
	n := group.NewStep{ID: domain.NewID[domain.StepID](), On: onDay("2026-03-01")}
	err := l.flow.CloseGroup(l.t.Context(), l.by, l.id, g.Version, n, over, day("2026-03-02"))
	if g.Stage == group.Closed {
		wantRapid(rt, err, domain.KindInvalid)
	} else if err != nil {
		rt.Fatalf("closing a group that is %s: %v", g.Stage, err)
	}
}

func (l *life) edit(rt *rapid.T, stage group.Stage) {
	g, _ := l.now(rt)
	n := newGroup(l.programme, "Potok", stage)
	n.ID = l.id
	if err := l.groups.Edit(l.t.Context(), l.by, n, g.Version); err != nil {
		rt.Fatal(err)
	}
}
