package stats

import (
	"fmt"
	"slices"
)

// Whole is a number of the table that stands beside the numbers of its parts,
// as what a programme achieved stands beside what each of its groups did. Both
// are numbers by themselves: the whole may count people beyond its parts, and
// somebody may count in two of them.
//
// A reader subtracts all the same, and often knows which of it is so. So it is
// taken for known whether the parts add up to the whole, to less or to more,
// and who is in the whole but in no part, or counts twice, is guarded like
// everybody else.
type Whole struct {
	ID    CellID
	Parts []CellID
	// Perhaps says that these are the parts only if they add up to the whole.
	// If they do not, nothing is taken for known of them.
	Perhaps bool
}

// checkWhole asks that a whole and its parts are numbers of the table.
func (all counts) checkWhole(w Whole) error {
	s := Statement{Figure: w.ID, Shape: Between, Any: []Claim{{Sum: []CellID{w.ID}, Less: w.Parts, To: Unbounded}}}
	if err := s.Check(); err != nil || len(w.Parts) == 0 {
		return fmt.Errorf("whole %s has no parts, or one of them twice", w.ID)
	}
	for _, id := range append([]CellID{w.ID}, w.Parts...) {
		if _, known := all.of[id]; !known {
			return fmt.Errorf("whole %s: %s is no number of people", w.ID, id)
		}
	}
	return nil
}

// relation is what a reader is taken to know of a whole and its parts.
func (all counts) relation(w Whole) (s Statement, known bool) {
	s = Statement{Figure: w.ID, Shape: Between}
	sum, whole := 0, all.of[w.ID].n
	for _, id := range w.Parts {
		sum += all.of[id].n
	}
	switch {
	case whole == sum:
		s.Shape, s.Any = Exact, []Claim{{Sum: []CellID{w.ID}, Less: w.Parts}}
	case w.Perhaps:
		return s, false
	case whole > sum:
		s.Any = []Claim{{Sum: []CellID{w.ID}, Less: w.Parts, From: 1, To: Unbounded}}
	default:
		s.Any = []Claim{{Sum: w.Parts, Less: []CellID{w.ID}, From: 1, To: Unbounded}}
	}
	return s, true
}

// relate adds what is known of wholes and their parts before any of them is
// decided: some may have been published before. Where all of them are or were
// allowed to be exact, nobody is left to be guarded.
func (g *guard) relate() {
	open := func(id CellID) bool { return !g.Exact[id] && !g.facts.exactly(id) }
	for _, w := range g.Wholes {
		if s, known := g.counts.relation(w); known && slices.ContainsFunc(append([]CellID{w.ID}, w.Parts...), open) {
			g.statements = append(g.statements, s)
			g.facts.add(s)
		}
	}
}

// whole reports that a figure is decided after its parts.
func (t Table) whole(id CellID) bool {
	return slices.ContainsFunc(t.Wholes, func(w Whole) bool { return w.ID == id })
}

// part reports the opposite.
func (t Table) part(id CellID) bool { return !t.whole(id) }

// related is how far a cell is bound up with numbers that were spoken of and
// stand on the other side of a difference. Beyond that the difference tells
// nothing of either, or, without a tail, does not hold.
func (f *facts) related(id CellID, shown []atom, keys map[string]int) (most int, tail, is bool) {
	n, known := f.number[id]
	for _, one := range f.list {
		c := one.claims[0]
		side := c.coef(n)
		if !known || len(one.claims) > 1 || !c.difference() || side == 0 {
			continue
		}
		far, all := c.lo, true
		for _, x := range c.terms {
			if x.coef != side {
				far, all = min(Unbounded, far+keys[f.ids[x.cell].Key]), all && shown[x.cell] != silence
			}
		}
		hard := all && (side < 0 || c.lo == c.hi)
		most, tail, is = max(most, far), tail || !hard, true
	}
	return most, tail, is
}

// spoken are the bounds in which each cell was shown, by itself or in a sum: a
// difference shows neither of its sides. Also by key, how many people a cell
// can have at most in any of its versions that were spoken of.
func (f *facts) spoken(most []int) (shown []atom, keys map[string]int) {
	shown, keys = f.shown(), map[string]int{}
	said := make([]bool, len(f.ids))
	for _, one := range f.list {
		for _, c := range one.claims {
			for _, x := range c.terms {
				said[x.cell] = said[x.cell] || !c.difference()
			}
		}
	}
	for n, is := range said {
		if !is {
			shown[n] = silence
			continue
		}
		key := f.ids[n].Key
		keys[key] = max(keys[key], most[n])
	}
	return shown, keys
}

// difference reports that a claim takes something away.
func (c span) difference() bool {
	return slices.ContainsFunc(c.terms, func(x term) bool { return x.coef < 0 })
}

// coef is how a claim counts a cell; zero when it does not.
func (c span) coef(cell int) int {
	for _, x := range c.terms {
		if x.cell == cell {
			return x.coef
		}
	}
	return 0
}
