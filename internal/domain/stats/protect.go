package stats

import "fmt"

// Protect decides what of a table everybody may see, next to everything that
// was published before.
//
// Every figure is said as finely as is safe, one after the other. How finely
// is decided before its number is looked at: the rule makes steps of whatever
// the number might be for all that the reader knows, and steps are joined
// until none of them would expose anybody, this one or another. Therefore what
// is joined or withheld tells nothing but what the statements say: all tables
// that fit the statements of a release give that same release.
func (t Table) Protect(history []Statement) (Release, error) {
	counts, err := t.counts()
	if err != nil {
		return Release{}, fmt.Errorf("protect table: %w", err)
	}
	for _, s := range history {
		if err := s.Check(); err != nil {
			return Release{}, fmt.Errorf("protect table after: %w", err)
		}
	}
	g := guard{Table: t, counts: counts, facts: newFacts(history), work: protectWork, Release: Release{at: map[CellID]int{}}}
	g.relate()
	g.findBroken()
	g.cells(true, t.part)
	g.totals(true)
	g.cells(false, t.part)
	g.shares(t.part)
	g.cells(true, t.whole)
	g.cells(false, t.whole)
	g.shares(t.whole)
	g.totals(false)
	g.verdict = Audit(history, g.statements)
	if !g.verdict.Accepted() {
		return g.nothing(), nil
	}
	g.refuse()
	return g.Release, nil
}

// guard is a table on its way to a release.
type guard struct {
	Table
	Release
	counts counts
	facts  *facts       // what a reader knows so far
	broken map[int]bool // of those, the ones that hang together with a number that can be worked out
	work   int          // what may still be spent
	turn   int          // of that, on what is being judged
}

// findBroken looks for what should never have been published.
func (g *guard) findBroken() {
	g.broken = map[int]bool{}
	for _, p := range g.facts.parts(g.facts.all()) {
		g.turn = trialWork
		if g.whole(p.facts).safe {
			continue
		}
		for _, i := range p.facts {
			g.broken[i] = true
		}
	}
}

// nothing withholds the whole table. It should not come to that: figure by
// figure was found safe.
func (g *guard) nothing() Release {
	r := Release{at: map[CellID]int{}, verdict: g.verdict}
	for _, e := range g.entries {
		r.add(Entry{ID: e.ID, Figure: Published{shape: Withheld}, Of: Published{shape: Withheld}, Why: Neighbour})
	}
	return r
}

// refuse looks for leave to be exact that cannot be used, since it would give
// another number away. Whoever gave it has to decide what becomes of the two.
func (g *guard) refuse() {
	for _, e := range g.entries {
		if g.Exact[e.ID] && e.Why == Neighbour && e.Guards != (CellID{}) {
			g.verdict.Finding = Exposing
			g.verdict.Exposed = append(g.verdict.Exposed, Exposure{Known: Known{Sum: []CellID{e.Guards}}})
		}
	}
}

// say adds a figure to the release, and what it says to what a reader knows.
func (g *guard) say(e Entry, says ...Statement) {
	g.add(e, says...)
	for _, s := range says {
		g.facts.add(s)
	}
}

// cells decides the cells that are shown, and the wholes of shares, of those
// whose turn it is.
func (g *guard) cells(exact bool, turn func(CellID) bool) {
	for _, c := range g.Cells {
		if !c.Silent && g.Exact[c.ID] == exact && turn(c.ID) {
			g.number(c.ID, []CellID{c.ID}, g.rule(c.ID))
		}
	}
	for _, s := range g.Shares {
		if s.sized() && g.Exact[s.Of.ID] == exact && turn(s.Of.ID) {
			g.number(s.Of.ID, []CellID{s.Of.ID}, g.rule(s.Of.ID))
		}
	}
}

// shares decides the parts of shares whose turn it is; before any of them, its
// whole.
func (g *guard) shares(turn func(CellID) bool) {
	for _, s := range g.Shares {
		if turn(s.Part.ID) {
			for _, exact := range []bool{true, false} {
				g.cells(exact, func(id CellID) bool { return id == s.Of.ID })
			}
			g.share(s)
		}
	}
}

func (g *guard) totals(exact bool) {
	for _, t := range g.Totals {
		if g.Exact[t.ID] == exact {
			g.number(t.ID, t.Of, g.rule(t.ID))
		}
	}
}

// rule is how a figure is said where nothing else is to be guarded. Leave to
// be exact does not reach the small whole of a share that has none: few of
// three would be nearly known.
func (g *guard) rule(id CellID) rule {
	if !g.Exact[id] {
		return stepOf
	}
	for _, s := range g.Shares {
		if s.Of.ID == id && !g.Exact[s.Part.ID] {
			return func(n int) atom {
				if n <= Small {
					return stepOf(n)
				}
				return oneOf(n)
			}
		}
	}
	return oneOf
}

// number decides a figure that is the sum of cells.
func (g *guard) number(id CellID, of []CellID, by rule) {
	if _, done := g.at[id]; done {
		return
	}
	n := g.counts.of[id].n
	says := func(a atom) []Statement {
		return []Statement{{Figure: id, Shape: a.figure().shape, Any: []Claim{{Sum: of, From: a.lo, To: a.hi}}}}
	}
	r := g.reach(of)
	a, guards, ok := g.choose(n, r, by, says)
	if !ok {
		g.say(Entry{ID: id, Figure: Published{shape: Withheld}, Why: Neighbour, Guards: guards})
		return
	}
	e := entry(id, a, guards)
	if g.Exact[id] && a != by(n) && r.hi-r.lo <= mostAtoms {
		e.Why, e.Guards = Neighbour, guards // also where only what was said before is said again
	}
	g.say(e, says(a)...)
}

func entry(id CellID, a atom, guards CellID) Entry {
	e := Entry{ID: id, Figure: a.figure()}
	switch e.Figure.shape {
	case Between:
		e.Why, e.Guards = Neighbour, guards
	case Rounded:
		e.Why = ByRule
	case Exact:
		e.Why = Allowed
	}
	return e
}
