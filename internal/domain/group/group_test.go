package group

import (
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
)

// TestLifeCycle compares every pair of stages with the drawing in the package
// comment, written down a second time.
func TestLifeCycle(t *testing.T) {
	drawn := map[Stage]string{
		"":          "idea gathering accompanied co_led independent dormant closed",
		Idea:        "gathering accompanied closed",
		Gathering:   "accompanied co_led independent closed",
		Accompanied: "co_led independent dormant closed",
		CoLed:       "accompanied independent dormant closed",
		Independent: "co_led dormant closed",
		Dormant:     "accompanied co_led independent closed",
		Closed:      "",
	}
	if len(next) != len(drawn) {
		t.Errorf("%d stages have ways on, %d are drawn", len(next), len(drawn))
	}
	for from, to := range drawn {
		for _, s := range append([]Stage{"", "unknown"}, Stages...) {
			want := slices.Contains(strings.Fields(to), string(s))
			if from.CanBecome(s) != want {
				t.Errorf("%q can become %q: %v, drawn %v", from, s, !want, want)
			}
		}
	}
	if Stage("unknown").CanBecome(Closed) {
		t.Error("a stage nobody knows has a way on")
	}
}

func TestNewStepCheck(t *testing.T) {
	known := domain.Moment{Date: domain.Date{Year: 2005, Month: 1, Day: 1}, Precision: domain.PrecisionYear}
	for name, c := range map[string]struct {
		step   NewStep
		fields []string
	}{
		"right":         {NewStep{Stage: CoLed, On: known}, nil},
		"no date":       {NewStep{Stage: CoLed}, []string{"on"}},
		"not drawn":     {NewStep{Stage: Idea, On: known}, []string{"stage"}},
		"long evidence": {NewStep{Stage: CoLed, On: known, Evidence: strings.Repeat("ż", maxText+1)}, []string{"evidence"}},
		"just in":       {NewStep{Stage: CoLed, On: known, Evidence: strings.Repeat("ż", maxText)}, nil},
		"all":           {NewStep{Evidence: strings.Repeat("ż", maxText+1)}, []string{"stage", "on", "evidence"}},
	} {
		var p domain.Problems
		c.step.Check(&p, Accompanied)
		if got := fields(p); !slices.Equal(got, c.fields) {
			t.Errorf("%s: to mend %v, want %v", name, got, c.fields)
		}
	}
}

func fields(p domain.Problems) (names []string) {
	for _, e := range p {
		names = append(names, e.Field)
	}
	return names
}

func TestNewGroupCheck(t *testing.T) {
	right := NewGroup{
		ID: domain.NewID[domain.GroupID](), Programme: domain.NewID[domain.ProgrammeID](), Name: "Źródło", Neutral: "Grupa czwartkowa",
		Kind: KindOther, Character: Task, Openness: Mixed, Description: Description{ClosesAt: 4},
	}
	for name, c := range map[string]struct {
		change func(*NewGroup)
		field  string
	}{
		"right":            {func(*NewGroup) {}, ""},
		"blank name":       {func(n *NewGroup) { n.Name = " \t" }, "name"},
		"long name":        {func(n *NewGroup) { n.Name = strings.Repeat("ż", maxName+1) }, "name"},
		"no neutral name":  {func(n *NewGroup) { n.Neutral = "" }, "neutral"},
		"long audience":    {func(n *NewGroup) { n.Audience = strings.Repeat("ż", maxText+1) }, "audience"},
		"unknown kind":     {func(n *NewGroup) { n.Kind = "sport" }, "kind"},
		"no character":     {func(n *NewGroup) { n.Character = "" }, "character"},
		"no openness":      {func(n *NewGroup) { n.Openness = "" }, "openness"},
		"too many":         {func(n *NewGroup) { n.Accompanied = 51 }, "accompanied"},
		"fewer than none":  {func(n *NewGroup) { n.Accompanied = -1 }, "accompanied"},
		"without any home": {func(n *NewGroup) { n.Programme = domain.ProgrammeID{} }, "programme"},
	} {
		n := right
		c.change(&n)
		var p domain.Problems
		n.Check(&p)
		if got := strings.Join(fields(p), " "); got != c.field {
			t.Errorf("%s: to mend %q, want %q", name, got, c.field)
		}
	}
	if g := right.group(); g.Accompanied != AccompaniedAtMost {
		t.Errorf("without an agreement %d meetings are accompanied, want %d", g.Accompanied, AccompaniedAtMost)
	}
}
