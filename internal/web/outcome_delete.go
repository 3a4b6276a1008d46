package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/outcome"
	"krag/internal/web/kit"
)

func (s *Server) outcomeDeleteShow(w http.ResponseWriter, r *request) error {
	return s.outcomeDeletePage(w, r, http.StatusOK)
}

func (s *Server) outcomeDeletePage(w http.ResponseWriter, r *request, status int) error {
	o, of, err := s.outcomeOf(r)
	if err != nil {
		return err
	}
	page := s.programmeFrame(w, r, of.Programme, r.print.T("outcome.delete.title"))
	page.Sensitive = sensitive(of)
	return render(w, r, status, kit.ConfirmPage(page, s.removal(r, removal{
		title: page.Title, what: s.achieved(r, o, outcomeFigures(r, []outcome.Outcome{o})[0]).Text, button: r.print.T("outcome.delete.button"), stale: status == http.StatusConflict,
		form: editForm("/outcomes/"+o.ID.String()+"/delete?from="+of.Slug, o.ID.UUID, o.Version), back: programmeHref(of.Slug, "#outcomes"),
	})))
}

func (s *Server) outcomeDelete(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.OutcomeID](r, "id")
	if err != nil {
		return err
	}
	p, err := s.removedFrom(r, func() (domain.ProgrammeID, error) {
		o, err := s.Outcomes.Outcome(r.Context(), r.actor, id)
		return o.Programme, err
	})
	if err != nil {
		return err
	}
	err = s.Outcomes.Delete(r.Context(), r.actor, id, r.form().version())
	if domain.KindOf(err) == domain.KindStale {
		return s.outcomeDeletePage(w, r, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, programmeHref(p.Slug, "#outcomes"), "outcome.said.deleted")
}
