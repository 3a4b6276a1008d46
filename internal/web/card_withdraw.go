package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/web/kit"
)

func (s *Server) cardWithdrawShow(w http.ResponseWriter, r *request) error {
	p, err := s.cardOf(r)
	if err != nil {
		return err
	}
	return s.confirmCard(w, r, p, kit.Confirmation{
		Danger: true, Title: r.print.T("card.withdraw.title"), Button: r.print.T("card.withdraw.button"),
		Will: []string{r.print.T("card.withdraw.will"), r.print.T("card.withdraw.copies"), r.print.T("card.withdraw.again")},
	})
}

// confirmCard asks before something is done with a card.
func (s *Server) confirmCard(w http.ResponseWriter, r *request, p publish.Preview, c kit.Confirmation) error {
	c.Lead, c.Form = p.Drafted.Edition.Title, editForm(r.URL.Path, p.Card.ID.UUID, p.Card.Version)
	c.Back = kit.Link{Text: r.print.T("card.publish.back"), Href: cardPath(p.Card.ID, "")}
	return render(w, r, http.StatusOK, kit.ConfirmPage(s.cardFrame(w, r, p, c.Title), c))
}

func (s *Server) cardWithdraw(w http.ResponseWriter, r *request) error {
	id, err := pathID[domain.CardID](r, "id")
	if err != nil {
		return err
	}
	if err := s.Cards.Withdraw(r.Context(), r.actor, id, r.form().version()); err != nil {
		return err
	}
	return s.seeOther(w, r, cardPath(id, ""), "card.said.withdrawn")
}
