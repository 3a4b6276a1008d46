package pdf

import (
	"slices"

	"krag/internal/document/sheet"
)

const (
	nameShare     = 0.31 // of the width, for the names of terms
	betweenValues = 3.0
)

// terms sets names beside what they stand for.
func (s *setter) terms(p place, b sheet.Terms) []row {
	in := p.within("L")
	var sets [][]row
	known := slices.DeleteFunc(slices.Clone(b.Rows), sheet.Term.Empty)
	for i, t := range known {
		set := s.term(in.within("LI"), t)
		if i < len(known)-1 {
			set = under(set, func(c canvas, bottom float64) {
				c.artifact(rule(p.x, bottom, p.x+p.width, bottom, hairline, inkLine))
			})
		}
		sets = append(sets, set)
	}
	rows := whole(company(sets), termsShare)
	if len(rows) > 0 {
		rows[0].height -= cellPadding // the first begins where a paragraph would
		rows[0].base -= cellPadding
		inner := rows[0].draw
		rows[0].draw = func(c canvas, top float64) { inner(c, top-cellPadding) }
	}
	return rows
}

func (s *setter) term(p place, t sheet.Term) []row {
	names := column{x: p.x, width: p.width*nameShare - betweenCells}
	name := s.termCell(p.within("Lbl"), t.Name, names, s.voices.label)
	values := column{x: p.x + p.width*nameShare, width: p.width * (1 - nameShare)}
	said := cell{col: values}
	var begins []int // lines with which a value begins
	body := p.within("LBody")
	for _, value := range t.Values {
		if value.Empty() {
			continue
		}
		begins = append(begins, len(said.lines))
		said.lines = append(said.lines, s.termCell(body.within("P"), value, values, s.voices.body).lines...)
	}
	rows := held(s.slices([]cell{name, said}, s.voices.body), 8)
	for _, i := range begins {
		if i > 0 && i < len(rows) {
			rows[i].before = betweenValues
		}
	}
	return padded(cellPadding, cellPadding, rows)
}

func (s *setter) termCell(p place, t sheet.Text, col column, v voice) cell {
	if own := t.Lang(); own != "" && own != p.lang {
		p.elem.lang, p.lang = own, own
	}
	return cell{breakLines(s.words(t, p.elem, p.lang, v), col.width), col}
}
