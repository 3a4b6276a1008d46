package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/web/kit"
)

func (s *Server) premisesDeleteShow(w http.ResponseWriter, r *request) error {
	return s.premisesDeletePage(w, r, http.StatusOK)
}

func (s *Server) premisesDeletePage(w http.ResponseWriter, r *request, status int) error {
	one, _, p, err := s.premisesOf(r)
	if err != nil {
		return err
	}
	ask := removal{
		title: r.print.T("premises.delete.title"), what: one.Text, button: r.print.T("premises.delete.button"), stale: status == http.StatusConflict,
		form: editForm("/premises/"+one.ID.String()+"/delete?from="+p.Slug, one.ID.UUID, one.Version), back: recordHref(p, institution.PartPremises),
	}
	return render(w, r, status, kit.ConfirmPage(s.recordFrame(w, r, p, ask.title), s.removal(r, ask)))
}

func (s *Server) premisesDelete(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.PremisesID](r, "id")
	if err != nil {
		return err
	}
	p, err := s.removedFrom(r, func() (domain.ProgrammeID, error) {
		one, _, err := s.Institutions.PremisesStep(r.Context(), r.actor, id)
		return one.Programme, err
	})
	if err != nil {
		return err
	}
	err = s.Institutions.DeletePremisesStep(r.Context(), r.actor, id, r.form().version())
	if domain.KindOf(err) == domain.KindStale {
		return s.premisesDeletePage(w, r, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, recordHref(p, institution.PartPremises), "premises.said.deleted")
}
