package kit

import (
	"fmt"
	"strings"

	"krag/internal/domain/stats"
)

// Chart shows people at meetings over time, a column for each. Figures that
// may not be shown stand as a dashed mark of one height.
type Chart struct {
	ID      string // unique in the page
	Finding string // the title: what the picture says, in a sentence
	Desc    string // how it is drawn and what it ranges over
	Across  string // head of the table's first column, as "Spotkanie"
	Counted string // head of its second, as "Osoby"
	Points  []Point
	Note    string
}

// Point is one meeting on a chart.
type Point struct {
	Label string // in the table: "wtorek, 3 marca"
	Short string // under the column, at most six letters: "3.03"; some of them are drawn
	Count stats.Figure
}

// The measures of a chart, in its own units. Across they are percent, so that
// the picture stretches and its letters do not.
const (
	chartHeight = 220
	chartTop    = 28
	chartFloor  = 184
	hiddenStep  = 14
)

// ring draws the seats, filled or open.
func (s Seats) ring() string {
	return ring(s.Of, 50, 41, func(i int, x, y float64) string {
		r := min(7, 100/float64(max(s.Of, 1))) // more seats, smaller ones
		if i < s.Taken {
			return fmt.Sprintf(`<circle cx="%.1f" cy="%.1f" r="%.1f" fill="currentColor"/>`, x, y, r)
		}
		return fmt.Sprintf(`<circle cx="%.1f" cy="%.1f" r="%.1f" fill="none" stroke="currentColor" stroke-width="2"/>`, x, y, r-1)
	})
}

func (c Chart) most() int {
	most := 1
	for _, p := range c.Points {
		most = max(most, p.Count.N)
	}
	return most
}

func (c Chart) hides() bool {
	for _, p := range c.Points {
		if p.Count.Hidden {
			return true
		}
	}
	return false
}

// drawing is the picture: columns, their numbers, and some of the dates.
func (c Chart) drawing() string {
	var b strings.Builder
	n := max(len(c.Points), 1)
	width := 100 / float64(n)
	every := (n + 5) / 6 // at most six dates fit on a phone
	fmt.Fprintf(&b, `<line class="grid" x1="0%%" x2="100%%" y1="%d" y2="%d"/>`, chartFloor, chartFloor)
	for i, p := range c.Points {
		middle := width * (float64(i) + .5)
		c.column(&b, p, middle, width)
		if i%every == 0 {
			class := "at"
			if i == 0 || i+every >= n {
				class = "at at--end"
			}
			fmt.Fprintf(&b, `<text class="%s" x="%.2f%%" y="%d" text-anchor="middle">%s</text>`, class, middle, chartFloor+24, escape(p.Short))
		}
	}
	return b.String()
}

func (c Chart) column(b *strings.Builder, p Point, middle, width float64) {
	if p.Count.Hidden {
		fmt.Fprintf(b, `<rect class="bar-hid" x="%.2f%%" width="%.2f%%" y="%d" height="%d"/>`, middle-width*.3, width*.6, chartFloor-hiddenStep, hiddenStep)
		return
	}
	height := (chartFloor - chartTop) * p.Count.N / c.most()
	fmt.Fprintf(b, `<rect class="bar-v" x="%.2f%%" width="%.2f%%" y="%d" height="%d"/>`, middle-width*.3, width*.6, chartFloor-height, height)
	if len(c.Points) <= 16 {
		fmt.Fprintf(b, `<text class="bar-n" x="%.2f%%" y="%d" text-anchor="middle">%d</text>`, middle, chartFloor-height-8, p.Count.N)
	}
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;").Replace

// table says the same as the picture.
func (c Chart) table() Table {
	t := Table{Caption: c.Finding, Quiet: true, Columns: []Column{{Head: c.Across}, {Head: c.Counted, Number: true}}}
	for _, p := range c.Points {
		t.Rows = append(t.Rows, []Cell{{Text: p.Label}, {Figure: &p.Count}})
	}
	return t
}
