package stats

import "slices"

// This file finds solutions cheaply: a first one by moving unknowns until all
// sums fit, and others by moving one unknown and letting some make up for it.
// Most values are met this way. What is not found is not there only if the
// tableau says so, too.

// side is a sum an unknown is part of, and how.
type side struct{ sum, coef int }

func sidesOf(n int, sums [][]term) [][]side {
	sides := make([][]side, n)
	for i, terms := range sums {
		for _, x := range terms {
			sides[x.cell] = append(sides[x.cell], side{n + i, x.coef})
		}
	}
	return sides
}

// found is exists, cheaply where that is possible. The solution stays the
// middle from which others are looked for.
func (s *search) found() bool {
	s.middle()
	if s.improve(); s.fits() {
		s.note()
		copy(s.mid, s.last)
		return true
	}
	s.approach()
	if !s.exists() {
		return false
	}
	copy(s.mid, s.last)
	if s.improve(); s.fits() {
		copy(s.mid, s.last)
	}
	return true
}

// approach puts the columns of the tableau where the search for a first
// solution ended, which is not far from one.
func (s *search) approach() {
	for v := range s.cells {
		if c := s.t.seat[v]; c >= 0 {
			s.t.move(c, s.last[v])
		}
	}
}

// middle puts every unknown between its bounds.
func (s *search) middle() {
	clear(s.last)
	for v := range s.cells {
		lo, hi := s.t.lo[v], s.t.hi[v]
		if hi-lo >= wide {
			hi = lo + Small
		}
		s.add(v, (lo+hi)/2)
	}
}

// fits reports that the last solution is one.
func (s *search) fits() bool {
	for v := s.cells; v < len(s.last); v++ {
		if s.last[v] < s.t.lo[v] || s.last[v] > s.t.hi[v] {
			return false
		}
	}
	return s.open(s.lastHolds) == nil
}

// improve moves unknowns, as long as that brings sums nearer to the middle of
// their bounds.
func (s *search) improve() {
	for better := true; better && !s.spent(); {
		better = false
		for v := s.cells; v < len(s.last); v++ {
			for by := s.off(v, 0); by != 0; by = s.off(v, 0) {
				x, ok := s.best(s.sums[v-s.cells], by)
				if !ok {
					break
				}
				s.add(x.cell, x.coef)
				better = true
			}
		}
	}
}

// best finds the step of one unknown of a sum that helps all its sums most:
// by one, so that many share the way, and all the way where there is much room.
func (s *search) best(terms []term, by int) (step term, ok bool) {
	*s.t.work -= len(terms)
	most := 0
	for _, x := range terms {
		one := min(max(by, -1), 1) * x.coef
		if s.t.hi[x.cell]-s.t.lo[x.cell] >= wide {
			one = by * x.coef
		}
		if to := s.last[x.cell] + one; to < s.t.lo[x.cell] || to > s.t.hi[x.cell] {
			continue
		}
		gain := 0
		for _, y := range s.sides[x.cell] {
			gain += abs(s.off(y.sum, 0)) - abs(s.off(y.sum, one*y.coef))
		}
		if gain > most {
			most, step, ok = gain, term{x.cell, one}, true
		}
	}
	return step, ok
}

// margin is how far inside their bounds sums are wished, where there is room.
const margin = 2

// off is how far a sum would be from where it is wished after one more move.
func (s *search) off(sum, by int) int {
	lo, hi := s.t.lo[sum], s.t.hi[sum]
	if room := min(margin, (hi-lo)/2); hi-lo < wide {
		lo, hi = lo+room, hi-room
	} else if lo > 0 {
		lo += margin
	}
	n := s.last[sum] + by
	return min(max(n, lo), hi) - n
}

// nudge reports that a solution was found in which an unknown has a value.
func (s *search) nudge(v, value int) bool {
	if v >= s.cells || value < s.t.lo[v] || value > s.t.hi[v] {
		return false
	}
	copy(s.last, s.mid)
	s.add(v, value-s.last[v])
	fits := !slices.ContainsFunc(s.sides[v], func(x side) bool { return !s.makeUp(x.sum, v) })
	if fits && s.open(s.lastHolds) == nil {
		s.note()
		return true
	}
	return false
}

// makeUp brings a sum back into its bounds by its other unknowns.
func (s *search) makeUp(sum, but int) bool {
	*s.t.work -= len(s.sums[sum-s.cells])
	for _, x := range s.sums[sum-s.cells] {
		by := min(max(s.last[sum], s.t.lo[sum]), s.t.hi[sum]) - s.last[sum]
		if by == 0 {
			return true
		}
		if x.cell != but {
			s.add(x.cell, s.room(x.cell, by*x.coef, sum))
		}
	}
	return s.last[sum] >= s.t.lo[sum] && s.last[sum] <= s.t.hi[sum]
}

// room is how far an unknown can move towards a wish without taking a sum,
// other than the one it is to help, out of its bounds.
func (s *search) room(v, wish, but int) int {
	lo, hi := s.t.lo[v]-s.last[v], s.t.hi[v]-s.last[v]
	for _, x := range s.sides[v] {
		if x.sum == but {
			continue
		}
		down, up := s.t.lo[x.sum]-s.last[x.sum], s.t.hi[x.sum]-s.last[x.sum]
		if x.coef < 0 {
			down, up = -up, -down
		}
		lo, hi = max(lo, down), min(hi, up)
	}
	if lo > 0 || hi < 0 {
		return 0
	}
	return min(max(wish, lo), hi)
}

// add moves an unknown and its sums.
func (s *search) add(v, by int) {
	if by == 0 {
		return
	}
	s.last[v] += by
	for _, x := range s.sides[v] {
		s.last[x.sum] += by * x.coef
	}
}
