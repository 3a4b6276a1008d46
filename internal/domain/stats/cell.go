package stats

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// CellID names a number of people: a key that stays, and the version of its
// value. A changed value is a new cell, since what was said of the old one
// still holds for the old one.
type CellID struct {
	Key     string
	Version int64
}

// String is key#version.
func (id CellID) String() string { return id.Key + "#" + strconv.FormatInt(id.Version, 10) }

// MarshalText writes key#version.
func (id CellID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }

const mostKey = 200 // bytes

var errCellID = errors.New("not key#version")

// UnmarshalText reads key#version; the key may hold a # itself.
func (id *CellID) UnmarshalText(text []byte) error {
	at := strings.LastIndexByte(string(text), '#')
	if at < 1 || at > mostKey {
		return errCellID
	}
	version, err := strconv.ParseInt(string(text[at+1:]), 10, 64)
	got := CellID{string(text[:at]), version}
	if err != nil || got.String() != string(text) {
		return errCellID
	}
	*id = got
	return nil
}

// Cell is a number of people to be published. A silent one is not shown
// itself and only adds to a total.
type Cell struct {
	ID     CellID
	Count  Count
	Silent bool
}

// Share is so many of so many. A whole without an id has no known size, as in
// "all of them": such a share is always hidden. Several shares may have one
// whole; a count whose whole is published belongs into a share.
type Share struct{ Part, Of Cell }

// Total is the sum of cells of its table: of Cells, Parts and wholes alike.
type Total struct {
	ID CellID
	Of []CellID
}

// Table is everything one publication says about numbers of people, in the
// order in which it matters: where not everything can be shown, what comes
// later gives way, and totals give way before cells.
type Table struct {
	Cells  []Cell
	Shares []Share
	Totals []Total
	Exact  map[CellID]bool // cells, parts and totals somebody may and did allow to be exact
}

// counts are the true numbers of a table, or what is wrong with it.
func (t Table) counts() (map[CellID]Count, error) {
	all := map[CellID]Count{}
	for _, c := range t.cells() {
		if before, twice := all[c.ID]; c.ID.Key == "" || c.Count.n < 0 || twice && before != c.Count {
			return nil, fmt.Errorf("cell %s has no key, a negative count or two counts", c.ID)
		}
		all[c.ID] = c.Count
	}
	for _, s := range t.Shares {
		if s.sized() && (s.Part.Count.n > s.Of.Count.n || s.Part.ID.Key == s.Of.ID.Key) {
			return nil, fmt.Errorf("share %s is more than its whole, or the whole itself", s.Part.ID)
		}
	}
	for _, total := range t.Totals {
		sum, err := total.sum(all)
		if err != nil {
			return nil, err
		}
		if _, twice := all[total.ID]; twice {
			return nil, fmt.Errorf("total %s has the name of another figure", total.ID)
		}
		all[total.ID] = sum
	}
	return all, nil
}

// cells lists every cell once or more, wholes before parts.
func (t Table) cells() []Cell {
	all := slices.Clone(t.Cells)
	for _, s := range t.Shares {
		if s.sized() {
			all = append(all, s.Of)
		}
	}
	for _, s := range t.Shares {
		all = append(all, s.Part)
	}
	return all
}

func (s Share) sized() bool { return s.Of.ID.Key != "" }

func (t Total) sum(of map[CellID]Count) (sum Count, err error) {
	for i, id := range t.Of {
		n, known := of[id]
		if !known || slices.ContainsFunc(t.Of[:i], func(other CellID) bool { return other.Key == id.Key }) {
			return sum, fmt.Errorf("total %s: %s is no cell or stands twice", t.ID, id)
		}
		sum = sum.Plus(n)
	}
	return sum, nil
}
