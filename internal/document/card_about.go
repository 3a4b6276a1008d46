package document

import (
	"strings"

	"krag/internal/document/sheet"
	"krag/internal/domain/publish"
)

// about closes a card: how its numbers are protected, what was corrected, who
// stands behind it and where its newest edition is.
func (b cardBuilder) about() sheet.Section {
	body := []sheet.Block{sheet.Section{
		Title: sheet.T(b.print.T("document.protection.title")),
		Body:  []sheet.Block{sheet.Note{Text: sheet.T(b.protection())}}, Together: true,
	}}
	if changes := b.card.Edition.Changes; len(changes) > 0 {
		body = append(body, sheet.Section{Title: sheet.T(b.print.T("document.changes.title")), Body: b.changes(changes)})
	}
	if terms := b.card.Edition.Glossary; len(terms) > 0 {
		body = append(body, sheet.Section{Title: sheet.T(b.print.T("document.glossary.title")), Body: b.glossary(terms), Together: true})
	}
	body = append(body, sheet.Section{Title: sheet.T(b.print.T("document.about.source")), Body: b.source(), Together: true})
	return sheet.Section{Title: sheet.T(b.print.T("document.about.title")), Body: body}
}

func (b cardBuilder) protection() string {
	return Protection(b.card.Edition)
}

func (b cardBuilder) changes(changes []publish.Change) []sheet.Block {
	var t sheet.Terms
	for _, c := range changes {
		name := b.print.T("document.changes.row", "n", c.Edition, "date", b.day(c.At))
		t.Rows = append(t.Rows, sheet.Term{Name: sheet.T(name), Values: []sheet.Text{sheet.T(c.Note)}})
	}
	return []sheet.Block{t}
}

// glossary explains words that not everybody knows.
func (b cardBuilder) glossary(terms []publish.Term) []sheet.Block {
	var l sheet.List
	for _, term := range terms {
		name, long := sheet.T(term.Term), b.in(publish.Polish, term.Long)
		if term.Long != "" {
			name = b.in(publish.Polish, term.Term)
		}
		l.Items = append(l.Items, sheet.Join(": ", name.Strong(), sheet.Join("; ", long, sheet.T(term.Means))))
	}
	return []sheet.Block{l}
}

// source names who published the card, and leads to its newest edition.
func (b cardBuilder) source() []sheet.Block {
	e := b.card.Edition
	lines := []sheet.Text{b.published()}
	if e.Publisher.Contact != "" {
		lines = append(lines, sheet.T(e.Publisher.Contact))
	}
	if b.card.Address == "" {
		var all []sheet.Block
		for _, l := range lines {
			all = append(all, sheet.Para{Text: l})
		}
		return all
	}
	lines = append(lines, sheet.Join("\n", sheet.T(b.print.T("document.about.newest")), sheet.Link(b.card.Address, b.card.Address)))
	return []sheet.Block{sheet.Code{Address: b.card.Address, Alt: b.print.T("document.about.code"), Text: lines}}
}

func (b cardBuilder) published() sheet.Text {
	e := b.card.Edition
	name := b.in(publish.Polish, e.Publisher.Name)
	if where := b.where(); where != "" {
		name = sheet.Join(", ", name, sheet.T(where))
	}
	w := WordsOf(e.Lang, publish.Polish)
	said := w.around(b.print.T("document.about.publisher", "name", mark), name)
	rest := []string{b.print.T("document.preview")}
	if e.No > 0 {
		rest = []string{b.print.T("document.about.edition", "n", e.No, "date", b.day(e.At))}
	}
	if e.No > 1 && !e.FirstAt.IsZero() {
		rest = append(rest, b.print.T("document.about.first", "date", b.day(e.FirstAt)))
	}
	return append(said, sheet.T(" "+strings.Join(rest, " "))...)
}
