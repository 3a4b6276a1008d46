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
	most := g.facts.most()
	shown, keys := g.facts.spoken(most)
	for _, id := range of {
		one := g.facts.reach(id, shown, most, keys)
		r.lo, r.hi = r.lo+one.lo, r.hi+one.hi
		r.tail, r.tangled = r.tail || one.tail, r.tangled || one.tangled
		r.fresh = one.fresh && len(of) == 1
	}
	return r
}

// reach of one cell. Of a cell nobody spoke of, but for other versions, a
// reader can take it that it is still as large as one of those; and of one that
// belongs to a whole, that it goes together with what was said of the others.
func (f *facts) reach(id CellID, shown []atom, most []int, keys map[string]int) reach {
	if n, known := f.number[id]; known && shown[n] != silence {
		return reach{lo: shown[n].lo, hi: most[n], tangled: most[n] == Unbounded}
	}
	r := reach{tail: true, fresh: true}
	for n, other := range f.ids {
		if other.Key == id.Key && shown[n] != silence {
			r.fresh, r.hi = false, max(r.hi, most[n])
		}
	}
	if far, tail, is := f.related(id, shown, keys); is {
		r.fresh, r.tail, r.hi = false, tail, max(r.hi, far)
	}
	r.tangled = r.hi == Unbounded
	return r
}

// most are the most people each cell can have by what it is part of: of a sum
// that ends, or of a whole that does.
func (f *facts) most() []int {
	most := slices.Repeat([]int{Unbounded}, len(f.ids))
	for narrower := true; narrower; {
		narrower = false
		for _, one := range f.list {
			for _, c := range one.claims {
				narrower = c.narrow(most, len(one.claims) == 1) || narrower
			}
		}
	}
	return most
}

// narrow lowers the most of cells by a claim; of one that need not hold, only
// that no sum is less than nobody.
func (c span) narrow(most []int, holds bool) (narrower bool) {
	whole, less := 0, false
	for _, x := range c.terms {
		if x.coef > 0 {
			whole += most[x.cell]
		} else {
			less = true
		}
	}
	for _, x := range c.terms {
		to := Unbounded
		if x.coef < 0 {
			to = whole
		} else if holds && !less {
			to = c.hi
		}
		if to < most[x.cell] {
			most[x.cell], narrower = to, true
		}
	}
	return narrower
}
