package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/person"
	"krag/internal/web/kit"
	page "krag/internal/web/page/person"
)

// knownPerson is somebody who is not forgotten. Members have pages of their
// own for what they may do with themselves.
func (s *Server) knownPerson(r *request) (p person.Person, err error) {
	p, _, err = s.personOf(r)
	if err == nil && p.Forgotten() {
		err = domain.Gone("person.forgotten")
	}
	return p, err
}

func (s *Server) personEditShow(w http.ResponseWriter, r *request) error {
	p, err := s.knownPerson(r)
	if err != nil {
		return err
	}
	f := editForm(r.URL.Path, p.ID.UUID, p.Version)
	return render(w, r, http.StatusOK, s.personEditPage(w, r, p, f, p.Pseudonym.Reveal()))
}

func (s *Server) personEditPage(w http.ResponseWriter, r *request, p person.Person, f kit.Form, pseudonym string) page.Edit {
	frame := s.personFrame(w, r, r.print.T("person.edit.title"))
	frame.Flawed = f.Flawed()
	frame.Crumbs = append(frame.Crumbs, kit.Link{Text: name(r, p.Pseudonym), Href: personPath(p.ID)})
	return page.Edit{Page: frame, Form: f, Pseudonym: pseudonym}
}

func (s *Server) personEdit(w http.ResponseWriter, r *request) error {
	p, err := s.knownPerson(r)
	if err != nil {
		return err
	}
	f := r.form()
	n := person.NewPerson{ID: p.ID, Pseudonym: f.text("pseudonym")}
	renamed, err := f.save(nil, func() error { return s.People.Rename(r.Context(), r.actor, n, f.version()) })
	switch {
	case domain.KindOf(err) == domain.KindStale:
		return s.personEditStale(w, r, f)
	case err != nil:
		return err
	case !renamed:
		return render(w, r, http.StatusUnprocessableEntity, s.personEditPage(w, r, p, f.state(r.URL.Path), f.Get("pseudonym")))
	}
	return s.seeOther(w, r, personPath(p.ID), "person.edit.said")
}

// personEditStale shows what is stored now beside what was typed. A second
// sending finds its own word stored and is done.
func (s *Server) personEditStale(w http.ResponseWriter, r *request, f *form) error {
	p, err := s.knownPerson(r)
	if err != nil {
		return err
	}
	if p.Pseudonym.Reveal() == f.text("pseudonym") {
		return s.seeOther(w, r, personPath(p.ID), "person.edit.said")
	}
	state := f.state(r.URL.Path)
	state.Version = p.Version
	e := s.personEditPage(w, r, p, state, f.Get("pseudonym"))
	e.Stale = []kit.Difference{{Name: r.print.T("person.edit.label"), Mine: f.text("pseudonym"), Theirs: p.Pseudonym.Reveal()}}
	return render(w, r, http.StatusConflict, e)
}
