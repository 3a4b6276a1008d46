package stats

// Audience is who will read a figure.
type Audience int

// The audiences inside an institution. What is published has stricter rules.
const (
	Insider Audience = iota // works in the institution, not with this group
	Worker                  // works with the group, or belongs to it
)

// InsideThreshold is the smallest count of people that everybody inside an
// institution may see.
const InsideThreshold = 5

// Count is a number of people. It has no String method, and nothing gives out
// the number but For and its kin, which ask who reads it, Table.Protect, for
// everybody, and Store, which archtest allows to nobody but the store.
type Count struct{ n int }

// People makes a Count.
func People(n int) Count { return Count{n} }

// Figure is a count as one audience may see it. When Hidden, N is zero and the
// page says "fewer than Below" or "at least AtLeast", whichever is set, and
// "some" with neither: more than nobody, and not everybody.
type Figure struct {
	N       int
	Hidden  bool
	Below   int
	AtLeast int
}

// least is the smallest number that a figure can stand for.
func (f Figure) least() int {
	if f.Hidden {
		return max(1, f.AtLeast)
	}
	return f.N
}

// For gives the figure for an audience. Zero is shown: that nobody was there
// tells about nobody.
func (c Count) For(a Audience) Figure {
	if a == Worker || c.n == 0 || c.n >= InsideThreshold {
		return Figure{N: c.n}
	}
	return Figure{Hidden: true, Below: InsideThreshold}
}

// Plus adds two counts.
func (c Count) Plus(other Count) Count { return Count{c.n + other.n} }

// Few is a number that few people could have, as near as that can be to what is
// left of a count without others.
func (c Count) Few(without ...Count) Count {
	for _, other := range without {
		c.n -= other.n
	}
	return Count{min(max(c.n, 0), Small)}
}

// Store gives the bare number, for a database row only.
func (c Count) Store() int64 { return int64(c.n) }
