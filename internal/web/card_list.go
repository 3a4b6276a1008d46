package web

import (
	"net/http"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/card"
)

// cardList is the institution's cards.
func (s *Server) cardList(w http.ResponseWriter, r *request) error {
	rows, err := s.Cards.Cards(r.Context(), r.actor, domain.ProgrammeID{})
	if err != nil {
		return err
	}
	p := s.frame(w, r, r.print.T("card.list.title"))
	p.Here = "/cards"
	l := page.List{Page: p, New: s.may(r, s.policy.May(r.actor, publish.ActEdit), r.print.T("card.list.new"), "/cards/new")}
	l.Table = kit.Table{Caption: p.Title, Quiet: true, Wide: true, Columns: []kit.Column{
		{Head: r.print.T("card.list.name")},
		{Head: r.print.T("card.list.kind")},
		{Head: r.print.T("card.list.programme")},
		{Head: r.print.T("card.list.state")},
		{Head: r.print.T("card.list.readers"), Number: true},
	}}
	for _, c := range rows {
		title := c.Title
		if title == "" {
			title = c.Programme
		}
		l.Table.Rows = append(l.Table.Rows, []kit.Cell{
			{Text: title, Href: cardPath(c.ID, "")},
			{Text: s.templateName(r, c.Card)},
			{Text: c.Programme, Href: programmeHref(c.Address, "")},
			{Text: s.cardState(r, c)},
			{Text: readersOf(r, c)},
		})
		if c.State == publish.Published {
			l.Counted = r.print.T("card.readers.counted")
		}
	}
	return render(w, r, http.StatusOK, l)
}

// readersOf is how often a published card was read.
func readersOf(r *request, c publish.CardRow) string {
	if c.State != publish.Published {
		return r.print.T("card.readers.none")
	}
	return r.print.Number(c.Readers)
}

// templateName is what a kind of card is called.
func (s *Server) templateName(r *request, c publish.Card) string {
	t, err := s.Cards.Template(c)
	if err != nil {
		return c.Template
	}
	return t.Name.In(publish.Lang(r.print.Lang()))
}

func (s *Server) cardState(r *request, c publish.CardRow) string {
	if c.State == publish.Published {
		return r.print.T("card.states.published_on", "day", domain.DateOf(c.At, r.zone))
	}
	return r.print.T(i18n.Key("card.states", string(c.State)))
}
