package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/mutual"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	ask "krag/internal/web/page/equipment"
)

// ventureGroup is the group of the address, which must not have closed.
func (s *Server) ventureGroup(r *request) (group.Group, error) {
	g, err := s.groupOf(r)
	if err == nil && g.Stage == group.Closed {
		err = domain.Conflict("group.closed")
	}
	return g, err
}

func (s *Server) ventureNewShow(w http.ResponseWriter, r *request) error {
	g, err := s.ventureGroup(r)
	if err != nil {
		return err
	}
	return s.ventureForm(w, r, http.StatusOK, g, newForm(r.URL.Path), url.Values{}, false, nil)
}

// ventureForm asks what is done together. What came of it is asked once it has
// begun.
func (s *Server) ventureForm(w http.ResponseWriter, r *request, status int, g group.Group, f kit.Form, v url.Values, begun bool, stale []kit.Difference) error {
	t := r.print.T
	title, button := t("venture.new.title"), t("venture.new.button")
	if f.Version > 0 {
		title, button = t("venture.edit.title"), t("venture.edit.button")
	}
	a := ask.Ask{Page: s.venturePart(w, r, g, title), Form: f, Over: g.Neutral, Lead: t("venture.new.lead"), Button: button, Stale: stale, Fields: []templ.Component{
		kit.TextInput(kit.Field{Name: "title", Label: t("venture.name.label"), Hint: t("venture.name.hint"), Value: v.Get("title"), Error: f.Error("title"), Max: mutual.MaxTitle}),
		kit.AreaInput(kit.Field{Name: "about", Label: t("venture.about.label"), Hint: t("venture.about.hint"), Value: v.Get("about"), Error: f.Error("about"), Rows: 4, Max: mutual.MaxAbout, Optional: true}),
		kit.DateInput(kit.DateField{Name: "from", Label: t("venture.from.label"), Hint: t("venture.from.hint"), Error: f.Error("from")}.Typed(v)),
		kit.DateInput(kit.DateField{Name: "until", Label: t("venture.until.label"), Hint: t("venture.from.hint"), Error: f.Error("until")}.Typed(v)),
	}}
	if begun {
		a.Fields = append(a.Fields, resultField(r, f, v))
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func resultField(r *request, f kit.Form, v url.Values) templ.Component {
	t := r.print.T
	return kit.AreaInput(kit.Field{Name: "result", Label: t("venture.result.title"), Hint: t("venture.result.hint"), Value: v.Get("result"), Error: f.Error("result"), Rows: 4, Max: mutual.MaxResult, Optional: true})
}

func readVenture(f *form, g group.Group, id domain.VentureID) mutual.NewVenture {
	return mutual.NewVenture{
		ID: id, Group: g.ID, Title: f.text("title"), About: f.text("about"), Result: f.text("result"),
		From: f.date("from"), Until: f.date("until"), Version: f.version(),
	}
}

func (s *Server) ventureNew(w http.ResponseWriter, r *request) error {
	g, err := s.groupOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := readVenture(f, g, formID[domain.VentureID](f))
	n.Result = ""
	made, err := f.save(n.Check(), func() error { return s.Mutual.AddVenture(r.Context(), r.actor, n) })
	if err != nil {
		return err
	}
	if !made {
		return s.ventureForm(w, r, http.StatusUnprocessableEntity, g, f.state(r.URL.Path), f.Values, false, nil)
	}
	return s.seeOther(w, r, venturesPath(g.ID)+"/"+n.ID.String(), "venture.said.added")
}

func (s *Server) ventureEditShow(w http.ResponseWriter, r *request) error {
	g, v, err := s.ventureGoing(r)
	if err != nil {
		return err
	}
	values := url.Values{"title": {v.Title.Reveal()}, "about": {v.About.Reveal()}, "result": {v.Result.Reveal()}}
	putDate(values, "from", v.From)
	putDate(values, "until", v.Until)
	return s.ventureForm(w, r, http.StatusOK, g, editForm(r.URL.Path, v.ID.UUID, v.Version), values, v.State != mutual.Planned, nil)
}

func (s *Server) ventureEdit(w http.ResponseWriter, r *request) error {
	g, was, err := s.ventureAt(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := readVenture(f, g, was.ID)
	saved, err := f.save(n.Check(), func() error { return s.Mutual.EditVenture(r.Context(), r.actor, n) })
	again, begun := f.state(r.URL.Path), was.State != mutual.Planned
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if g, was, err = s.ventureAt(r); err != nil { // as it is now
			return err
		}
		again.Version = was.Version
		return s.ventureForm(w, r, http.StatusConflict, g, again, f.Values, was.State != mutual.Planned, s.ventureDiffers(r, n, was))
	case err != nil:
		return err
	case !saved:
		return s.ventureForm(w, r, http.StatusUnprocessableEntity, g, again, f.Values, begun, nil)
	}
	return s.seeOther(w, r, venturePath(g, was), "venture.said.saved")
}

func (s *Server) ventureDiffers(r *request, mine mutual.NewVenture, theirs mutual.Venture) []kit.Difference {
	t := r.print.T
	return differing([]kit.Difference{
		{Name: t("venture.name.label"), Mine: mine.Title, Theirs: theirs.Title.Reveal()},
		{Name: t("venture.about.label"), Mine: orDash(mine.About), Theirs: orDash(theirs.About.Reveal())},
		{Name: t("venture.from.label"), Mine: s.dayOrNone(r, mine.From), Theirs: s.dayOrNone(r, theirs.From)},
		{Name: t("venture.until.label"), Mine: s.dayOrNone(r, mine.Until), Theirs: s.dayOrNone(r, theirs.Until)},
		{Name: t("venture.result.title"), Mine: orDash(mine.Result), Theirs: orDash(theirs.Result.Reveal())},
	})
}

func (s *Server) ventureStateShow(w http.ResponseWriter, r *request) error {
	g, v, err := s.ventureGoing(r)
	if err != nil {
		return err
	}
	values := url.Values{"result": {v.Result.Reveal()}}
	putDate(values, "on", s.today(r))
	if next := v.Next(); len(next) == 1 || v.State == mutual.Planned {
		values.Set("to", string(next[0]))
	}
	return s.ventureStatePage(w, r, http.StatusOK, g, v, editForm(r.URL.Path, v.ID.UUID, v.Version), values, nil)
}

// ventureStatePage asks how it goes on.
func (s *Server) ventureStatePage(w http.ResponseWriter, r *request, status int, g group.Group, v mutual.Venture, f kit.Form, values url.Values, stale []kit.Difference) error {
	t := r.print.T
	var options []kit.Option
	for _, to := range v.Next() {
		key := string(to)
		if v.Over() {
			key = "again"
		}
		options = append(options, kit.Option{Value: string(to), Label: t(i18n.Key("venture.to", key))})
	}
	a := ask.Ask{Page: s.venturePart(w, r, g, t("venture.state.title")), Form: f, Over: v.Title.Reveal(), Button: t("venture.state.button"), Stale: stale, Fields: []templ.Component{
		kit.Rows([]kit.Term{{Name: t("venture.table.state"), Text: ventureState(r, v)}}),
		kit.Radios(kit.Choice{Field: kit.Field{Name: "to", Label: t("venture.state.label"), Error: f.Error("to")}, Options: kit.Choose(options, values.Get("to"))}),
		kit.DateInput(kit.DateField{Name: "on", Label: t("venture.on.label"), Error: f.Error("on")}.Typed(values)),
	}}
	if !v.Over() {
		a.Fields = append(a.Fields, resultField(r, f, values))
	}
	a.Flawed = f.Flawed()
	return render(w, r, status, a)
}

func (s *Server) ventureState(w http.ResponseWriter, r *request) error {
	g, was, err := s.ventureAt(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := mutual.VentureStep{To: mutual.VentureState(f.text("to")), On: f.date("on"), Result: f.text("result"), Version: f.version()}
	moved, err := f.save(n.Check(s.today(r)), func() error { return s.Mutual.MoveVenture(r.Context(), r.actor, g.ID, was.ID, n, s.today(r)) })
	again := f.state(r.URL.Path)
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if g, was, err = s.ventureAt(r); err != nil { // as it is now
			return err
		}
		again.Version = was.Version
		return s.ventureStatePage(w, r, http.StatusConflict, g, was, again, f.Values, []kit.Difference{
			{Name: r.print.T("venture.table.state"), Mine: r.print.T(i18n.Key("venture.states", string(n.To))), Theirs: r.print.T(i18n.Key("venture.states", string(was.State)))},
		})
	case err != nil:
		return err
	case !moved:
		return s.ventureStatePage(w, r, http.StatusUnprocessableEntity, g, was, again, f.Values, nil)
	}
	return s.seeOther(w, r, venturePath(g, was), "venture.said.moved")
}
