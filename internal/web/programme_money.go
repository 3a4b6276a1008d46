package web

import (
	"strings"

	"krag/internal/domain/funding"
	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
	page "krag/internal/web/page/programme"
)

// programmeMoney is what a programme cost, a row for each cost, and who paid.
// A cost of nothing is a fact like any other and stands with its note.
func (s *Server) programmeMoney(r *request, p institution.Programme, l funding.Ledger) page.Money {
	mayEdit := s.policy.May(r.actor, funding.ActEdit)
	m := page.Money{
		Costs:   s.costRows(r, l, mayEdit),
		AddCost: s.may(r, mayEdit, r.print.T("cost.edit.new"), programmeHref(p.Slug, "/costs/new")),
		AddFund: s.may(r, mayEdit, r.print.T("fund.edit.new"), programmeHref(p.Slug, "/funds/new")),
	}
	for _, f := range l.Funds {
		term := kit.Term{Name: f.Funder, Text: fundWords(r, f)}
		if mayEdit {
			term.Link = &kit.Link{Text: r.print.T("outcome.change"), Href: "/funds/" + f.ID.String() + "/edit", Of: f.Funder}
		}
		m.Funds = append(m.Funds, term)
	}
	return m
}

func (s *Server) costRows(r *request, l funding.Ledger, mayEdit bool) kit.Table {
	t := kit.Table{Caption: r.print.T("programme.money.costs"), Quiet: true, Columns: []kit.Column{
		{Head: r.print.T("cost.field.item")}, {Head: r.print.T("cost.field.category")}, {Head: r.print.T("cost.field.amount"), Number: true},
	}}
	for _, c := range l.Costs {
		row := page.Cost{Item: c.Item, Note: c.Note}
		if c.Funder != "" {
			row.Note = strings.TrimPrefix(c.Note+"; "+r.print.T("cost.from", "funder", c.Funder), "; ")
		}
		if mayEdit {
			row.Href = "/costs/" + c.ID.String() + "/edit"
		}
		category := r.print.T(i18n.Key("cost.categories", string(c.Category)))
		t.Rows = append(t.Rows, []kit.Cell{row.Cell(), {Text: category}, {Text: r.print.Money(c.Amount)}})
	}
	if len(l.Costs) > 0 {
		t.Foot = kit.Cells(r.print.T("cost.total"), "", r.print.Money(l.Total))
	}
	return t
}

// fundWords says what money is for, whether it came, and how much it is.
func fundWords(r *request, f funding.Fund) string {
	var parts []string
	if f.For != "" {
		parts = append(parts, f.For)
	}
	if f.Granted {
		parts = append(parts, r.print.T("fund.granted"))
	} else {
		parts = append(parts, r.print.T("fund.asked"))
	}
	if f.Amount > 0 {
		parts = append(parts, r.print.Money(f.Amount))
	} else {
		parts = append(parts, r.print.T("fund.no_amount"))
	}
	return strings.Join(parts, "; ")
}
