package web

import (
	"net/http"
	"net/url"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
)

// programmeOf is the programme that the address names.
func (s *Server) programmeOf(r *request) (institution.Programme, error) {
	return s.Institutions.Programme(r.Context(), r.actor, r.PathValue("slug"))
}

// programmeWith is the programme that something of it names by its id.
func (s *Server) programmeWith(r *request, id domain.ProgrammeID) (p institution.Programme, err error) {
	all, err := s.Institutions.Programmes(r.Context(), r.actor)
	if err != nil {
		return p, err
	}
	for _, p := range all {
		if p.ID == id {
			return p, nil
		}
	}
	return p, notFound()
}

// programmeHref is the page of a programme, or a part of it.
func programmeHref(slug, rest string) string { return "/programmes/" + url.PathEscape(slug) + rest }

// programmeFrame is the frame of a page below a programme's own.
func (s *Server) programmeFrame(w http.ResponseWriter, r *request, p institution.Programme, title string) kit.Page {
	page := s.frame(w, r, title)
	page.Here = "/programmes"
	page.Crumbs = []kit.Link{{Text: r.print.T("programme.list.title"), Href: "/programmes"}, {Text: p.Title, Href: programmeHref(p.Slug, "")}}
	return page
}

// may gives a link to whoever may do what it leads to, nil to everybody else.
func (s *Server) may(r *request, allowed bool, text, href string) *kit.Link {
	if !allowed {
		return nil
	}
	return &kit.Link{Text: text, Href: href}
}

// differing keeps the fields in which two versions are not the same. When none
// is left, what was typed is stored already: the form came twice.
func differing(all []kit.Difference) (differ []kit.Difference) {
	for _, d := range all {
		if d.Mine != d.Theirs {
			differ = append(differ, d)
		}
	}
	return differ
}

// saidIn reports whether what the page before wanted to be said belongs to one
// of these parts of a page, which then say it where the reader looks.
func saidIn(r *request, parts ...string) bool {
	said := cookie(r.Request, saidCookie)
	for _, part := range parts {
		if len(said) > len(part) && said[:len(part)] == part {
			return true
		}
	}
	return false
}
