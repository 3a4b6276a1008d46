package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/house"
)

func (s *Server) institutionEditShow(w http.ResponseWriter, r *request) error {
	in, err := s.Institutions.Own(r.Context(), r.actor)
	if err != nil {
		return err
	}
	n := institution.NewInstitution{Name: in.Name, Profile: in.Profile, Place: in.Place, Voivodeship: in.Voivodeship}
	return render(w, r, http.StatusOK, s.institutionEditPage(w, r, editForm(r.URL.Path, in.ID.UUID, in.Version), n))
}

func (s *Server) institutionEditPage(w http.ResponseWriter, r *request, f kit.Form, n institution.NewInstitution) page.Edit {
	p := s.frame(w, r, r.print.T("institution.edit.title"))
	p.Here, p.Flawed, p.Crumbs = "/staff", f.Flawed(), []kit.Link{{Text: r.print.T("nav.staff"), Href: "/staff"}}
	return page.Edit{Page: p, Form: f, Name: n.Name, Profile: string(n.Profile), Place: n.Place, Voivodeship: n.Voivodeship}
}

func (s *Server) institutionEdit(w http.ResponseWriter, r *request) error {
	f := r.form()
	n := institution.NewInstitution{
		Name: f.text("name"), Profile: institution.Profile(f.text("profile")), Place: f.text("place"), Voivodeship: f.text("voivodeship"),
	}
	changed, err := f.save(nil, func() error { return s.Institutions.Edit(r.Context(), r.actor, n, f.version()) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.institutionEditStale(w, r, f, n)
	case err != nil:
		return err
	case !changed:
		return render(w, r, http.StatusUnprocessableEntity, s.institutionEditPage(w, r, f.state(r.URL.Path), n))
	}
	return s.seeOther(w, r, "/staff", "institution.edit.said")
}

// institutionEditStale shows what is stored now beside what was typed. A
// second sending finds its own words stored and is done.
func (s *Server) institutionEditStale(w http.ResponseWriter, r *request, f *form, n institution.NewInstitution) error {
	in, err := s.Institutions.Own(r.Context(), r.actor)
	if err != nil {
		return err
	}
	differ := differing([]kit.Difference{
		{Name: r.print.T("institution.name_label"), Mine: n.Name, Theirs: in.Name},
		{Name: r.print.T("institution.kind"), Mine: r.print.T(i18n.Key("institution.profiles", string(n.Profile))), Theirs: r.print.T(i18n.Key("institution.profiles", string(in.Profile)))},
		{Name: r.print.T("institution.place_label"), Mine: orDash(n.Place), Theirs: orDash(in.Place)},
		{Name: r.print.T("institution.voivodeship_label"), Mine: voivodeship(r, n.Voivodeship), Theirs: voivodeship(r, in.Voivodeship)},
	})
	if len(differ) == 0 {
		return s.seeOther(w, r, "/staff", "institution.edit.said")
	}
	state := f.state(r.URL.Path)
	state.Version = in.Version
	e := s.institutionEditPage(w, r, state, n)
	e.Stale = differ
	return render(w, r, http.StatusConflict, e)
}

func voivodeship(r *request, code string) string {
	if code == "" {
		return r.print.T("institution.voivodeship_none")
	}
	return r.print.T(i18n.Key("institution.voivodeships", code))
}
