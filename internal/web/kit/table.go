package kit

import (
	"github.com/a-h/templ"

	"krag/internal/domain/stats"
)

// Table is rows under heads. On a phone each row of more than two cells becomes
// a card.
type Table struct {
	Caption string
	Quiet   bool // only screen readers need the caption
	Columns []Column
	Rows    [][]Cell // the first cell of a row names it
	Foot    []Cell
	Wide    bool // as wide as the page
	Short   bool // so little stands in it that a phone has room for the table
}

// Column is a head. With Sort it is a link that sorts; Sorted says how the
// rows stand now: "ascending", "descending" or empty.
type Column struct {
	Head   string
	Number bool
	Sort   string
	Sorted string
}

// Cell is what stands in a table. Of the contents the first that is set is
// shown: Body, Figure, Text as a link to Href, Text.
type Cell struct {
	Text   string
	Href   string
	Need   bool // in amber
	Figure *stats.Figure
	Body   templ.Component
}

// Cells makes plain cells.
func Cells(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, t := range texts {
		cells[i] = Cell{Text: t}
	}
	return cells
}

// blank cells are left out of a card.
func (c Cell) blank() bool {
	return (c.Text == "" || c.Text == "–") && c.Figure == nil && c.Body == nil
}

func (t Table) column(i int) Column {
	if i < len(t.Columns) {
		return t.Columns[i]
	}
	return Column{}
}

func (t Table) sortable() bool {
	for _, c := range t.Columns {
		if c.Sort != "" {
			return true
		}
	}
	return false
}
