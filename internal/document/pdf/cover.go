package pdf

import "krag/internal/document/sheet"

// emblemSize is the radius of the mark on a cover.
const emblemSize = 41.0

// cover opens a document: the mark in the margin, beside it the title and what
// it is about.
func (s *setter) cover(p place, b sheet.Cover) []row {
	in := p.within("Sect")
	in.level = 1
	var rows []row
	rows = append(rows, tied(s.para(in, "P", b.Kind, s.voices.kind))...)
	if !b.Title.Empty() {
		rows = append(rows, after(6, tied(s.title(in, b.Title)))...)
	}
	rows = append(rows, after(14, s.para(in, "P", b.Lead, s.voices.lead))...)
	for i, l := range b.Lines {
		gap := 0.0
		if i == 0 {
			gap = 14
		}
		rows = append(rows, after(gap, s.para(in, "P", l, s.voices.label))...)
	}
	if !s.grid.beside {
		return rows
	}
	return also(rows, func(c canvas, top float64) {
		c.artifact(emblem(left+emblemSize, top+emblemSize+3, emblemSize, inkTeal))
	})
}
