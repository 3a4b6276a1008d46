package docx

import (
	"fmt"
	"strconv"

	"krag/internal/document/sheet"
)

func (w *writer) blocks(p place, blocks []sheet.Block) {
	for _, b := range blocks {
		w.block(p, b)
	}
}

func (w *writer) block(p place, b sheet.Block) {
	switch b := b.(type) {
	case sheet.Cover:
		w.cover(p, b)
	case sheet.Section:
		if !b.Title.Empty() {
			p.level++
			w.heading(p, b.Title)
		}
		w.blocks(p, b.Body)
	case sheet.Para:
		w.para(p, "", b.Text)
	case sheet.Aside:
		w.para(p, "Aside", b.Text)
	case sheet.Note:
		w.para(p, "Note", b.Text)
	case sheet.List:
		w.list(p, b)
	case sheet.Terms:
		w.terms(p, b)
	case sheet.Table:
		w.table(p, b)
	case sheet.Findings:
		w.findings(p, b)
	case sheet.Path:
		w.path(p, b)
	case sheet.Code:
		w.code(p, b)
	case sheet.Window:
		w.window(p, b)
	}
}

func (w *writer) cover(p place, b sheet.Cover) {
	w.raw(`<w:p><w:pPr><w:pStyle w:val="Emblem"/></w:pPr>`)
	w.drawing("emblem.png", "", 756000)
	w.raw(`</w:p>`)
	w.para(p, "Kind", b.Kind)
	w.heading(place{lang: p.lang, level: 1}, b.Title)
	w.para(p, "Lead", b.Lead)
	for _, l := range b.Lines {
		w.para(p, "Line", l)
	}
}

// heading is of the level of its place: the first is that of the document.
func (w *writer) heading(p place, t sheet.Text) {
	w.para(p, "Heading"+strconv.Itoa(min(p.level, 6)), t)
}

// para writes a text as a paragraph in a style; empty is the usual one.
func (w *writer) para(p place, style string, t sheet.Text) {
	if t.Empty() {
		return
	}
	properties := ""
	if style != "" {
		properties = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	w.raw(`<w:p>` + properties)
	w.runs(p, t)
	w.raw(`</w:p>`)
}

// window is to whom a letter goes, to the right. Where the window of the envelope
// is, only the PDF knows.
func (w *writer) window(p place, b sheet.Window) {
	for _, t := range b.To {
		w.raw(`<w:p><w:pPr><w:spacing w:after="0"/><w:ind w:left="4535"/></w:pPr>`)
		w.runs(p, t)
		w.raw(`</w:p>`)
	}
}

// Numbers of lists in numbering.xml: dots share one, each numbered list has
// its own behind it.
const dots = 1

func (w *writer) list(p place, b sheet.List) {
	number := dots
	if b.Numbered {
		w.lists++
		number = dots + w.lists
	}
	for _, item := range b.Items {
		w.item(p, number, item)
	}
}

func (w *writer) item(p place, number int, t sheet.Text) {
	if t.Empty() {
		return
	}
	w.raw(fmt.Sprintf(`<w:p><w:pPr><w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr></w:pPr>`, number))
	w.runs(p, t)
	w.raw(`</w:p>`)
}

// terms are paragraphs whose values hang beside their names.
func (w *writer) terms(p place, b sheet.Terms) {
	for i, t := range b.Rows {
		if t.Empty() {
			continue
		}
		keep := ""
		if i == 0 {
			keep = `<w:keepNext/>`
		}
		w.raw(`<w:p><w:pPr><w:pStyle w:val="Term"/>` + keep + `</w:pPr>`)
		w.runs(p, append(t.Name, sheet.T(":")...).Quiet())
		w.raw(`<w:r><w:tab/></w:r>`)
		w.runs(p, sheet.Join("\n", t.Values...))
		w.raw(`</w:p>`)
	}
}

// findings are items of a list. Their discs say nothing that the sentence does
// not say, and would be read aloud one by one; they are left out.
func (w *writer) findings(p place, b sheet.Findings) {
	for _, f := range b.Rows {
		w.item(p, dots, sheet.Join("\n", f.Sentence(), f.Note.Quiet()))
	}
}

func (w *writer) path(p place, b sheet.Path) {
	for _, s := range b.Rows {
		w.item(p, dots, sheet.Join(": ", sheet.Join(" ", s.Name.Strong(), s.When.Quiet()), s.Text))
	}
}
