package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/web/kit"
)

func (s *Server) cardDeleteShow(w http.ResponseWriter, r *request) error {
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	return s.confirmCard(w, r, p, kit.Confirmation{
		Danger: true, Title: r.print.T("card.delete.title"), Button: r.print.T("card.delete.button"),
		Will: []string{r.print.T("card.delete.will"), r.print.T("card.delete.stays")},
	})
}

func (s *Server) cardDelete(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.CardID](r, "id")
	if err != nil {
		return err
	}
	if err := s.Cards.Delete(r.Context(), r.actor, id, r.form().version()); err != nil {
		return err
	}
	return s.seeOther(w, r, "/cards", "card.said.deleted")
}
