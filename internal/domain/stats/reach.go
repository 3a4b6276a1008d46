package stats

import "slices"

// reach is how far a sum of cells can go, for all that a reader knows.
type reach struct {
	lo, hi  int
	tail    bool // beyond hi, too: then some of the cells are known to nobody, and take up all that is more
	fresh   bool // one cell, and neither it nor another version of it was ever spoken of
	tangled bool // without end, and yet bound up with others
}

// atoms are those of everything in reach, and of the first small steps beyond.
func (r reach) atoms(by rule) (atoms []atom) {
	last := r.hi
	if r.tail {
		last += Small + 1
	}
	for n := r.lo; n <= last; n = atoms[len(atoms)-1].hi + 1 {
		atoms = append(atoms, by(n))
	}
	return atoms
}

// reach adds up cells.
func (g *guard) reach(of []CellID) (r reach) {
	f := g.facts
	shown := f.shown()
	for _, id := range of {
		one := f.reach(id, shown)
		r.lo, r.hi = r.lo+one.lo, r.hi+one.hi
		r.tail, r.tangled = r.tail || one.tail, r.tangled || one.tangled
		r.fresh = one.fresh && len(of) == 1
	}
	return r
}

func (f *facts) reach(id CellID, shown []atom) reach {
	if n, known := f.number[id]; known && shown[n] != silence {
		lo, hi := shown[n].lo, min(shown[n].hi, f.most(n))
		return reach{lo: lo, hi: min(hi, Unbounded-1), tangled: hi == Unbounded}
	}
	r := reach{tail: true, fresh: true}
	for n, other := range f.ids {
		if other.Key == id.Key && shown[n] != silence {
			r.fresh = false
			if hi := min(shown[n].hi, f.most(n)); hi < Unbounded {
				r.hi = max(r.hi, hi)
			}
		}
	}
	return r
}

func (c span) has(cell int) bool {
	return slices.ContainsFunc(c.terms, func(x term) bool { return x.cell == cell })
}

// most is the least end of a sum the cell is part of.
func (f *facts) most(cell int) int {
	most := Unbounded
	for _, one := range f.list {
		c := one.claims[0]
		less := slices.ContainsFunc(c.terms, func(x term) bool { return x.coef < 0 })
		if len(one.claims) == 1 && !less && c.has(cell) {
			most = min(most, c.hi)
		}
	}
	return most
}
