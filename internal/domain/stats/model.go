package stats

import "slices"

// model makes a search of one part, with cells that are taken for one as one
// unknown.
type model struct {
	f       *facts
	same    groups
	unknown map[int]int // by the cell that stands for its group
	cells   [][]int     // by unknown
	sums    [][]term    // of unknowns
	named   []Claim     // by sum, as first claimed
	given   []bool      // by sum: given away wherever it was claimed
	at      map[string]int
}

// search makes the search of a part. False when its bounds already exclude
// each other.
func (f *facts) search(p part, work *int) (s *search, ok bool) {
	s, _, ok = f.model(p, work)
	return s, ok
}

func (f *facts) model(p part, work *int) (s *search, m *model, ok bool) {
	m = &model{f: f, same: newGroups(len(f.ids)), unknown: map[int]int{}, at: map[string]int{}}
	m.same.joinLinks(p.links)
	var all [][]within
	for _, i := range p.facts {
		all = append(all, m.claims(f.list[i]))
	}
	m.number(all)
	s = newSearch(len(m.cells), m.sums, work)
	for _, claims := range all {
		if w := claims[0]; len(claims) > 1 {
			s.either = append(s.either, claims)
		} else if !s.t.bound(w.v, w.lo, w.hi) {
			return s, m, false
		}
	}
	s.t.trail = nil
	m.setGoals(s)
	return s, m, true
}

// claims are those of a fact. Sums are numbered from -1 downwards until it is
// known how many unknowns there are.
func (m *model) claims(one fact) (claims []within) {
	for _, c := range one.claims {
		claims = append(claims, within{m.variable(c), c.lo, c.end()})
	}
	return claims
}

// end is where a claim ends, far out where it does not.
func (c span) end() int {
	if c.hi == Unbounded {
		return unbounded
	}
	return c.hi
}

func (m *model) number(all [][]within) {
	for _, claims := range all {
		for i := range claims {
			if v := claims[i].v; v < 0 {
				claims[i].v = len(m.cells) - 1 - v
			}
		}
	}
}

// variable finds or makes the unknown or the sum a claim is about.
func (m *model) variable(c span) int {
	for _, x := range c.terms {
		m.know(x.cell)
	}
	terms := m.same.merge(c.terms)
	for i := range terms {
		terms[i].cell = m.unknown[terms[i].cell]
	}
	if len(terms) == 1 && terms[0].coef == 1 {
		return terms[0].cell
	}
	n := numbered(m.at, formOf(terms))
	if n == len(m.sums) {
		m.sums, m.named, m.given = append(m.sums, terms), append(m.named, m.f.claim(c.terms)), append(m.given, true)
	}
	m.given[n] = m.given[n] && m.f.given[c.form] > 0
	return -1 - n
}

// know gives a cell its unknown.
func (m *model) know(cell int) {
	n := numbered(m.unknown, m.same.root(cell))
	if n == len(m.cells) {
		m.cells = append(m.cells, nil)
	}
	if !slices.Contains(m.cells[n], cell) {
		m.cells[n] = append(m.cells[n], cell)
	}
}

// setGoals asks for every number that may be small and was not given away.
func (m *model) setGoals(s *search) {
	given := make([]bool, len(m.cells))
	for u, cells := range m.cells {
		given[u] = !slices.ContainsFunc(cells, func(c int) bool { return !m.f.exact(c) })
		s.goal(u, given[u], Claim{Sum: m.newest(cells)})
	}
	for i, terms := range m.sums {
		open := slices.ContainsFunc(terms, func(x term) bool { return !given[x.cell] })
		s.goal(len(m.cells)+i, m.given[i] || !open, m.named[i])
	}
}

// newest names an unknown by its newest version.
func (m *model) newest(cells []int) []CellID {
	newest := m.f.ids[cells[0]]
	for _, c := range cells[1:] {
		if id := m.f.ids[c]; id.Version > newest.Version {
			newest = id
		}
	}
	return []CellID{newest}
}

func (s *search) goal(v int, given bool, of Claim) {
	if !given && s.t.lo[v] <= Small {
		s.goals = append(s.goals, &goal{v: v, of: of})
	}
}
