package pdf

import (
	"slices"

	"krag/internal/document/sheet"
)

const (
	stepDisc     = 3.4  // radius of the disc of a step
	stepInset    = 20.0 // from the line to the words
	afterStep    = 8.0
	betweenSteps = 8.0 // that go across
)

// path sets steps along a line: from left to right when they are few, else
// downwards.
func (s *setter) path(p place, b sheet.Path) []row {
	if len(b.Rows) == 0 {
		return nil
	}
	in := p.within("L")
	in.elem.attrs = "/O /List /ListNumbering /None"
	if cols := s.stepColumns(p, b); cols != nil {
		return s.across(in, b.Rows, cols)
	}
	ink := inkTeal
	if b.Across {
		ink = inkPlum
	}
	return s.down(in, b.Rows, ink)
}

// stepColumns gives steps that go across a column each, or nothing when they
// have no room beside each other.
func (s *setter) stepColumns(p place, b sheet.Path) []column {
	n := len(b.Rows)
	if !b.Across {
		return nil
	}
	words, lines := make([]float64, n), make([]float64, n)
	for i, step := range b.Rows {
		for _, part := range s.stepParts(step) {
			word, line := s.measure(part.text, part.voice)
			words[i], lines[i] = max(words[i], word), max(lines[i], line)
		}
	}
	room := p.width - betweenSteps*float64(n-1)
	if sum(words) > room {
		return nil
	}
	widths := share(room, words, lines)
	if even := room / float64(n); slices.Max(words) <= even { // all alike, when they can be
		for i := range widths {
			widths[i] = even
		}
	}
	return stand(p.x, widths, betweenSteps)
}

// across sets a step in each of several columns, under its disc.
func (s *setter) across(p place, steps []sheet.Step, cols []column) []row {
	cells := make([]cell, len(steps))
	for i, step := range steps {
		cells[i] = s.stepCell(p.within("LI").within("LBody"), step, cols[i])
	}
	rows := held(s.slices(cells, s.voices.step), 8)
	return also(padded(3*stepDisc+2, 0, rows), func(c canvas, top float64) {
		y := top + stepDisc
		c.artifact(rule(p.x+stepDisc, y, cols[len(cols)-1].x, y, 1, inkPlum))
		for _, cell := range cells {
			c.artifact(disc(cell.col.x+stepDisc, y, stepDisc, inkPlum))
		}
	})
}

// stepPart is one of the texts of a step, small enough to stand beside others.
type stepPart struct {
	text  sheet.Text
	voice voice
}

func (s *setter) stepParts(step sheet.Step) []stepPart {
	quiet := s.voices.step
	loud := quiet.strong(s.fonts)
	loud.ink = inkText
	return []stepPart{{step.Name, loud}, {step.When, quiet}, {step.Text, quiet}}
}

func (s *setter) stepCell(p place, step sheet.Step, col column) cell {
	said := cell{col: col}
	for _, part := range s.stepParts(step) {
		if !part.text.Empty() {
			said.lines = append(said.lines, s.termCell(p.within("P"), part.text, col, part.voice).lines...)
		}
	}
	return said
}

// down sets steps under each other, a line with discs at their left.
func (s *setter) down(p place, steps []sheet.Step, in ink) []row {
	var rows []row
	for i, step := range steps {
		set := s.step(p.within("LI").within("LBody").inset(stepInset), step)
		if len(set) == 0 {
			continue
		}
		if i < len(steps)-1 {
			set[len(set)-1].height += afterStep
		}
		rows = append(rows, s.strung(p, set, i == len(steps)-1, in)...)
	}
	return whole(rows, pathShare)
}

func (s *setter) step(p place, step sheet.Step) []row {
	v := s.voices.body
	var rows []row
	title := sheet.Join(" ", step.Name.Strong(), step.When.Quiet())
	if !title.Empty() {
		rows = tied(s.para(p, "P", title, v))
	}
	return append(rows, s.para(p, "P", step.Text, v)...)
}

// strung draws the disc of a step and the line to the next.
func (s *setter) strung(p place, rows []row, last bool, in ink) []row {
	x, y := p.x+stepDisc+1, s.voices.body.leading/2
	first := true
	rows = each(rows, func(c canvas, from, to float64) {
		if first {
			from, first = from+y, false
		}
		if !last {
			c.artifact(rule(x, from, x, to, 1, in))
		}
	})
	return also(rows, func(c canvas, top float64) {
		c.artifact(disc(x, top+y, stepDisc, in))
	})
}
