package web

import (
	"net/http"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/plan"
	"krag/internal/web/kit"
	page "krag/internal/web/page/plan"
)

// planNewShow begins a plan: from nothing, or with the words of another.
func (s *Server) planNewShow(w http.ResponseWriter, r *request) error {
	from := r.URL.Query().Get("from")
	v := planStored(r, newForm(r.URL.Path), plan.Plan{Occasion: plan.Ordinary, Least: 4, Most: 12, Steps: make([]plan.Step, 1)}, planLang(r))
	v.Steps[0].Minutes = ""
	if from != "" {
		p, err := s.planBy(r, from)
		if err != nil {
			return err
		}
		v = planStored(r, newForm(r.URL.Path), p.Plan, p.lang)
		v.From = p.Slug
	}
	return s.planNewPage(w, r, http.StatusOK, v)
}

func (s *Server) planNewPage(w http.ResponseWriter, r *request, status int, v page.Write) error {
	v.Heading, v.Lead = r.print.T("plan.new.title"), r.print.T("plan.new.lead")
	return s.planForm(w, r, status, s.planFrame(w, r, v.Heading), v)
}

func (s *Server) planNew(w http.ResponseWriter, r *request) error {
	f := r.form()
	if v := planTyped(r, f); stepped(f, &v) {
		return s.planNewPage(w, r, http.StatusOK, v)
	}
	o := f.plan()
	o.ID, o.Slug = formID[domain.PlanID](f), s.madeFrom(r, f)
	saved, err := f.save(o.CheckOwn(), func() error { return s.Plans.Create(r.Context(), r.actor, o) })
	switch {
	case err != nil:
		return err
	case !saved:
		return s.planNewPage(w, r, http.StatusUnprocessableEntity, planTyped(r, f))
	}
	return s.seeOther(w, r, planPath(o.ID.String()), "plan.said.saved")
}

// madeFrom is the slug of the library's plan that one is made from, if there is
// such a plan.
func (s *Server) madeFrom(r *request, f *form) string {
	slug := f.text("from")
	if _, err := s.Plans.OfLibrary(r.Context(), r.actor, planLang(r), slug); err != nil {
		return ""
	}
	return slug
}

func (s *Server) planEditShow(w http.ResponseWriter, r *request) error {
	o, err := s.ownPlan(r)
	if err != nil {
		return err
	}
	return s.planEditPage(w, r, http.StatusOK, o, planStored(r, editForm(r.URL.Path, o.ID.UUID, o.Version), o.Plan, o.Lang))
}

func (s *Server) planEditPage(w http.ResponseWriter, r *request, status int, o plan.Own, v page.Write) error {
	v.Heading = r.print.T("plan.edit.title")
	if o.Shared {
		v.Lead = r.print.T("plan.edit.shared")
	}
	p := s.planFrame(w, r, v.Heading)
	p.Crumbs = append(p.Crumbs, kit.Link{Text: o.Title, Href: planPath(o.ID.String())})
	return s.planForm(w, r, status, p, v)
}

func (s *Server) planEdit(w http.ResponseWriter, r *request) error {
	stored, err := s.ownPlan(r)
	if err != nil {
		return err
	}
	f := r.form()
	if v := planTyped(r, f); stepped(f, &v) {
		return s.planEditPage(w, r, http.StatusOK, stored, v)
	}
	o := f.plan()
	o.ID, o.Version = stored.ID, f.version()
	saved, err := f.save(o.CheckOwn(), func() error { return s.Plans.Edit(r.Context(), r.actor, o) })
	v := planTyped(r, f)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if stored, err = s.ownPlan(r); err != nil { // as it is now
			return err
		}
		v.Form.Version, v.Stale = stored.Version, planDiffers(r, v, planStored(r, kit.Form{}, stored.Plan, stored.Lang))
		return s.planEditPage(w, r, http.StatusConflict, stored, v)
	case err != nil:
		return err
	case !saved:
		return s.planEditPage(w, r, http.StatusUnprocessableEntity, stored, v)
	}
	return s.seeOther(w, r, planPath(o.ID.String()), "plan.said.saved")
}

// planDiffers are the fields that two people changed at once.
func planDiffers(r *request, mine, theirs page.Write) []kit.Difference {
	t := r.print.T
	flat := func(s string) string { return orDash(strings.Join(strings.Fields(s), " ")) }
	return differing([]kit.Difference{
		{Name: t("plan.field.title"), Mine: flat(mine.Title), Theirs: flat(theirs.Title)},
		{Name: t("plan.field.aim"), Mine: flat(mine.Aim), Theirs: flat(theirs.Aim)},
		{Name: t("plan.field.occasion"), Mine: chosenLabels(mine.Occasions), Theirs: chosenLabels(theirs.Occasions)},
		{Name: t("plan.field.lang"), Mine: chosenLabels(mine.Langs), Theirs: chosenLabels(theirs.Langs)},
		{Name: t("plan.field.people"), Mine: mine.Least + "–" + mine.Most, Theirs: theirs.Least + "–" + theirs.Most},
		{Name: t("plan.field.kinds"), Mine: chosenLabels(mine.Kinds), Theirs: chosenLabels(theirs.Kinds)},
		{Name: t("plan.field.material"), Mine: flat(mine.Material), Theirs: flat(theirs.Material)},
		{Name: t("plan.field.before"), Mine: flat(mine.Before), Theirs: flat(theirs.Before)},
		{Name: t("plan.show.steps"), Mine: stepsSaid(mine.Steps), Theirs: stepsSaid(theirs.Steps)},
		{Name: t("plan.field.watch"), Mine: flat(mine.Watch), Theirs: flat(theirs.Watch)},
		{Name: t("plan.field.after"), Mine: flat(mine.After), Theirs: flat(theirs.After)},
	})
}

func chosenLabels(options []kit.Option) string {
	var all []string
	for _, o := range options {
		if o.Chosen {
			all = append(all, o.Label)
		}
	}
	return orDash(strings.Join(all, ", "))
}

func stepsSaid(steps []page.Step) string {
	all := make([]string, len(steps))
	for i, s := range steps {
		all[i] = strings.Join(strings.Fields(s.Title+" ("+s.Minutes+"): "+s.Do+" "+s.Say), " ")
	}
	return strings.Join(all, " · ")
}
