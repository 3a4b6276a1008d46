package stats

import "slices"

// A search asks which whole numbers of people fit everything a reader knows
// about cells that hang together. Solutions that are easy to find are found by
// nudge.go; everything else by depth first, on a tableau that cuts away what
// not even fractions could fit.
type search struct {
	t      *tableau
	cells  int        // so many unknowns; the other variables are sums
	sums   [][]term   // of unknowns
	sides  [][]side   // by unknown
	either [][]within // of each, at least one holds
	goals  []*goal
	last   []int // the solution found last, by variable
	mid    []int // the one from which others are looked for
}

// term is a cell, or the unknown it stands for, and how often it is counted:
// once, or taken away.
type term struct{ cell, coef int }

// within is a claim about one variable of a tableau.
type within struct{ v, lo, hi int }

// goal is a variable whose possible values are asked for.
type goal struct {
	v    int
	of   Claim // its cells, for whoever asks
	seen []int // values met in a solution, in order
}

func newSearch(cells int, sums [][]term, work *int) *search {
	return &search{
		t: newTableau(cells, sums, work), cells: cells, sums: sums, sides: sidesOf(cells, sums),
		last: make([]int, cells+len(sums)), mid: make([]int, cells+len(sums)),
	}
}

// spent reports that the work allowed ended. From then on a no is no proof.
func (s *search) spent() bool { return s.t.spent() }

// exists finds a solution within all bounds.
func (s *search) exists() bool {
	if !s.t.check() {
		return false
	}
	if open := s.open(s.holds); open != nil {
		return slices.ContainsFunc(open, func(w within) bool { return s.with(w.v, w.lo, w.hi) })
	}
	for v := range s.cells {
		if n, whole := s.t.value(v); !whole {
			return s.with(v, 0, n) || s.with(v, n+1, unbounded)
		}
	}
	for v := range s.last {
		s.last[v], _ = s.t.value(v)
	}
	s.note()
	return true
}

// with is exists under one more bound.
func (s *search) with(v, lo, hi int) bool {
	mark := len(s.t.trail)
	defer s.t.undo(mark)
	return s.t.bound(v, lo, hi) && s.exists()
}

// open finds a choice of which nothing holds.
func (s *search) open(holds func(within) bool) []within {
	for _, claims := range s.either {
		if !slices.ContainsFunc(claims, holds) {
			return claims
		}
	}
	return nil
}

// holds asks the tableau, where values may still be fractions.
func (s *search) holds(w within) bool {
	n, whole := s.t.value(w.v)
	return n >= w.lo && (n < w.hi || n == w.hi && whole)
}

// lastHolds asks the solution found last.
func (s *search) lastHolds(w within) bool { return s.last[w.v] >= w.lo && s.last[w.v] <= w.hi }

// note keeps what the goals are in the solution found last.
func (s *search) note() {
	for _, g := range s.goals {
		g.see(s.last[g.v])
	}
}

// see keeps a value: the least and the most always, others as far as they
// matter. More than Unbounded is no other value than Unbounded.
func (g *goal) see(n int) {
	n = min(n, Unbounded)
	i, met := slices.BinarySearch(g.seen, n)
	if !met && (len(g.seen) < 2*wide || i == 0 || i == len(g.seen)) {
		g.seen = slices.Insert(g.seen, i, n)
	}
}
