package stats

// A nudge makes a new solution of an old one: it moves one unknown to a value
// and lets others make up for it, as far as their own sums have room. Most
// values are met this way; the tableau is left with those that are not.

// sides are which sums an unknown is part of, and how.
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

// nudge reports that a solution was found in which an unknown has a value.
func (s *search) nudge(v, value int) bool {
	if v >= s.cells || value < s.t.lo[v] || value > s.t.hi[v] {
		return false
	}
	s.moved = s.moved[:0]
	s.shift(v, value-s.last[v])
	for _, x := range s.sides[v] {
		if !s.makeUp(x.sum, v) {
			s.takeBack()
			return false
		}
	}
	if s.open(s.lastHolds) != nil {
		s.takeBack()
		return false
	}
	s.note()
	return true
}

// makeUp brings a sum back into its bounds by its other unknowns.
func (s *search) makeUp(sum, but int) bool {
	for _, x := range s.sums[sum-s.cells] {
		by := min(max(s.last[sum], s.t.lo[sum]), s.t.hi[sum]) - s.last[sum]
		if by == 0 {
			return true
		}
		if x.cell != but {
			s.shift(x.cell, s.room(x.cell, by*x.coef, sum))
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

func (s *search) shift(v, by int) {
	if by == 0 {
		return
	}
	s.moved = append(s.moved, term{v, by})
	s.add(v, by)
}

func (s *search) add(v, by int) {
	s.last[v] += by
	for _, x := range s.sides[v] {
		s.last[x.sum] += by * x.coef
	}
}

func (s *search) takeBack() {
	for _, m := range s.moved {
		s.add(m.cell, -m.coef)
	}
}
