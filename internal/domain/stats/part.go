package stats

import (
	"cmp"
	"slices"
)

// part is what hangs together: facts by number, and the links a reader takes
// for unchanged.
type part struct {
	facts []int
	links []link
}

// link is two versions of a cell, one after the other.
type link struct{ older, newer int }

// links are those of all cells spoken of, by key and version.
func (f *facts) links() (all []link) {
	var order []int
	for cell, a := range f.shown() {
		if a != silence {
			order = append(order, cell)
		}
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(f.ids[a].Key, f.ids[b].Key), cmp.Compare(f.ids[a].Version, f.ids[b].Version))
	})
	for i := 1; i < len(order); i++ {
		if a, b := order[i-1], order[i]; f.ids[a].Key == f.ids[b].Key {
			all = append(all, link{a, b})
		}
	}
	return all
}

// silence are the bounds of a cell nobody speaks of.
var silence = atom{0, -1}

// shown are the bounds in which each cell was shown by itself.
func (f *facts) shown() []atom {
	shown := slices.Repeat([]atom{silence}, len(f.ids))
	for _, one := range f.list {
		for _, c := range one.claims {
			for _, x := range c.terms {
				if shown[x.cell] == silence {
					shown[x.cell] = atom{0, Unbounded}
				}
			}
		}
		if only := one.claims[0]; len(one.claims) == 1 && len(only.terms) == 1 {
			a := &shown[only.terms[0].cell]
			a.lo, a.hi = max(a.lo, only.lo), min(a.hi, only.hi)
		}
	}
	return shown
}

// all is every fact with every link.
func (f *facts) all() part {
	p := part{links: f.links()}
	for i := range f.list {
		p.facts = append(p.facts, i)
	}
	return p
}

// parts splits some facts into what hangs together.
func (f *facts) parts(of part) (parts []part) {
	all, at := newGroups(len(f.ids)), map[int]int{}
	for _, i := range of.facts {
		all.joinFact(f.list[i])
	}
	for _, l := range of.links {
		all.join(l.older, l.newer)
	}
	for _, i := range of.facts {
		n := numbered(at, all.root(f.list[i].claims[0].terms[0].cell))
		if n == len(parts) {
			parts = append(parts, part{})
		}
		parts[n].facts = append(parts[n].facts, i)
	}
	for _, l := range of.links {
		if n, spoken := at[all.root(l.newer)]; spoken {
			parts[n].links = append(parts[n].links, l)
		}
	}
	return parts
}

// groups are cells joined into groups (union and find).
type groups []int

func newGroups(n int) groups {
	g := make(groups, n)
	for i := range g {
		g[i] = i
	}
	return g
}

func (g groups) root(i int) int {
	for g[i] != i {
		g[i] = g[g[i]]
		i = g[i]
	}
	return i
}

// join lets the lower number stand for both.
func (g groups) join(a, b int) {
	a, b = g.root(a), g.root(b)
	g[max(a, b)] = min(a, b)
}

func (g groups) joinLinks(links []link) {
	for _, l := range links {
		g.join(l.older, l.newer)
	}
}

func (g groups) joinFact(one fact) {
	first := one.claims[0].terms[0].cell
	for _, c := range one.claims {
		for _, x := range c.terms {
			g.join(first, x.cell)
		}
	}
}

// merge writes terms by the cells that stand for their groups, in order, each
// once.
func (g groups) merge(of []term) []term {
	terms := make([]term, len(of))
	for i, x := range of {
		terms[i] = term{g.root(x.cell), x.coef}
	}
	slices.SortFunc(terms, func(a, b term) int { return cmp.Compare(a.cell, b.cell) })
	merged := terms[:0]
	for _, x := range terms {
		if last := len(merged) - 1; last >= 0 && merged[last].cell == x.cell {
			merged[last].coef += x.coef
		} else {
			merged = append(merged, x)
		}
	}
	return slices.DeleteFunc(merged, func(x term) bool { return x.coef == 0 })
}
