package stats

import "slices"

// Sum is what figures add up to, for whoever reads all of them. A hidden part
// could be found by taking the others from their sum; so the sum is exact only
// where every part is, and otherwise says "at least", which the reader could
// reckon from the parts alone. It depends on nothing else: neither the number
// nor that it is hidden tells more than the parts do, however often and over
// however many totals of the same parts somebody looks.
func Sum(parts ...Figure) Figure {
	least, hidden := 0, false
	var only Figure
	filled := 0
	for _, p := range parts {
		if p == (Figure{}) {
			continue
		}
		least, hidden, only = least+p.least(), hidden || p.Hidden, p
		filled++
	}
	switch {
	case filled == 1:
		return only
	case hidden:
		return Figure{Hidden: true, AtLeast: least}
	}
	return Figure{N: least}
}

// Among is how many different people there are in all of the parts, of whom
// some may be in several. A reader of the exact parts would learn from it how
// many those are; so it is shown only where every part is, where no small part
// is shown to whoever works with it, and where those are nobody or not few.
// Otherwise it is the parts' Sum, in which whoever is in several counts in
// each of them, and each reports that.
func (c Count) Among(a Audience, parts ...Figure) (f Figure, each bool) {
	if a == Worker {
		return Figure{N: c.n}, false
	}
	sum := Sum(parts...)
	if sum.Hidden {
		return sum, sum.AtLeast > 0
	}
	again := People(sum.N - c.n)
	if again.For(a).Hidden || slices.ContainsFunc(parts, ownSmall) {
		return sum, true
	}
	return Figure{N: c.n}, false
}

// ownSmall reports whether a figure is small and shown all the same.
func ownSmall(f Figure) bool { return !f.Hidden && f.N > 0 && f.N < InsideThreshold }

// Of gives the figure of a count that is a part of a whole which stands beside
// it: taken from the whole it leaves the rest, so a small rest hides it, too.
// It is then hidden without a bound, whichever of the two is small.
func (c Count) Of(whole Count, a Audience) Figure {
	f := c.For(a)
	if a == Worker || c.n == 0 || whole.For(a).Hidden {
		return f
	}
	if rest := People(whole.n - c.n); f.Hidden || rest.For(a).Hidden {
		return Figure{Hidden: true}
	}
	return f
}

// Tally is the sum of many counts of which each is shown somewhere, such as
// everybody who came to each of a group's meetings.
type Tally struct {
	all   int
	few   int // how many of the counts are small, which is below InsideThreshold and not zero
	inFew int // what those add up to
}

// Tallied makes a Tally.
func Tallied(all, few, inFew int) Tally { return Tally{all, few, inFew} }

// For gives the Sum of the counts as the audience sees each.
func (t Tally) For(a Audience) Figure {
	switch {
	case a == Worker || t.few == 0:
		return Figure{N: t.all}
	case t.few == 1 && t.inFew == t.all:
		return People(t.all).For(a)
	}
	return Figure{Hidden: true, AtLeast: t.all - t.inFew + t.few}
}
