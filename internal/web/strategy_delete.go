package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
)

func (s *Server) strategyDeleteShow(w http.ResponseWriter, r *request) error {
	return s.strategyDeletePage(w, r, http.StatusOK)
}

func (s *Server) strategyDeletePage(w http.ResponseWriter, r *request, status int) error {
	one, p, err := s.strategyOf(r)
	if err != nil {
		return err
	}
	ask := removal{
		title: r.print.T("strategy.delete.title"), what: one.Title, button: r.print.T("strategy.delete.button"), stale: status == http.StatusConflict,
		form: editForm("/strategies/"+one.ID.String()+"/delete?from="+p.Slug, one.ID.UUID, one.Version), back: recordHref(p, institution.PartStrategy),
	}
	if !one.Attachment.IsZero() {
		ask.also = r.print.T("strategy.delete.file_stays")
	}
	return render(w, r, status, kit.ConfirmPage(s.recordFrame(w, r, p, ask.title), s.removal(r, ask)))
}

func (s *Server) strategyDelete(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.StrategyID](r, "id")
	if err != nil {
		return err
	}
	p, err := s.removedFrom(r, func() (domain.ProgrammeID, error) {
		one, err := s.Institutions.Strategy(r.Context(), r.actor, id)
		return one.Programme, err
	})
	if err != nil {
		return err
	}
	err = s.Institutions.DeleteStrategy(r.Context(), r.actor, id, r.form().version())
	if domain.KindOf(err) == domain.KindStale {
		return s.strategyDeletePage(w, r, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, recordHref(p, institution.PartStrategy), "strategy.said.deleted")
}
