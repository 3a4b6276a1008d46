package stats

// atom is the least that a figure says: its number lies from lo to hi.
type atom struct{ lo, hi int }

// stepOf is the publishing rule: 0 to 7 is one atom, then 8 to 12 rounded to
// 10, 13 to 17 to 15, and so on.
func stepOf(n int) atom {
	if n <= Small {
		return atom{0, Small}
	}
	mid := (n + step/2) / step * step
	return atom{mid - step/2, mid + step/2}
}

// oneOf is the rule of an exact figure: every number by itself.
func oneOf(n int) atom { return atom{n, n} }

// figure words an atom.
func (a atom) figure() Published {
	switch {
	case a.lo == a.hi:
		return Published{Exact, a.lo, a.hi}
	case a == atom{0, Small}:
		return Published{}
	case a == stepOf(a.lo):
		return Published{Rounded, a.lo + step/2, a.lo + step/2}
	}
	return Published{Between, a.lo, a.hi}
}
