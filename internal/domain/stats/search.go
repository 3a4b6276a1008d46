package stats

import "slices"

// term is a cell, or the unknown it stands for, and how often it is counted: once, or taken away.
type term struct{ cell, coef int }

// within is a claim about one variable of a tableau.
type within struct{ v, lo, hi int }

// A search asks which whole numbers of people fit everything a reader knows
// about cells that hang together: a depth-first search that lets the tableau
// cut away what no fractions could fit, either.
type search struct {
	t      *tableau
	cells  int        // so many unknowns; the other variables are sums
	sums   [][]term   // of unknowns
	sides  [][]side   // by unknown
	either [][]within // of each, at least one holds
	goals  []*goal
	last   []int  // the solution found last, by variable
	moved  []term // how far a nudge moved unknowns of it
}

func newSearch(cells int, sums [][]term, work *int) *search {
	return &search{
		t: newTableau(cells, sums, work), cells: cells, sums: sums, sides: sidesOf(cells, sums),
		last: make([]int, cells+len(sums)),
	}
}

// goal is a variable whose possible values are asked for.
type goal struct {
	v    int
	of   Claim // the cells, for whoever asks
	seen []int // values met in a solution, in order
}

// Enough is how many values a hidden number must at least be able to have.
const Enough = 5

// spread is how wide an interval may be to be tried value by value.
const spread = 64

// spent reports that the work allowed ended before the proof.
func (s *search) spent() bool { return *s.t.work <= 0 }

// exists finds whole numbers within all bounds, and notes what they are.
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

// note keeps what the goals are in the solution found last.
func (s *search) note() {
	for _, g := range s.goals {
		g.see(s.last[g.v])
	}
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

func (s *search) lastHolds(w within) bool { return s.last[w.v] >= w.lo && s.last[w.v] <= w.hi }

// holds asks the tableau, where values may still be fractions.
func (s *search) holds(w within) bool {
	n, whole := s.t.value(w.v)
	return n >= w.lo && (n < w.hi || n == w.hi && whole)
}

// see keeps a value: the least and the most always, others as far as they
// matter.
func (g *goal) see(n int) {
	i, met := slices.BinarySearch(g.seen, n)
	if !met && (len(g.seen) < 2*spread || i == 0 || i == len(g.seen)) {
		g.seen = slices.Insert(g.seen, i, n)
	}
}

// Interval is what a reader can work out about a hidden number: it lies from
// Lo to Hi and can have so many values. Wider than 64, Values counts only
// those that were met.
type Interval struct{ Lo, Hi, Values int }

// interval is exact, once something exists and unless the work ends.
func (s *search) interval(g *goal) Interval {
	lo, hi := s.t.lo[g.v], s.t.hi[g.v]
	if hi-lo >= spread {
		lo, hi = s.least(g), s.most(g)
	}
	for n := lo; n <= hi && n < lo+spread; n++ {
		s.try(g, n)
	}
	for n := hi; hi < Unbounded && n >= lo+spread && n > hi-spread && len(g.seen) < Enough; n-- {
		s.try(g, n)
	}
	return Interval{g.seen[0], g.seen[len(g.seen)-1], len(g.seen)}
}

// try looks for a solution in which a goal has the value.
func (s *search) try(g *goal, n int) {
	if _, met := slices.BinarySearch(g.seen, n); !met && !s.nudge(g.v, n) {
		s.with(g.v, n, n)
	}
}

// least is found by halving what lies below the least value met.
func (s *search) least(g *goal) int {
	for lo := s.t.lo[g.v]; lo < g.seen[0] && !s.spent(); {
		if mid := (lo + g.seen[0] - 1) / 2; !s.with(g.v, 0, mid) {
			lo = mid + 1
		}
	}
	return g.seen[0]
}

// most is the greatest value, or Unbounded.
func (s *search) most(g *goal) int {
	last := func() int { return g.seen[len(g.seen)-1] }
	if s.with(g.v, Unbounded, unbounded) {
		return Unbounded
	}
	for hi := min(s.t.hi[g.v], Unbounded); hi > last() && !s.spent(); {
		if mid := (hi + last() + 1) / 2; !s.with(g.v, mid, unbounded) {
			hi = mid - 1
		}
	}
	return last()
}

// guarded reports that a reader cannot work out a number that may be small:
// it can have enough values, or it cannot be small.
func (s *search) guarded(g *goal) bool {
	for n := 0; n <= Small && len(g.seen) < Enough; n++ {
		s.try(g, n)
	}
	if len(g.seen) >= Enough || g.seen[0] > Small {
		return true
	}
	return s.interval(g).Values >= Enough
}
