package stats

import (
	"fmt"
	"slices"
)

// Cell is a number of people to be published. A silent one is not shown itself
// and only adds to a total.
type Cell struct {
	ID     CellID
	Count  Count
	Silent bool
}

// Share is so many of so many; the whole is always shown, too. Several shares
// may have one whole, which may also be a cell of the table. A whole without
// an id is one whose number nobody knows, as in "all of them": such a share is
// always hidden. A count whose whole is published belongs into a share.
type Share struct{ Part, Of Cell }

// Total is the sum of cells of its table: of cells, parts and wholes alike.
type Total struct {
	ID CellID
	Of []CellID
}

// Table is everything one publication says about numbers of people, in the
// order in which it matters: where not everything can be shown, what comes
// later gives way, and totals and wholes give way before cells.
type Table struct {
	Cells  []Cell
	Shares []Share
	Totals []Total
	Wholes []Whole
	Exact  map[CellID]bool // cells, parts, wholes and totals that may be exact, as somebody allowed
}

// counts are the true numbers of a table.
type counts struct {
	of    map[CellID]Count
	named map[CellID]bool // every figure, also one without a number
}

// counts gives the true numbers, or what is wrong with the table.
func (t Table) counts() (counts, error) {
	all := counts{map[CellID]Count{}, map[CellID]bool{}}
	for _, c := range t.Cells {
		if err := all.add(c, false); err != nil {
			return all, err
		}
	}
	for _, s := range t.Shares {
		if err := all.addShare(s); err != nil {
			return all, err
		}
	}
	for _, total := range t.Totals {
		sum, err := all.sum(total)
		if err != nil {
			return all, err
		}
		if err := all.add(Cell{ID: total.ID, Count: sum}, false); err != nil {
			return all, err
		}
	}
	for _, w := range t.Wholes {
		if err := all.checkWhole(w); err != nil {
			return all, err
		}
	}
	return all, nil
}

// add takes a number; again tells that it may be there already.
func (all counts) add(c Cell, again bool) error {
	switch {
	case !c.ID.named():
		return fmt.Errorf("figure %s has no key, or too long a one", c.ID)
	case c.Count.n < 0 || c.Count.n >= Unbounded:
		return fmt.Errorf("figure %s is no number of people", c.ID)
	case all.named[c.ID] && (!again || all.of[c.ID] != c.Count):
		return fmt.Errorf("figure %s is there twice", c.ID)
	}
	all.of[c.ID], all.named[c.ID] = c.Count, true
	return nil
}

func (all counts) addShare(s Share) error {
	if err := all.add(s.Part, false); err != nil {
		return err
	}
	if !s.sized() {
		delete(all.of, s.Part.ID) // all of them are no number
		return nil
	}
	if s.Part.Count.n > s.Of.Count.n || s.Part.ID.Key == s.Of.ID.Key {
		return fmt.Errorf("share %s is more than its whole, or the whole itself", s.Part.ID)
	}
	return all.add(s.Of, true)
}

// sum adds up a total of cells that are there already.
func (all counts) sum(t Total) (sum Count, err error) {
	if len(t.Of) == 0 || len(t.Of) > mostCells {
		return sum, fmt.Errorf("total %s is of nothing, or of too much", t.ID)
	}
	for i, id := range t.Of {
		n, known := all.of[id]
		if !known || slices.ContainsFunc(t.Of[:i], func(other CellID) bool { return other.Key == id.Key }) {
			return sum, fmt.Errorf("total %s: %s is no number of people, or there twice", t.ID, id)
		}
		sum = sum.Plus(n)
	}
	return sum, nil
}

// sized reports that the whole of a share is known.
func (s Share) sized() bool { return s.Of.ID.Key != "" }
