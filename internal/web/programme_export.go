package web

import (
	"net/http"
	"strconv"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/institution"
	"krag/internal/domain/transfer"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/programme"
)

// programmeExport gives a programme as a file that another institution reads.
// People never come along by a page.
func (s *Server) programmeExport(w http.ResponseWriter, r *request) error {
	p, err := s.programmeOf(r)
	if err != nil {
		return err
	}
	content, _, err := s.Bundles.Export(r.Context(), r.actor, p.ID, "")
	if err != nil {
		return err
	}
	s.described(w, programmeSchemaPath)
	return download(w, "application/json", p.Slug+".krag.json", content)
}

// takenOver says on a programme's page from where it was taken, and what those
// before measured and paid for that is still without a number here.
func (s *Server) takenOver(r *request, o institution.Overview, show *page.Show) error {
	origin, hints, err := s.Bundles.Transfers.Provenance(r.Context(), r.actor, institution.ActProgrammeShow, o.ID)
	if err != nil || origin == nil {
		return err
	}
	t := r.print.T
	show.Origin = &kit.Notice{Text: t("import.origin.text", "title", origin.Title, "publisher", origin.Publisher)}
	if institution.WebAddress(origin.Address) { // once, files were not asked
		show.Origin.Link = &kit.Link{Text: t("import.origin.link"), Href: origin.Address}
	}
	for _, h := range hints {
		at := "?hint=" + strconv.Itoa(h.Place) // a place: what is measured may say what a group is about
		switch h.Kind {
		case transfer.HintIndicator:
			show.Measure = append(show.Measure, kit.Link{Text: h.Text, Href: programmeHref(o.Slug, "/outcomes/new"+at)})
		case transfer.HintCost:
			text := t("import.hints.cost", "item", h.Text, "category", t(i18n.Key("cost.categories", h.Detail)))
			show.Pay = append(show.Pay, kit.Link{Text: text, Href: programmeHref(o.Slug, "/costs/new"+at)})
		}
	}
	return nil
}

// hinted is the hint that a form is opened with, zero for none.
func (s *Server) hinted(r *request, action authz.Action, id domain.ProgrammeID) (hint transfer.Hint, err error) {
	place, _ := strconv.Atoi(r.FormValue("hint"))
	if place == 0 {
		return hint, nil
	}
	_, hints, err := s.Bundles.Transfers.Provenance(r.Context(), r.actor, action, id)
	for _, h := range hints {
		if h.Place == place {
			hint = h
		}
	}
	return hint, err
}
