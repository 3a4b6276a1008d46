package web

import (
	"net/http"

	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/programme"
)

// recordShow is what a programme says about itself, to read and to print.
func (s *Server) recordShow(w http.ResponseWriter, r *request) error {
	p, record, err := s.Institutions.Record(r.Context(), r.actor, r.PathValue("slug"))
	if err != nil {
		return err
	}
	frame := s.programmeFrame(w, r, p, r.print.T("programme.record.title"))
	frame.Printed = r.print.T("programme.record.printed", "title", p.Title, "day", s.today(r))
	show := page.Record{Page: frame}
	mayEdit := s.policy.May(r.actor, institution.ActProgrammeEdit)
	for _, section := range institution.Sections {
		title, edit := sectionTitle(r, section), programmeHref(p.Slug, "/record/"+string(section))
		switch items := record[section]; {
		case len(items) > 0:
			filled := page.Section{ID: string(section), Title: title, Items: items}
			if mayEdit {
				filled.Edit = &kit.Link{Text: r.print.T("programme.record.change"), Href: edit, Of: title}
			}
			show.Sections = append(show.Sections, filled)
		case mayEdit:
			show.Missing = append(show.Missing, kit.Link{Text: title, Href: edit})
		}
	}
	return render(w, r, http.StatusOK, show)
}

func sectionTitle(r *request, section institution.Section) string {
	return r.print.T(i18n.Key("programme.sections", string(section)))
}
