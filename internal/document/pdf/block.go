package pdf

import (
	"strconv"
	"strings"

	"krag/internal/document/sheet"
)

// Space between blocks, in points.
const (
	betweenParas  = 7.0
	betweenBlocks = 12.0
	betweenItems  = 3.5
	indent        = 14.0
	beforeSection = 26.0
	beforePart    = 38.0
	firstSection  = 12.0 // of a part
	beforeDeeper  = 16.0
	firstDeeper   = 2.0 // of a section, when nothing stands before it
	afterTitle    = 4.0
	cellPadding   = 4.6
	notePadding   = 3.0
	betweenCells  = 12.0
)

// How much of a page the things that are not parted take at most.
const (
	listShare    = 0.3
	termsShare   = 0.62
	resultsShare = 0.3
	tableShare   = 0.5
	pathShare    = 0.3
)

// blocks sets blocks under each other.
func (s *setter) blocks(p place, blocks []sheet.Block) []row {
	var rows []row
	var notice *heading
	for i, b := range blocks {
		p.first = i == 0
		set := s.block(p, b)
		if announces(blocks[i:]) {
			set = tied(set)
		}
		noticed(set, notice)
		if a, ok := b.(sheet.Aside); ok && a.All {
			notice = &heading{set}
		}
		if len(rows) > 0 {
			set = after(s.gap(b), set)
		}
		rows = append(rows, set...)
	}
	return rows
}

// noticed lets a remark be seen again where the rows go on on another page.
func noticed(rows []row, notice *heading) {
	for i := range rows {
		if rows[i].notice == nil {
			rows[i].notice = notice
		}
	}
}

// announces reports that the first of the blocks belongs to the second: it
// says what comes next, or the second says where it is from.
func announces(blocks []sheet.Block) bool {
	if len(blocks) < 2 {
		return false
	}
	switch b := blocks[0].(type) {
	case sheet.Aside:
		return true
	case sheet.Para:
		return strings.HasSuffix(strings.TrimSpace(b.Text.String()), ":")
	}
	_, source := blocks[1].(sheet.Aside)
	return source && len(blocks) == 2
}

// gap is the space above a block that is not the first. Sections see to
// theirs themselves.
func (s *setter) gap(b sheet.Block) float64 {
	switch b.(type) {
	case sheet.Section:
		return 0
	case sheet.Para, sheet.List, sheet.Aside:
		return betweenParas
	}
	return betweenBlocks
}

func (s *setter) block(p place, b sheet.Block) []row {
	switch b := b.(type) {
	case sheet.Cover:
		return s.cover(p, b)
	case sheet.Section:
		return s.section(p, b)
	case sheet.Para:
		return s.para(p, "P", b.Text, s.voices.body)
	case sheet.Aside:
		return s.para(p, "P", b.Text, s.voices.small)
	case sheet.Note:
		return s.note(p, b)
	case sheet.List:
		return s.list(p, b)
	case sheet.Terms:
		return s.terms(p, b)
	case sheet.Table:
		return s.table(p, b)
	case sheet.Findings:
		return s.findings(p, b)
	case sheet.Path:
		return s.path(p, b)
	case sheet.Code:
		return s.code(p, b)
	case sheet.Window:
		return s.window(p, b)
	}
	return nil
}

// para sets a text as an element of its own.
func (s *setter) para(p place, tag string, t sheet.Text, v voice) []row {
	if t.Empty() {
		return nil
	}
	return held(s.lines(p.within(tag), t, v), 3)
}

// lines sets a text into the element of a place and breaks it into rows.
func (s *setter) lines(p place, t sheet.Text, v voice) []row {
	if own := t.Lang(); own != "" && own != p.lang {
		p.elem.lang, p.lang = own, own
	}
	broken := breakLines(s.words(t, p.elem, p.lang, v), p.width)
	rows := make([]row, len(broken))
	for i, l := range broken {
		rows[i] = row{height: v.leading, base: v.base(), draw: func(c canvas, top float64) {
			l.draw(s, c, p.x, top+v.base())
		}}
	}
	return rows
}

// note is set apart by a line at its left. Notes have ids, by which they are
// found, and stand within a paragraph (ISO 32000-1, 14.8.4.4).
func (s *setter) note(p place, b sheet.Note) []row {
	if b.Text.Empty() {
		return nil
	}
	in := p.within("P").within("Note").inset(indent)
	in.elem.identify()
	rows := padded(notePadding, notePadding, held(s.lines(in, b.Text, s.voices.body), 6))
	return each(rows, func(c canvas, from, to float64) {
		c.artifact(rule(p.x+1, from, p.x+1, to, 2, inkTeal))
	})
}

// list sets items with a dot or a number before each.
func (s *setter) list(p place, b sheet.List) []row {
	in := p.within("L")
	in.elem.attrs = "/O /List /ListNumbering /Disc"
	if b.Numbered {
		in.elem.attrs = "/O /List /ListNumbering /Decimal"
	}
	var items [][]row
	for i, item := range b.Items {
		if item.Empty() {
			continue
		}
		label := "•"
		if b.Numbered {
			label = strconv.Itoa(i+1) + "."
		}
		set := s.item(in.within("LI"), label, item)
		if len(items) > 0 {
			set = after(betweenItems, set)
		}
		items = append(items, set)
	}
	return whole(company(items), listShare)
}

func (s *setter) item(p place, label string, t sheet.Text) []row {
	v := s.voices.body
	sign := v
	sign.ink = inkTeal
	lbl := p.within("Lbl")
	mark := newLine(s.words(sheet.T(label), lbl.elem, p.lang, sign))
	rows := held(s.lines(p.within("LBody").inset(indent+max(0, mark.width-8)), t, v), 3)
	return also(rows, func(c canvas, top float64) {
		mark.draw(s, c, p.x, top+v.base())
	})
}
