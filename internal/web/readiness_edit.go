package web

import (
	"net/http"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/readiness"
	lists "krag/internal/web/page/record"
)

// readyOf is the item that the address names, as it stands.
func (s *Server) readyOf(r *request) (institution.Ready, error) {
	p, err := s.Institutions.Readiness(r.Context(), r.actor)
	if err != nil {
		return institution.Ready{}, err
	}
	i := slices.IndexFunc(p.Readiness, func(one institution.Ready) bool { return one.Key == r.PathValue("item") })
	if i < 0 {
		return institution.Ready{}, notFound()
	}
	return p.Readiness[i], nil
}

func (s *Server) readinessEditShow(w http.ResponseWriter, r *request) error {
	one, err := s.readyOf(r)
	if err != nil {
		return err
	}
	f := kit.Form{Action: r.URL.Path, Version: one.Version}
	c := page.Confirm{Form: f, State: string(one.State), On: onMoment(readyDay(r, f), one.On)}
	switch one.State {
	case institution.ReadyOpen: // whoever comes here mostly has something to show, today
		c.State, c.On = string(institution.ReadyDone), c.On.On(s.today(r))
	case institution.ReadyNotUs:
		c.Reason = one.Evidence
	default:
		c.Evidence = one.Evidence
	}
	return s.readinessPage(w, r, http.StatusOK, one, c)
}

func readyDay(r *request, f kit.Form) kit.DateField {
	return kit.DateField{Name: "on", Label: r.print.T("readiness.field.on"), Hint: r.print.T("readiness.hint.on"), Error: f.Error("on")}
}

func (s *Server) readinessPage(w http.ResponseWriter, r *request, status int, one institution.Ready, c page.Confirm) error {
	c.Page = s.readinessFrame(w, r, page.ItemTitle(r.print, one.Key))
	c.Flawed, c.Why, c.Example = c.Form.Flawed(), page.ItemWhy(r.print, one.Key), page.ItemExample(r.print, one.Key)
	return render(w, r, status, c)
}

// readyForm reads how an item stands. Only what belongs to the chosen answer
// counts.
func readyForm(f *form, key string) institution.NewReady {
	n := institution.NewReady{Key: key, State: institution.ReadyState(f.text("state"))}
	switch {
	case !f.Has("state"):
		n.State = "none chosen"
	case n.State == institution.ReadyDone:
		n.Evidence, n.On = f.text("evidence"), f.moment("on")
	case n.State == institution.ReadyNotUs:
		n.Evidence = f.text("reason")
	}
	return n
}

func (s *Server) readinessEdit(w http.ResponseWriter, r *request) error {
	one, err := s.readyOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := readyForm(f, one.Key)
	saved, err := f.save(n.Check(), func() error { return s.Institutions.EditReady(r.Context(), r.actor, n, f.version()) })
	state := f.state(r.URL.Path)
	again := page.Confirm{
		Form: state, State: f.text("state"), Evidence: f.Get("evidence"), Reason: f.Get("reason"), On: readyDay(r, state).Typed(f.Values),
	}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		if one, err = s.readyOf(r); err != nil { // as it is now
			return err
		}
		if again.Stale = readyDiffers(r, n, one); len(again.Stale) > 0 {
			again.Form.Version = one.Version
			return s.readinessPage(w, r, http.StatusConflict, one, again)
		}
	case err != nil:
		return err
	case !saved:
		return s.readinessPage(w, r, http.StatusUnprocessableEntity, one, again)
	}
	return s.seeOther(w, r, "/readiness#"+string(one.Part), "readiness.said.saved")
}

func readyDiffers(r *request, n institution.NewReady, one institution.Ready) []kit.Difference {
	t := r.print.T
	return differing([]kit.Difference{
		{Name: t("readiness.field.state"), Mine: readyState(r, n.State), Theirs: readyState(r, one.State)},
		{Name: t("readiness.field.evidence"), Mine: orDash(n.Evidence), Theirs: orDash(one.Evidence)},
		{Name: t("readiness.field.on"), Mine: orDash(moment(r, n.On)), Theirs: orDash(moment(r, one.On))},
	})
}

func readyState(r *request, state institution.ReadyState) string {
	if state == institution.ReadyOpen {
		return r.print.T("readiness.states.open")
	}
	return r.print.T(i18n.Key("readiness.states", string(state)))
}

func allyLines(allies []institution.Ally) (lines []lists.Line) {
	for _, a := range allies {
		lines = append(lines, lists.Line{Name: a.Name, Kind: string(a.Kind), Gives: a.Gives})
	}
	return lines
}

func (s *Server) allyEditShow(w http.ResponseWriter, r *request) error {
	p, err := s.Institutions.Readiness(r.Context(), r.actor)
	if err != nil {
		return err
	}
	l := lists.Listed{Form: kit.Form{Action: r.URL.Path, Version: p.AlliesVersion}, Lines: withFree(allyLines(p.Allies))}
	return s.allyPage(w, r, http.StatusOK, l)
}

func (s *Server) allyPage(w http.ResponseWriter, r *request, status int, l lists.Listed) error {
	l.Page = s.readinessFrame(w, r, r.print.T("readiness.allies.title"))
	l.Flawed, l.Gives = l.Form.Flawed(), true
	l.Lead, l.Save = r.print.T("readiness.allies.lead"), r.print.T("readiness.allies.save")
	return render(w, r, status, l)
}

func (s *Server) allyEdit(w http.ResponseWriter, r *request) error {
	f := r.form()
	lines := f.listed()
	var allies []institution.Ally
	for _, l := range lines {
		allies = append(allies, institution.Ally{Name: l.Name, Kind: institution.PartnerKind(l.Kind), Gives: l.Gives})
	}
	saved, err := f.save(nil, func() error { return s.Institutions.EditAllies(r.Context(), r.actor, f.version(), allies) })
	again := lists.Listed{Form: f.state(r.URL.Path), Lines: lines}
	switch {
	case domain.KindOf(err) == domain.KindStale:
		p, err := s.Institutions.Readiness(r.Context(), r.actor) // as it is now
		if err != nil {
			return err
		}
		if mine, theirs := said(r, lines), said(r, allyLines(p.Allies)); mine != theirs {
			again.Form.Version = p.AlliesVersion
			again.Stale = []kit.Difference{{Name: r.print.T("readiness.allies.title"), Mine: orDash(mine), Theirs: orDash(theirs)}}
			return s.allyPage(w, r, http.StatusConflict, again)
		}
	case err != nil:
		return err
	case !saved:
		return s.allyPage(w, r, http.StatusUnprocessableEntity, again)
	}
	return s.seeOther(w, r, "/readiness#allies", "readiness.said.allies")
}
