package document

import (
	"krag/internal/document/sheet"
	"krag/internal/domain/publish"
)

// costs are a table with the sum, and where the money came from.
func (b cardBuilder) costs(w Words, c *publish.Costs) []sheet.Block {
	var all []sheet.Block
	if len(c.Rows) > 0 {
		all = append(all, b.costTable(w, c))
	}
	if c.Unpriced != "" {
		all = append(all, sheet.Aside{Text: sheet.T(c.Unpriced)})
	}
	if len(c.Sources) > 0 {
		var items []sheet.Text
		for _, m := range c.Sources {
			items = append(items, b.money(w, m))
		}
		all = append(all, sheet.Section{
			Title: sheet.T(b.print.T("document.cost.sources")), Body: []sheet.Block{sheet.List{Items: items}},
		})
	}
	return all
}

// costTable has what is known of a cost under its name, so that amounts stay
// beside what they are for.
func (b cardBuilder) costTable(w Words, c *publish.Costs) sheet.Table {
	t := sheet.Table{
		Caption: sheet.T(b.print.T("document.cost.title")),
		Cols: []sheet.Col{
			{Title: sheet.T(b.print.T("cost.field.item"))},
			{Title: sheet.T(b.print.T("cost.field.amount")), Number: true},
		},
		Sum: []sheet.Text{sheet.T(b.print.T("cost.total")), sheet.T(b.print.Money(c.Total))},
	}
	for _, row := range c.Rows {
		t.Rows = append(t.Rows, []sheet.Text{b.cost(w, row), sheet.T(b.print.Money(row.Amount))})
	}
	return t
}

func (b cardBuilder) cost(w Words, row publish.CostRow) sheet.Text {
	about := []sheet.Text{sheet.T(row.Name), w.people(row.Note)}
	if row.Funder != "" {
		about = append(about, w.around(b.print.T("cost.from", "funder", mark), w.people(row.Funder)))
	}
	return sheet.Join("\n", capital(w.people(row.Item)), capital(sheet.Join("; ", about...)).Quiet())
}

// money says who gave how much for what.
func (b cardBuilder) money(w Words, m publish.Money) sheet.Text {
	state, amount := "fund.asked", b.print.T("fund.no_amount")
	if m.Granted {
		state = "fund.granted"
	}
	if m.Amount > 0 {
		amount = b.print.Money(m.Amount)
	}
	purpose := w.people(m.For)
	if !purpose.Empty() {
		purpose = w.around(b.print.T("document.cost.for", "what", mark), purpose)
	}
	return sheet.Join("; ", w.people(m.Funder).Strong(), purpose, sheet.T(amount), sheet.T(b.print.T(state)))
}
