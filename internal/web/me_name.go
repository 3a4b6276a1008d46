package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/person"
	"krag/internal/web/kit"
	page "krag/internal/web/page/me"
)

func (s *Server) meNameShow(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	p, err := s.People.Self(r.Context(), r.actor)
	if err != nil {
		return err
	}
	return render(w, r, http.StatusOK, page.Name{Page: s.meFrame(w, r), Form: editForm("/me/name", p.ID.UUID, p.Version), Name: p.Pseudonym.Reveal()})
}

func (s *Server) meName(w http.ResponseWriter, r *request) error {
	if err := onlyMember(r); err != nil {
		return err
	}
	f := r.form()
	n := person.NewPerson{ID: r.actor.Person, Pseudonym: f.text("pseudonym")}
	var problems domain.Problems
	n.Check(&problems)
	renamed, err := f.save(problems.Err(), func() error { return s.People.Rename(r.Context(), r.actor, n, f.version()) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.meNameStale(w, r, f)
	case err != nil:
		return err
	case !renamed:
		p := s.meFrame(w, r)
		p.Flawed = true
		return render(w, r, http.StatusUnprocessableEntity, page.Name{Page: p, Form: f.state("/me/name"), Name: f.Get("pseudonym")})
	}
	return s.seeOther(w, r, "/me", "me.said.renamed")
}

func (s *Server) meNameStale(w http.ResponseWriter, r *request, f *form) error {
	p, err := s.People.Self(r.Context(), r.actor)
	if err != nil {
		return err
	}
	if p.Pseudonym.Reveal() == f.text("pseudonym") {
		return s.seeOther(w, r, "/me", "me.said.renamed")
	}
	state := f.state("/me/name")
	state.Version = p.Version
	return render(w, r, http.StatusConflict, page.Name{
		Page: s.meFrame(w, r), Form: state, Name: f.Get("pseudonym"),
		Stale: []kit.Difference{{Name: r.print.T("me.name.label"), Mine: f.text("pseudonym"), Theirs: p.Pseudonym.Reveal()}},
	})
}
