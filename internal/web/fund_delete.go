package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/web/kit"
)

func (s *Server) fundDeleteShow(w http.ResponseWriter, r *request) error {
	return s.fundDeletePage(w, r, http.StatusOK)
}

func (s *Server) fundDeletePage(w http.ResponseWriter, r *request, status int) error {
	f, p, err := s.fundOf(r)
	if err != nil {
		return err
	}
	page := s.programmeFrame(w, r, p, r.print.T("fund.delete.title"))
	return render(w, r, status, kit.ConfirmPage(page, s.removal(r, removal{
		title: page.Title, what: f.Funder + ": " + fundWords(r, f), also: r.print.T("fund.delete.costs"),
		button: r.print.T("fund.delete.button"), stale: status == http.StatusConflict,
		form: editForm("/funds/"+f.ID.String()+"/delete?from="+p.Slug, f.ID.UUID, f.Version), back: programmeHref(p.Slug, "#money"),
	})))
}

func (s *Server) fundDelete(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.FundID](r, "id")
	if err != nil {
		return err
	}
	p, err := s.removedFrom(r, func() (domain.ProgrammeID, error) {
		f, err := s.Funding.Fund(r.Context(), r.actor, id)
		return f.Programme, err
	})
	if err != nil {
		return err
	}
	err = s.Funding.DeleteFund(r.Context(), r.actor, id, r.form().version())
	if domain.KindOf(err) == domain.KindStale {
		return s.fundDeletePage(w, r, http.StatusConflict)
	}
	if err != nil {
		return err
	}
	return s.seeOther(w, r, programmeHref(p.Slug, "#money"), "fund.said.deleted")
}
