package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/outcome"
	"krag/internal/domain/transfer"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/outcome"
)

func (s *Server) outcomeNewShow(w http.ResponseWriter, r *request) error {
	o, err := s.Institutions.Overview(r.Context(), r.actor, r.PathValue("slug"))
	if err != nil {
		return err
	}
	hint, err := s.hinted(r, outcome.ActEdit, o.ID)
	if err != nil {
		return err
	}
	typed := page.Typed{Group: r.URL.Query().Get("group")}
	if hint.Kind == transfer.HintIndicator {
		typed.Indicator, typed.Who = hint.Text, hint.Detail
	}
	e := s.outcomePage(w, r, o, newForm(r.URL.Path), typed)
	if e.Ideas, err = s.outcomeIdeas(r, o, typed.Group); err != nil {
		return err
	}
	return render(w, r, http.StatusOK, e)
}

// outcomeIdeas are what is often written down about groups of a kind.
func (s *Server) outcomeIdeas(r *request, o institution.Overview, id string) ([]string, error) {
	at, err := domain.ParseID[domain.GroupID](id)
	if err != nil || !slices.ContainsFunc(o.Groups, func(g institution.GroupRow) bool { return g.ID == at }) {
		return nil, nil
	}
	g, err := s.Groups.Group(r.Context(), r.actor, at)
	if err != nil {
		return nil, err
	}
	all, err := s.Kinds.All(r.Context(), r.actor)
	k, _ := group.FindKind(all, g.Kind)
	return k.Indicators, err
}

func (s *Server) outcomePage(w http.ResponseWriter, r *request, o institution.Overview, f kit.Form, typed page.Typed) page.Edit {
	frame := s.programmeFrame(w, r, o.Programme, r.print.T("outcome.edit.new"))
	frame.Flawed = f.Flawed()
	frame.Sensitive = sensitive(o)
	groups := []kit.Option{{Value: "", Label: r.print.T("outcome.whole")}}
	for _, g := range o.Groups {
		groups = append(groups, kit.Option{Value: g.ID.String(), Label: g.Name})
	}
	return page.Edit{Page: frame, Form: f, Groups: kit.Choose(groups, typed.Group), Typed: typed}
}

// sensitive reports whether a page that names a programme's groups must carry
// the way out.
func sensitive(o institution.Overview) bool {
	for _, g := range o.Groups {
		if g.Sensitive {
			return true
		}
	}
	return false
}

func outcomeTyped(f *form) page.Typed {
	return page.Typed{
		Group: f.text("group"), Indicator: f.text("indicator"), Form: f.text("form"), N: f.text("n"), K: f.text("k"), Of: f.text("of"),
		Words: f.text("words"), Who: f.text("who"), Context: f.text("context"), When: f.text("when"), Quote: f.text("quote"), Source: f.text("source"),
	}
}

// outcomeForm reads an outcome; only the numbers of the chosen form are read.
func outcomeForm(f *form) outcome.NewOutcome {
	n := outcome.NewOutcome{
		Group: fieldID[domain.GroupID](f, "group"), Indicator: f.text("indicator"), Form: outcome.Form(f.text("form")),
		Who: f.text("who"), Context: f.text("context"), When: f.text("when"), Quote: f.text("quote"), Source: f.text("source"),
	}
	switch n.Form {
	case outcome.Count:
		n.N = f.count("n", 0, 1_000_000)
	case outcome.Share:
		n.N, n.Of = f.count("k", 0, 1_000_000), f.count("of", 1, 1_000_000)
	case outcome.Words:
		n.Words = f.text("words")
	}
	return n
}

// outcomeCheck checks an outcome; the number of a share stands in a field of
// its own.
func outcomeCheck(n outcome.NewOutcome) error {
	err := n.Check()
	if problems, ok := err.(domain.Problems); ok && n.Form == outcome.Share {
		for _, p := range problems {
			if p.Field == "n" {
				p.Field = "k"
			}
		}
	}
	return err
}

func (s *Server) outcomeNew(w http.ResponseWriter, r *request) error {
	o, err := s.Institutions.Overview(r.Context(), r.actor, r.PathValue("slug"))
	if err != nil {
		return err
	}
	f := r.form()
	n := outcomeForm(f)
	n.ID, n.Programme = formID[domain.OutcomeID](f), o.ID
	made, err := f.save(outcomeCheck(n), func() error { return s.Outcomes.Create(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if !made {
		return render(w, r, http.StatusUnprocessableEntity, s.outcomePage(w, r, o, f.state(r.URL.Path), outcomeTyped(f)))
	}
	return s.seeOther(w, r, programmeHref(o.Slug, "#outcomes"), "outcome.said.saved")
}

// outcomeOf is the outcome that the address names, with its programme.
func (s *Server) outcomeOf(r *request) (o outcome.Outcome, of institution.Overview, err error) {
	id, err := pathID[domain.OutcomeID](r, "id")
	if err != nil {
		return o, of, err
	}
	if o, err = s.Outcomes.Outcome(r.Context(), r.actor, id); err != nil {
		return o, of, err
	}
	p, err := s.programmeWith(r, o.Programme)
	if err != nil {
		return o, of, err
	}
	of, err = s.Institutions.Overview(r.Context(), r.actor, p.Slug)
	return o, of, err
}

func (s *Server) outcomeEditShow(w http.ResponseWriter, r *request) error {
	o, of, err := s.outcomeOf(r)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, s.outcomeEditPage(w, r, o, of, editForm(r.URL.Path, o.ID.UUID, o.Version), outcomeStored(r, o)))
}

func (s *Server) outcomeEditPage(w http.ResponseWriter, r *request, o outcome.Outcome, of institution.Overview, f kit.Form, typed page.Typed) page.Edit {
	e := s.outcomePage(w, r, of, f, typed)
	e.Title = r.print.T("outcome.edit.title")
	e.Delete = &kit.Link{Text: r.print.T("outcome.delete.link"), Href: "/outcomes/" + o.ID.String() + "/delete", Danger: true}
	return e
}

// outcomeStored is an outcome as its form shows it. Whoever may edit one works
// with its group and sees its numbers.
func outcomeStored(r *request, o outcome.Outcome) page.Typed {
	t := page.Typed{
		Indicator: o.Indicator, Form: string(o.Value.Form), Words: o.Value.Words, Who: o.Who,
		Context: o.Context, When: o.When, Quote: o.Quote, Source: o.Source,
	}
	if !o.Group.IsZero() {
		t.Group = o.Group.String()
	}
	shown := outcomeFigures(r, []outcome.Outcome{o})[0]
	switch o.Value.Form {
	case outcome.Count:
		t.N = typedCount(shown.N)
	case outcome.Share:
		t.K, t.Of = typedCount(shown.N), typedCount(shown.Of)
	}
	return t
}

func (s *Server) outcomeEdit(w http.ResponseWriter, r *request) error {
	o, of, err := s.outcomeOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := outcomeForm(f)
	n.ID, n.Programme = o.ID, o.Programme
	saved, err := f.save(outcomeCheck(n), func() error { return s.Outcomes.Edit(r.Context(), r.actor, n, f.version()) })
	typed := outcomeTyped(f)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if o, of, err = s.outcomeOf(r); err != nil { // as it is now
			return err
		}
		if differ := s.outcomeDiffers(r, of, typed, outcomeStored(r, o)); len(differ) > 0 {
			e := s.outcomeEditPage(w, r, o, of, f.state(r.URL.Path), typed)
			e.Form.Version, e.Stale = o.Version, differ
			return render(w, r, http.StatusConflict, e)
		}
	case err != nil:
		return err
	case !saved:
		return render(w, r, http.StatusUnprocessableEntity, s.outcomeEditPage(w, r, o, of, f.state(r.URL.Path), typed))
	}
	return s.seeOther(w, r, programmeHref(of.Slug, "#outcomes"), "outcome.said.saved")
}

func (s *Server) outcomeDiffers(r *request, of institution.Overview, mine, theirs page.Typed) []kit.Difference {
	t := r.print.T
	return differing([]kit.Difference{
		{Name: t("outcome.field.group"), Mine: groupNamed(r, of, mine.Group), Theirs: groupNamed(r, of, theirs.Group)},
		{Name: t("outcome.field.indicator"), Mine: mine.Indicator, Theirs: theirs.Indicator},
		{Name: t("outcome.field.form"), Mine: valueTyped(r, mine), Theirs: valueTyped(r, theirs)},
		{Name: t("outcome.field.who"), Mine: mine.Who, Theirs: theirs.Who},
		{Name: t("outcome.field.when"), Mine: mine.When, Theirs: theirs.When},
		{Name: t("outcome.field.context"), Mine: mine.Context, Theirs: theirs.Context},
		{Name: t("outcome.field.quote"), Mine: mine.Quote, Theirs: theirs.Quote},
		{Name: t("outcome.field.source"), Mine: mine.Source, Theirs: theirs.Source},
	})
}

func groupNamed(r *request, of institution.Overview, id string) string {
	for _, g := range of.Groups {
		if g.ID.String() == id {
			return g.Name
		}
	}
	return r.print.T("outcome.whole")
}

// valueTyped is the form of an outcome with what belongs to it, in words.
func valueTyped(r *request, t page.Typed) string {
	name := r.print.T(i18n.Key("outcome.forms", t.Form))
	switch outcome.Form(t.Form) {
	case outcome.Count:
		return name + ": " + t.N
	case outcome.Share:
		return name + ": " + t.K + " / " + t.Of
	case outcome.Words:
		return name + ": " + t.Words
	}
	return name
}
