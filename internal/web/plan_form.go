package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"krag/internal/domain/group"
	"krag/internal/domain/plan"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/plan"
)

// planForm is the form of a plan. What stands in its fields is filled by
// planStored or planTyped.
func (s *Server) planForm(w http.ResponseWriter, r *request, status int, p kit.Page, v page.Write) error {
	v.Page = p
	v.Flawed = v.Form.Flawed()
	v.Form.Steppers = true // Enter saves, and moves no step
	return render(w, r, status, v)
}

// planStored is the form as a plan is.
func planStored(r *request, f kit.Form, p plan.Plan, lang plan.Lang) page.Write {
	v := page.Write{
		Form: f, Title: p.Title, Aim: p.Aim, Least: strconv.Itoa(p.Least), Most: strconv.Itoa(p.Most),
		Occasions: occasionOptions(r, p.Occasion), Langs: langOptions(lang), Kinds: kindOptions(r, p.Kinds...),
		Material: joinLines(p.Material), Before: joinLines(p.Before), Watch: joinLines(p.Watch), After: joinLines(p.After),
	}
	for _, step := range p.Steps {
		v.Steps = append(v.Steps, page.Step{Minutes: strconv.Itoa(step.Minutes), Title: step.Title, Do: step.Do, Say: step.Say})
	}
	return v
}

func langOptions(chosen plan.Lang) (options []kit.Option) {
	for _, lang := range plan.Langs {
		options = append(options, kit.Option{Value: string(lang), Label: i18n.Lang(lang).Name()})
	}
	return kit.Choose(options, string(chosen))
}

// planTyped is the form as it came.
func planTyped(r *request, f *form) page.Write {
	return page.Write{
		Form: f.state(r.URL.Path), From: f.text("from"), Title: f.text("title"), Aim: f.text("aim"), Least: f.text("least"), Most: f.text("most"),
		Occasions: occasionOptions(r, plan.Occasion(f.text("occasion"))), Langs: langOptions(plan.Lang(f.text("lang"))), Kinds: kindOptions(r, f.Values["kinds"]...),
		Material: f.Get("material"), Before: f.Get("before"), Watch: f.Get("watch"), After: f.Get("after"), Steps: f.steps(),
	}
}

// steps are the steps as they were typed.
func (f *form) steps() (all []page.Step) {
	for i := 0; f.Has(plan.StepField(i, "title")) && i < 2*plan.MaxSteps; i++ {
		part := func(name string) string { return f.text(plan.StepField(i, name)) }
		all = append(all, page.Step{Minutes: part("minutes"), Title: part("title"), Do: part("do"), Say: part("say")})
	}
	return all
}

// plan reads a plan from its form. What is left empty is told by its check.
func (f *form) plan() (o plan.Own) {
	o.Lang = plan.Lang(f.text("lang"))
	o.Plan = plan.Plan{
		Occasion: plan.Occasion(f.text("occasion")), Title: f.text("title"), Aim: f.text("aim"),
		Least: f.count("least", 1, plan.MaxPeople), Most: f.count("most", 1, plan.MaxPeople),
		Material: f.lines("material"), Before: f.lines("before"), Watch: f.lines("watch"), After: f.lines("after"),
	}
	for _, k := range group.Kinds {
		if slices.Contains(f.Values["kinds"], string(k)) {
			o.Kinds = append(o.Kinds, string(k))
		}
	}
	for i, s := range f.steps() {
		o.Steps = append(o.Steps, plan.Step{Minutes: f.count(plan.StepField(i, "minutes"), 1, plan.MaxMinutes), Title: s.Title, Do: s.Do, Say: s.Say})
	}
	return o
}

// stepped changes the steps of a form as its button says, and reports whether
// one was pressed.
func stepped(f *form, v *page.Write) bool {
	button := f.Get("step")
	if button == "" {
		return false
	}
	if button == "add" {
		v.Steps = append(v.Steps, page.Step{})
		return true
	}
	name := strings.TrimRight(button, "0123456789")
	n, err := strconv.Atoi(strings.TrimPrefix(button, name))
	if i := n - 1; err == nil && i >= 0 && i < len(v.Steps) {
		v.Steps = moved(v.Steps, name, i)
	}
	return true
}

// moved puts a step one higher or lower, or takes it out.
func moved(steps []page.Step, how string, i int) []page.Step {
	switch {
	case how == "drop" && len(steps) > 1:
		return slices.Delete(steps, i, i+1)
	case how == "up" && i > 0:
		steps[i-1], steps[i] = steps[i], steps[i-1]
	case how == "down" && i < len(steps)-1:
		steps[i], steps[i+1] = steps[i+1], steps[i]
	}
	return steps
}
