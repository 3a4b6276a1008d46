package plan

import (
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
)

func sound() Plan {
	return Plan{
		Occasion: Ordinary, Title: "Przy stole", Aim: "Żeby pobyć razem.", Least: 3, Most: 12,
		Material: []string{"herbata"}, Before: []string{"Ustaw krąg."}, Watch: []string{"Kto milczy, ma prawo."}, After: []string{"Zamknij okna."},
		Steps: []Step{{Minutes: 10, Title: "Powitanie", Do: "Przywitaj się.", Say: "Dobrze, że jesteście."}, {Minutes: 50, Title: "Rozmowa", Do: "Słuchaj."}},
	}
}

func TestCheck(t *testing.T) {
	long := func(n int) string { return strings.Repeat("ż", n) }
	steps := func(n, minutes int) []Step {
		return slices.Repeat([]Step{{Minutes: minutes, Title: "a", Do: "b"}}, n)
	}
	for name, c := range map[string]struct {
		change func(*Plan)
		want   string // field and key of the one thing to mend, or nothing
	}{
		"sound":            {func(*Plan) {}, ""},
		"longest words":    {func(p *Plan) { p.Title, p.Aim, p.Steps[0].Say = long(MaxTitle), long(MaxAim), long(MaxWords) }, ""},
		"no lists":         {func(p *Plan) { p.Material, p.Before, p.Watch, p.After = nil, nil, nil, nil }, ""},
		"most steps":       {func(p *Plan) { p.Steps = steps(MaxSteps, 8) }, ""},
		"longest step":     {func(p *Plan) { p.Steps = steps(1, MaxMinutes) }, ""},
		"one person":       {func(p *Plan) { p.Least, p.Most = 1, 1 }, ""},
		"no occasion":      {func(p *Plan) { p.Occasion = "" }, "occasion plan.occasion.missing"},
		"other occasion":   {func(p *Plan) { p.Occasion = "party" }, "occasion plan.occasion.missing"},
		"no title":         {func(p *Plan) { p.Title = " " }, "title plan.title.missing"},
		"long title":       {func(p *Plan) { p.Title = long(MaxTitle + 1) }, "title plan.title.missing"},
		"no aim":           {func(p *Plan) { p.Aim = "" }, "aim plan.aim.missing"},
		"long aim":         {func(p *Plan) { p.Aim = long(MaxAim + 1) }, "aim plan.aim.missing"},
		"nobody":           {func(p *Plan) { p.Least = 0 }, "most plan.people.range"},
		"fewer than least": {func(p *Plan) { p.Most = 2 }, "most plan.people.range"},
		"a crowd":          {func(p *Plan) { p.Most = MaxPeople + 1 }, "most plan.people.range"},
		"many lines":       {func(p *Plan) { p.Material = slices.Repeat([]string{"a"}, MaxLines+1) }, "material plan.lines.many"},
		"empty line":       {func(p *Plan) { p.Before = []string{"a", " "} }, "before plan.line.missing"},
		"long line":        {func(p *Plan) { p.Watch = []string{long(MaxLine + 1)} }, "watch plan.line.missing"},
		"long afterwards":  {func(p *Plan) { p.After = []string{long(MaxLine + 1), ""} }, "after plan.line.missing"},
		"no step":          {func(p *Plan) { p.Steps = nil }, "steps plan.steps.range"},
		"many steps":       {func(p *Plan) { p.Steps = steps(MaxSteps+1, 5) }, "steps plan.steps.range"},
		"no minutes":       {func(p *Plan) { p.Steps[1].Minutes = 0 }, "step_2_minutes plan.minutes.range"},
		"long step":        {func(p *Plan) { p.Steps[0].Minutes = MaxMinutes + 1 }, "step_1_minutes plan.minutes.range"},
		"long meeting":     {func(p *Plan) { p.Steps = steps(2, 121) }, "steps plan.whole.long"},
		"step unnamed":     {func(p *Plan) { p.Steps[0].Title = "" }, "step_1_title plan.step_title.missing"},
		"nothing to do":    {func(p *Plan) { p.Steps[0].Do = "" }, "step_1_do plan.step_do.missing"},
		"too much to do":   {func(p *Plan) { p.Steps[0].Do = long(MaxWords + 1) }, "step_1_do plan.step_do.missing"},
		"too much to say":  {func(p *Plan) { p.Steps[1].Say = long(MaxWords + 1) }, "step_2_say field.long"},
	} {
		p := sound()
		c.change(&p)
		var problems domain.Problems
		p.Check(&problems)
		var got []string
		for _, e := range problems {
			got = append(got, e.Field+" "+e.Key)
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: to mend %q, want %q", name, got, c.want)
		}
	}
}

func TestPlan(t *testing.T) {
	p := sound()
	if p.Minutes() != 60 {
		t.Errorf("the meeting takes %d minutes, want 60", p.Minutes())
	}
	want := "Przy stole|Żeby pobyć razem.|herbata|Ustaw krąg.|Powitanie|Przywitaj się.|Dobrze, że jesteście.|Rozmowa|Słuchaj.|Kto milczy, ma prawo.|Zamknij okna."
	if got := strings.Join(slices.Collect(p.Texts()), "|"); got != want {
		t.Errorf("its words are %q, want %q", got, want)
	}
	if !p.For("health") {
		t.Error("a plan for any kind does not suit one of them")
	}
	if p.Kinds = []string{"loneliness"}; p.For("health") || !p.For("loneliness") {
		t.Error("a plan made for one kind suits another, or not its own")
	}
}
