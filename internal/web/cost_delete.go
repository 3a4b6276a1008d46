package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/web/kit"
)

func (s *Server) costDeleteShow(w http.ResponseWriter, r *request) error {
	return s.costDeletePage(w, r, http.StatusOK)
}

func (s *Server) costDeletePage(w http.ResponseWriter, r *request, status int) error {
	c, p, err := s.costOf(r)
	if err != nil {
		return err
	}
	page := s.programmeFrame(w, r, p, r.print.T("cost.delete.title"))
	return render(w, r, status, kit.ConfirmPage(page, s.removal(r, removal{
		title: page.Title, what: c.Item + ": " + r.print.Money(c.Amount), button: r.print.T("cost.delete.button"), stale: status == http.StatusConflict,
		form: editForm("/costs/"+c.ID.String()+"/delete?from="+p.Slug, c.ID.UUID, c.Version), back: programmeHref(p.Slug, "#money"),
	})))
}

func (s *Server) costDelete(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.CostID](r, "id")
	if err != nil {
		return err
	}
	p, err := s.removedFrom(r, func() (domain.ProgrammeID, error) {
		c, err := s.Funding.Cost(r.Context(), r.actor, id)
		return c.Programme, err
	})
	if err != nil {
		return err
	}
	err = s.Funding.DeleteCost(r.Context(), r.actor, id, r.form().version())
	if domain.KindOf(err) == domain.KindStale {
		return s.costDeletePage(w, r, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, programmeHref(p.Slug, "#money"), "cost.said.deleted")
}
