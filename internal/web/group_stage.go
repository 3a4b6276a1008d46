package web

import (
	"net/http"
	"net/url"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/group"
)

// stepping is a group with the step that another would follow.
type stepping struct {
	group.Group
	steps  []group.Step
	ending *group.Ending
}

func (s *Server) steppingOf(r *request) (g stepping, err error) {
	if g.Group, err = s.groupOf(r); err != nil {
		return g, err
	}
	story, _, err := s.Groups.Story(r.Context(), r.actor, g.ID)
	g.steps, g.ending = story.Steps, story.Ending
	return g, err
}

func (g stepping) last() group.Step {
	if len(g.steps) == 0 {
		return group.Step{} // every group has a first step; a page without one still opens
	}
	return g.steps[len(g.steps)-1]
}

// has reports whether a step was taken just so. A form that comes again with
// other words, after a look back in the browser, is not the same step.
func (g stepping) has(n group.NewStep) bool {
	return slices.ContainsFunc(g.steps, func(t group.Step) bool {
		return t.ID == n.ID && t.Stage == n.Stage && t.On == n.On && t.Evidence == n.Evidence
	})
}

func (s *Server) groupStageShow(w http.ResponseWriter, r *request) error {
	g, err := s.steppingOf(r)
	if err != nil {
		return err
	}
	v := url.Values{}
	putDate(v, "on", s.today(r))
	return s.stagePage(w, r, http.StatusOK, g, stepForm(r, g), v, nil)
}

// stepForm is a form for a step that nobody has taken yet.
func stepForm(r *request, g stepping) kit.Form {
	f := newForm(r.URL.Path)
	f.Version = g.Version
	return f
}

func (s *Server) stagePage(w http.ResponseWriter, r *request, status int, g stepping, f kit.Form, v url.Values, stale []kit.Difference) error {
	p := s.groupPart(w, r, g.Group, r.print.T("group.stage.title"))
	p.Flawed, p.Help = f.Flawed(), helpAbout(r, aboutStages)
	possible := slices.DeleteFunc(slices.Clone(g.Stage.Next()), func(t group.Stage) bool { return t == group.Closed })
	st := page.Stage{
		Page: p, Form: f, Lead: r.print.T("group.stage.now", "stage", stageName(r, g.Stage), "when", r.print.MomentOf(g.last().On)),
		Values: v, After: g.last().ID.String(), Possible: possible, Stale: stale,
	}
	if len(g.steps) > 1 {
		st.Further = append(st.Further, kit.Link{Text: r.print.T("group.stage_back.link"), Href: groupPath(g.ID) + "/stage/back"})
	}
	if g.Stage != group.Closed {
		st.Further = append(st.Further, kit.Link{Text: r.print.T("group.close.link"), Href: groupPath(g.ID) + "/close", Danger: true})
	}
	return render(w, r, status, st)
}

func (s *Server) groupStage(w http.ResponseWriter, r *request) error {
	g, err := s.steppingOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := readStep(f)
	var problems domain.Problems
	n.Check(&problems, g.Stage)
	taken, err := takeStep(f, g, n, problems.Err(), func(version int64) error {
		return s.Groups.Advance(r.Context(), r.actor, g.ID, version, n)
	})
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.stageStale(w, r, f, n)
	case err != nil:
		return err
	case !taken:
		return s.stagePage(w, r, http.StatusUnprocessableEntity, g, f.state(r.URL.Path), f.Values, nil)
	}
	return s.seeOther(w, r, groupPath(g.ID), "group.said.stage")
}

func readStep(f *form) group.NewStep {
	return group.NewStep{ID: formID[domain.StepID](f), Stage: group.Stage(f.Get("stage")), On: f.moment("on"), Evidence: f.text("evidence")}
}

// takeStep takes a step unless it is taken already. What makes the form stale
// is another step meanwhile, not a member who joined.
func takeStep(f *form, g stepping, n group.NewStep, check error, take func(version int64) error) (bool, error) {
	if g.has(n) {
		return true, nil
	}
	if f.Get("after") != g.last().ID.String() {
		return false, domain.Stale("group.stale")
	}
	return f.save(check, func() error { return take(g.Version) })
}

func (s *Server) stageStale(w http.ResponseWriter, r *request, f *form, n group.NewStep) error {
	g, err := s.steppingOf(r)
	if err != nil {
		return err
	}
	return s.stagePage(w, r, http.StatusConflict, g, stepForm(r, g), f.Values, stepDifference(r, g, n))
}

func stepDifference(r *request, g stepping, n group.NewStep) []kit.Difference {
	mine := "–"
	if key := i18n.Key("group.stages", string(n.Stage)); r.print.Has(key) {
		mine = r.print.T(key)
	}
	return []kit.Difference{{Name: r.print.T("group.stage_label"), Mine: mine, Theirs: stageName(r, g.Stage)}}
}
