package web

import (
	"net/http"

	"krag/internal/web/kit"
	page "krag/internal/web/page/person"
)

// personForgetShow says exactly what being forgotten means before it is done.
func (s *Server) personForgetShow(w http.ResponseWriter, r *request) error {
	p, err := s.knownPerson(r)
	if err != nil {
		return err
	}
	c := kit.Confirmation{
		Form: editForm(r.URL.Path, p.ID.UUID, p.Version), Danger: true,
		Title: r.print.T("person.forget.title"), Lead: name(r, p.Pseudonym) + ". " + r.print.T("person.forget.lead"),
		Will:   []string{r.print.T("person.forget.name"), r.print.T("person.forget.groups"), r.print.T("person.forget.ticks")},
		Button: r.print.T("person.forget.button"), Back: kit.Link{Text: r.print.T("person.forget.keep"), Href: personPath(p.ID)},
	}
	f := s.personFrame(w, r, c.Title)
	f.Help = helpAbout(r, aboutForgetting)
	return render(w, r, http.StatusOK, page.Forget{Page: f, Confirmation: c})
}

// personForget forgets somebody. Sent again it finds nothing left to do but the
// end of the key, should the first sending have been cut off before it.
func (s *Server) personForget(w http.ResponseWriter, r *request) error {
	p, _, err := s.personOf(r)
	if err != nil {
		return err
	}
	if err := s.Flow.Forget(r.Context(), r.actor, p.ID, s.today(r)); err != nil {
		return err
	}
	return s.seeOther(w, r, personPath(p.ID), "")
}
