package web

import (
	"net/http"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
	page "krag/internal/web/page/programme"
)

// recordOf is a programme with one section of its record, as the address
// names them.
func (s *Server) recordOf(r *request) (p institution.Programme, section institution.Section, items []string, err error) {
	section = institution.Section(r.PathValue("section"))
	if !slices.Contains(institution.Sections, section) {
		return p, section, nil, notFound()
	}
	p, record, err := s.Institutions.Record(r.Context(), r.actor, r.PathValue("slug"))
	return p, section, record[section], err
}

func (s *Server) recordEditShow(w http.ResponseWriter, r *request) error {
	p, section, items, err := s.recordOf(r)
	if err != nil {
		return err
	}
	e := s.recordPage(w, r, p, section, editForm(r.URL.Path, p.ID.UUID, p.Version))
	e.Items, e.Seen = strings.Join(items, "\n"), institution.Mark(items)
	return render(w, r, http.StatusOK, e)
}

func (s *Server) recordPage(w http.ResponseWriter, r *request, p institution.Programme, section institution.Section, f kit.Form) page.Write {
	frame := s.programmeFrame(w, r, p, sectionTitle(r, section))
	frame.Crumbs = append(frame.Crumbs, kit.Link{Text: r.print.T("programme.record.title"), Href: programmeHref(p.Slug, "/record")})
	frame.Flawed = f.Flawed()
	return page.Write{Page: frame, Form: f}
}

func (s *Server) recordEdit(w http.ResponseWriter, r *request) error {
	p, section, stored, err := s.recordOf(r)
	if err != nil {
		return err
	}
	f := r.form()
	items := f.lines("items")
	saved, err := f.save(nil, func() error {
		return s.Institutions.EditSection(r.Context(), r.actor, p.ID, section, f.Get("seen"), items)
	})
	stale := domain.KindOf(err) == domain.KindStale
	if stale {
		var now error
		if p, section, stored, now = s.recordOf(r); now != nil {
			return now
		}
	}
	switch {
	case saved:
		return s.seeOther(w, r, programmeHref(p.Slug, "/record#"+string(section)), "programme.said.record")
	case err != nil && !stale:
		return err
	}
	e := s.recordPage(w, r, p, section, f.state(r.URL.Path))
	e.Items, e.Seen = f.Get("items"), f.Get("seen")
	status := http.StatusUnprocessableEntity
	if stale {
		status, e.Seen = http.StatusConflict, institution.Mark(stored)
		e.Stale = []kit.Difference{{Name: sectionTitle(r, section), Mine: strings.Join(items, " · "), Theirs: strings.Join(stored, " · ")}}
	}
	return render(w, r, status, e)
}
