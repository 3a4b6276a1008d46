package stats

import "slices"

// Enough is how many values a number that may be small must be able to have.
const Enough = 5

// Interval is what can be worked out about a number: it is from Lo to Hi, and
// can have so many values there. Values is exact for intervals narrower than
// 64; of wider ones it counts those that were met.
type Interval struct{ Lo, Hi, Values int }

// exposed reports that a number may be small and is nearly known.
func (i Interval) exposed() bool { return i.Lo <= Small && i.Values < Enough }

// wide is from where on intervals are not gone through value by value.
const wide = 64

// interval is what a goal can be. Something must have been found before; it is
// exact unless the work ends.
func (s *search) interval(g *goal) Interval {
	lo, hi := s.t.lo[g.v], s.t.hi[g.v]
	if hi-lo >= wide {
		lo, hi = s.least(g), s.most(g)
	}
	for n := lo; n <= hi && n < lo+wide; n++ {
		s.try(g, n)
	}
	for n := hi; hi < Unbounded && n >= lo+wide && n > hi-wide && len(g.seen) < Enough; n-- {
		s.try(g, n)
	}
	return Interval{g.seen[0], g.seen[len(g.seen)-1], len(g.seen)}
}

// guarded reports that a goal cannot be worked out, or cannot be small. It is
// what interval would say, without going further than needed.
func (s *search) guarded(g *goal) bool {
	for n := 0; n <= Small && len(g.seen) < Enough; n++ {
		s.try(g, n)
	}
	if len(g.seen) >= Enough || g.seen[0] > Small {
		return true
	}
	return !s.interval(g).exposed()
}

// try looks for a solution in which a goal has the value.
func (s *search) try(g *goal, n int) {
	if _, met := slices.BinarySearch(g.seen, n); !met && !s.nudge(g.v, n) {
		s.with(g.v, n, n)
	}
}

// least halves what lies below the least value met, until nothing does.
func (s *search) least(g *goal) int {
	for lo := s.t.lo[g.v]; lo < g.seen[0] && !s.spent(); {
		if mid := (lo + g.seen[0] - 1) / 2; !s.with(g.v, 0, mid) {
			lo = mid + 1
		}
	}
	return g.seen[0]
}

// most is the same upwards, or Unbounded.
func (s *search) most(g *goal) int {
	if s.t.hi[g.v] >= Unbounded && s.with(g.v, Unbounded, unbounded) {
		return Unbounded
	}
	last := func() int { return g.seen[len(g.seen)-1] }
	for hi := min(s.t.hi[g.v], Unbounded); hi > last() && !s.spent(); {
		if mid := (hi + last() + 1) / 2; !s.with(g.v, mid, unbounded) {
			hi = mid - 1
		}
	}
	return last()
}
