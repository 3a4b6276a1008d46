package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/record"
)

func (s *Server) premisesNewShow(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	steps, err := s.Institutions.PremisesSteps(r.Context(), r.actor, p.ID)
	if err != nil {
		return err
	}
	one := page.Step{Form: newForm(r.URL.Path), On: premisesDay(r, kit.Form{})}
	if len(steps) > 0 {
		one.Typed.After = steps[len(steps)-1].ID.String() // most happen after what is known
	}
	return s.premisesPage(w, r, http.StatusOK, p, steps, one)
}

func premisesDay(r *request, f kit.Form) kit.DateField {
	return kit.DateField{Name: "on", Label: r.print.T("premises.field.on"), Hint: r.print.T("premises.hint.on"), Error: f.Error("on")}
}

// premisesPage shows the form of a step. It may come after every other step.
func (s *Server) premisesPage(w http.ResponseWriter, r *request, status int, p institution.Programme, others []institution.PremisesStep, one page.Step) error {
	title := r.print.T("premises.edit.new")
	if one.Delete != nil {
		title = r.print.T("premises.edit.title")
	}
	one.Page = s.recordFrame(w, r, p, title)
	one.Flawed = one.Form.Flawed()
	if len(others) > 0 {
		options := []kit.Option{{Label: r.print.T("premises.first")}}
		for _, step := range others {
			options = append(options, kit.Option{Value: step.ID.String(), Label: r.print.T("premises.after", "step", briefly(step.Text))})
		}
		one.Places = kit.Choose(options, one.Typed.After)
	}
	return render(w, r, status, one)
}

// briefly is the beginning of a text, by whole words, for a line of choices.
func briefly(text string) string {
	const most = 60
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	end := most
	for end > most/2 && letters[end] != ' ' {
		end--
	}
	return string(letters[:end]) + "…"
}

func premisesTyped(f *form) page.TypedStep {
	return page.TypedStep{Kind: f.text("kind"), When: f.text("when"), Text: f.Get("text"), After: f.text("after")}
}

func premisesForm(f *form) institution.NewPremisesStep {
	return institution.NewPremisesStep{
		Kind: institution.PremisesKind(f.text("kind")), On: f.moment("on"), When: f.text("when"), Text: f.text("text"),
		After: fieldID[domain.PremisesID](f, "after"),
	}
}

func (s *Server) premisesNew(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := premisesForm(f)
	n.ID, n.Programme = formID[domain.PremisesID](f), p.ID
	made, err := f.save(n.Check(), func() error { return s.Institutions.AddPremisesStep(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if made {
		return s.seeOther(w, r, recordHref(p, institution.PartPremises), "premises.said.saved")
	}
	steps, err := s.Institutions.PremisesSteps(r.Context(), r.actor, p.ID)
	if err != nil {
		return err
	}
	state := f.state(r.URL.Path)
	return s.premisesPage(w, r, http.StatusUnprocessableEntity, p, steps, page.Step{Form: state, Typed: premisesTyped(f), On: premisesDay(r, state).Typed(f.Values)})
}

// premisesOf is the step that the address names, with its programme and the
// other steps.
func (s *Server) premisesOf(r *request) (one institution.PremisesStep, others []institution.PremisesStep, p institution.Programme, err error) {
	id, err := pathID[domain.PremisesID](r, "id")
	if err != nil {
		return one, nil, p, err
	}
	if one, others, err = s.Institutions.PremisesStep(r.Context(), r.actor, id); err != nil {
		return one, nil, p, err
	}
	p, err = s.programmeWith(r, one.Programme)
	return one, others, p, err
}

// apart are the steps without one, and the id of the step before it.
func apart(steps []institution.PremisesStep, one domain.PremisesID) (others []institution.PremisesStep, before string) {
	at := slices.IndexFunc(steps, func(s institution.PremisesStep) bool { return s.ID == one })
	if at > 0 {
		before = steps[at-1].ID.String()
	}
	return slices.DeleteFunc(slices.Clone(steps), func(s institution.PremisesStep) bool { return s.ID == one }), before
}

func (s *Server) premisesEditShow(w http.ResponseWriter, r *request) error {
	one, steps, p, err := s.premisesOf(r)
	if err != nil {
		return err
	}
	others, before := apart(steps, one.ID)
	return s.premisesPage(w, r, http.StatusOK, p, others, page.Step{
		Form: editForm(r.URL.Path, one.ID.UUID, one.Version), On: onMoment(premisesDay(r, kit.Form{}), one.On),
		Typed:  page.TypedStep{Kind: string(one.Kind), When: one.When, Text: one.Text, After: before},
		Delete: premisesRemoval(r, one),
	})
}

func premisesRemoval(r *request, one institution.PremisesStep) *kit.Link {
	return &kit.Link{Text: r.print.T("premises.delete.link"), Href: "/premises/" + one.ID.String() + "/delete", Danger: true}
}

func (s *Server) premisesEdit(w http.ResponseWriter, r *request) error {
	one, steps, p, err := s.premisesOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := premisesForm(f)
	n.ID, n.Programme = one.ID, one.Programme
	saved, err := f.save(n.Check(), func() error { return s.Institutions.EditPremisesStep(r.Context(), r.actor, n, f.version()) })
	state := f.state(r.URL.Path)
	again := page.Step{Form: state, Typed: premisesTyped(f), On: premisesDay(r, state).Typed(f.Values), Delete: premisesRemoval(r, one)}
	others, _ := apart(steps, one.ID)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if one, steps, p, err = s.premisesOf(r); err != nil { // as it is now
			return err
		}
		others, before := apart(steps, one.ID)
		if again.Stale = premisesDiffers(r, n, one, before); len(again.Stale) > 0 {
			again.Form.Version = one.Version
			return s.premisesPage(w, r, http.StatusConflict, p, others, again)
		}
	case err != nil:
		return err
	case !saved:
		return s.premisesPage(w, r, http.StatusUnprocessableEntity, p, others, again)
	}
	return s.seeOther(w, r, recordHref(p, institution.PartPremises), "premises.said.saved")
}

func premisesDiffers(r *request, n institution.NewPremisesStep, one institution.PremisesStep, before string) []kit.Difference {
	t := r.print.T
	differ := differing([]kit.Difference{
		{Name: t("premises.field.text"), Mine: n.Text, Theirs: one.Text},
		{Name: t("premises.field.kind"), Mine: premisesKind(r, n.Kind), Theirs: premisesKind(r, one.Kind)},
		{Name: t("premises.field.on"), Mine: orDash(moment(r, n.On)), Theirs: orDash(moment(r, one.On))},
		{Name: t("premises.field.when"), Mine: orDash(n.When), Theirs: orDash(one.When)},
	})
	after := ""
	if !n.After.IsZero() {
		after = n.After.String()
	}
	if after != before {
		differ = append(differ, kit.Difference{Name: t("premises.field.after"), Mine: t("premises.place_chosen"), Theirs: t("premises.place_other")})
	}
	return differ
}

// premisesKind words what a step was.
func premisesKind(r *request, kind institution.PremisesKind) string {
	if kind == "" {
		return r.print.T("premises.kind.none")
	}
	return r.print.T(i18n.Key("premises.kinds", string(kind)))
}
