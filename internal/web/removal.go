package web

import (
	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
)

// removal is what is asked before something of a programme is removed.
type removal struct {
	title, what, button, back string
	form                      kit.Form
	also                      string // what else happens, may be empty
	stale                     bool   // it changed after the question was first asked
}

func (s *Server) removal(r *request, ask removal) kit.Confirmation {
	c := kit.Confirmation{
		Form: ask.form, Title: ask.title, Lead: ask.what, Will: []string{r.print.T("programme.removal.gone")},
		Button: ask.button, Danger: true, Back: kit.Link{Text: r.print.T("programme.removal.back"), Href: ask.back},
	}
	if ask.also != "" {
		c.Will = append(c.Will, ask.also)
	}
	if ask.stale {
		c.Will = append([]string{r.print.T("programme.removal.changed")}, c.Will...)
	}
	return c
}

// removedFrom is the programme that something is removed from. A second
// sending finds it no more and comes back to the same page all the same, so
// the form names the programme.
func (s *Server) removedFrom(r *request, owner func() (domain.ProgrammeID, error)) (institution.Programme, error) {
	if slug := r.URL.Query().Get("from"); slug != "" {
		return s.Institutions.Programme(r.Context(), r.actor, slug)
	}
	id, err := owner()
	if err != nil {
		return institution.Programme{}, err
	}
	return s.programmeWith(r, id)
}
