package pdf

import "krag/internal/document/sheet"

const (
	figureWidth     = 38.0 // the column of large figures before sentences
	findingPadding  = 5.4
	disclets        = 6.0 // diameter of the discs of a finding
	betweenDisclets = 3.0
)

// findings sets results: a figure, the sentence that it begins, and discs that
// show the same to the eyes.
func (s *setter) findings(p place, b sheet.Findings) []row {
	legend := tied(s.para(p, "P", b.Legend, s.voices.small))
	in := p.within("L")
	room, indent := discWidth(b), s.figureIndent(p, b)
	sets := make([][]row, len(b.Rows))
	for i, f := range b.Rows {
		if indent == 0 && f.Figure != "" {
			f.Text, f.Figure = f.Sentence(), ""
		}
		set := padded(findingPadding, findingPadding, s.finding(in.within("LI").within("LBody"), f, indent, room))
		sets[i] = under(set, func(c canvas, bottom float64) {
			c.artifact(rule(p.x, bottom, p.x+p.width, bottom, hairline, inkLine))
		})
	}
	return append(legend, whole(company(sets), resultsShare)...)
}

// figureIndent is the room for figures, where there are any. Those too long to
// stand before a sentence stand in it.
func (s *setter) figureIndent(p place, b sheet.Findings) float64 {
	widest := 0.0
	for _, f := range b.Rows {
		_, width := s.measure(sheet.T(f.Figure), s.voices.figure)
		widest = max(widest, width)
	}
	if widest == 0 || widest > p.width/4 {
		return 0
	}
	return max(figureWidth, widest+8)
}

// discWidth is the room that the longest row of discs takes.
func discWidth(b sheet.Findings) float64 {
	n := 0
	for _, f := range b.Rows {
		n = max(n, f.Full+f.Open)
	}
	if n == 0 {
		return 0
	}
	return float64(n)*(disclets+betweenDisclets) + 10
}

func (s *setter) finding(p place, f sheet.Finding, indent, room float64) []row {
	text := p.inset(indent)
	if f.Full+f.Open > 0 {
		text.width -= room
	}
	sentence := text.within("P")
	v := s.voices.body
	figure := newLine(s.words(sheet.T(f.Figure+" "), sentence.elem, p.lang, s.voices.figure))
	rows := s.lines(sentence, f.Text, v)
	if len(rows) == 0 {
		rows = []row{{height: v.leading, base: v.base(), draw: func(canvas, float64) {}}}
	}
	rows = also(held(rows, 6), func(c canvas, top float64) {
		if f.Figure != "" {
			figure.draw(s, c, p.x, top+v.base())
		}
		discs(c, f, p.x+p.width, top+v.leading/2)
	})
	if f.Note.Empty() {
		return rows
	}
	return append(tied(rows), s.para(p.inset(indent), "P", f.Note, s.voices.small)...)
}

// discs draws one disc each, in a row that ends at the right edge.
func discs(c canvas, f sheet.Finding, right, y float64) {
	x := right - disclets/2 - float64(f.Full+f.Open-1)*(disclets+betweenDisclets)
	for i := range f.Full + f.Open {
		if i < f.Full {
			c.artifact(disc(x, y, disclets/2, inkTeal))
		} else {
			c.artifact(ring(x, y, disclets/2, 1, inkTeal))
		}
		x += disclets + betweenDisclets
	}
}
