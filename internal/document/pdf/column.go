package pdf

import (
	"math"

	"krag/internal/document/sheet"
)

// column is where the cells of a table stand.
type column struct {
	x, width float64
	number   bool // lines end at its right edge
}

// at is where a line begins.
func (c column) at(l line) float64 {
	if c.number {
		return c.x + max(0, c.width-l.width)
	}
	return c.x
}

// columns finds the widths of a table's columns: as wide as their longest line
// when all of them fit; else each at least as wide as its longest word, and
// what is left goes to those that have most to say.
func (s *setter) columns(p place, b sheet.Table) []column {
	n := len(b.Cols)
	gap := min(betweenCells, p.width/float64(4*n))
	words, lines := s.measures(b, n)
	widths := share(p.width-gap*float64(n-1), words, lines)
	cols := stand(p.x, widths, gap)
	for i := range cols {
		cols[i].number = b.Cols[i].Number
	}
	return cols
}

// stand puts columns beside each other.
func stand(x float64, widths []float64, gap float64) []column {
	cols := make([]column, len(widths))
	for i, width := range widths {
		cols[i] = column{x: x, width: width}
		x += width + gap
	}
	return cols
}

// measures are the longest word and the longest line of every column.
func (s *setter) measures(b sheet.Table, n int) (words, lines []float64) {
	words, lines = make([]float64, n), make([]float64, n)
	look := func(i int, t sheet.Text, v voice) {
		word, line := s.measure(t, v)
		words[i], lines[i] = max(words[i], word), max(lines[i], line)
	}
	for i, col := range b.Cols {
		look(i, col.Title, s.voices.small)
	}
	for _, texts := range b.Rows {
		for i, t := range texts[:min(n, len(texts))] {
			look(i, t, s.voices.body)
		}
	}
	for i, t := range b.Sum[:min(n, len(b.Sum))] {
		look(i, t, s.voices.body.strong(s.fonts))
	}
	return words, lines
}

// measure sets a text nowhere and looks how wide it is.
func (s *setter) measure(t sheet.Text, v voice) (longestWord, whole float64) {
	scrap := newTree().root
	line := 0.0
	for _, w := range s.words(t, scrap, s.sheet.Lang, v) {
		longestWord = max(longestWord, w.width)
		line += w.width
		whole = max(whole, line)
		line += w.space
		if w.ends {
			line = 0
		}
	}
	return longestWord, whole
}

// share gives columns their part of a width. The first takes what nobody needs.
func share(width float64, words, lines []float64) []float64 {
	least, wish := sum(words), sum(lines)
	widths := make([]float64, len(words))
	switch {
	case wish <= width:
		copy(widths, lines)
	case least <= width && wish > least:
		for i := range widths {
			widths[i] = words[i] + (lines[i]-words[i])*(width-least)/(wish-least)
		}
	default:
		for i := range widths {
			widths[i] = width * words[i] / max(least, 1)
		}
	}
	widths[0] += math.Max(0, width-sum(widths))
	return widths
}

func sum(vs []float64) float64 {
	all := 0.0
	for _, v := range vs {
		all += v
	}
	return all
}
