package stats

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
		return Release{}, err
	}
	g := guard{Table: t, counts: counts, facts: newFacts(history), Release: Release{at: map[CellID]int{}}}
	g.findBroken()
	g.cells(true)
	g.totals(true)
	g.cells(false)
	for _, s := range t.Shares {
		g.share(s)
	}
	g.totals(false)
	return g.Release, nil
}

// guard is a table on its way to a release.
type guard struct {
	Table
	Release
	counts map[CellID]Count
	facts  *facts       // what a reader knows so far
	broken map[int]bool // of those, the ones that hang together with a number that can be worked out
}

// findBroken looks for what should never have been published.
func (g *guard) findBroken() {
	g.broken = map[int]bool{}
	for _, p := range g.facts.parts(g.facts.all()) {
		work := trialWork
		r := g.facts.read(p.facts, &work)
		sound := r.state == whole
		for _, q := range r.parts {
			s, _ := g.facts.search(q, &work)
			sound = sound && s.judge().safe
		}
		for _, i := range p.facts {
			g.broken[i] = !sound
		}
	}
}

// say adds a figure to the release and what it says to what a reader knows.
func (g *guard) say(e Entry, says ...Statement) {
	g.add(e, says...)
	for _, s := range says {
		g.facts.add(s)
	}
}

// cells decides the cells that are shown, and the wholes of shares.
func (g *guard) cells(exact bool) {
	for _, c := range g.Cells {
		if !c.Silent && g.Exact[c.ID] == exact {
			g.number(c.ID, []CellID{c.ID}, g.rule(c.ID))
		}
	}
	for _, s := range g.Shares {
		if s.sized() && g.Exact[s.Of.ID] == exact {
			g.number(s.Of.ID, []CellID{s.Of.ID}, g.rule(s.Of.ID))
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
	n := g.counts[id].n
	says := func(a atom) []Statement {
		return []Statement{{Figure: id, Shape: a.figure().shape, Any: []Claim{{Sum: of, From: a.lo, To: a.hi}}}}
	}
	a, guards, ok := g.choose(n, g.reach(of), by, says)
	if !ok {
		g.say(Entry{ID: id, Figure: Published{shape: Withheld}, Why: Neighbour, Guards: guards})
		return
	}
	g.say(entry(id, a, guards), says(a)...)
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

// share decides the part of a share, whose whole is decided.
func (g *guard) share(s Share) {
	switch {
	case !s.sized():
		g.say(Entry{ID: s.Part.ID, Figure: Published{shape: HiddenShare}})
	case g.Entry(s.Of.ID).Figure.shape == Withheld:
		e := g.Entry(s.Of.ID)
		g.say(Entry{ID: s.Part.ID, Figure: e.Figure, Of: e.Figure, Why: Neighbour, Guards: e.Guards})
	case g.Exact[s.Part.ID]:
		g.exactShare(s)
	default:
		g.roundedShare(s)
	}
}

// exactShare decides a part that may be exact.
func (g *guard) exactShare(s Share) {
	of := g.Entry(s.Of.ID).Figure
	says := func(a atom) []Statement {
		return []Statement{
			{Figure: s.Part.ID, Shape: a.figure().shape, Any: []Claim{{Sum: []CellID{s.Part.ID}, From: a.lo, To: a.hi}}},
			{Figure: s.Part.ID, Shape: Between, Any: []Claim{{Sum: []CellID{s.Of.ID}, Less: []CellID{s.Part.ID}, To: Unbounded}}},
		}
	}
	a, guards, ok := g.choose(s.Part.Count.n, reach{hi: g.reach([]CellID{s.Of.ID}).hi}, oneOf, says)
	if !ok {
		g.say(Entry{ID: s.Part.ID, Figure: Published{shape: Withheld}, Of: of, Why: Neighbour, Guards: guards})
		return
	}
	e := entry(s.Part.ID, a, guards)
	e.Of = of
	g.say(e, says(a)...)
}

// roundedShare shows a part if both it and the rest are large, and hides which
// of them is not.
func (g *guard) roundedShare(s Share) {
	of := g.Entry(s.Of.ID).Figure
	part, whole := []CellID{s.Part.ID}, []CellID{s.Of.ID}
	hidden := Statement{Figure: s.Part.ID, Shape: HiddenShare, Any: []Claim{{Sum: part, To: Small}, {Sum: whole, Less: part, To: Small}}}
	shown := func(a atom) []Statement {
		return []Statement{
			{Figure: s.Part.ID, Shape: Rounded, Any: []Claim{{Sum: part, From: a.lo, To: a.hi}}},
			{Figure: s.Part.ID, Shape: Between, Any: []Claim{{Sum: whole, Less: part, From: Small + 1, To: Unbounded}}},
		}
	}
	try := g.trial(nil)
	j := try.judge(hidden)
	for n := Small + 1; n <= g.reach(whole).hi-Small-1 && j.safe; n += step {
		j = try.judge(shown(stepOf(n))...)
	}
	n, rest := s.Part.Count.n, s.Of.Count.n-s.Part.Count.n
	switch {
	case !j.safe:
		g.say(Entry{ID: s.Part.ID, Figure: Published{shape: Withheld}, Of: of, Why: Neighbour, Guards: j.exposed})
	case n <= Small || rest <= Small:
		g.say(Entry{ID: s.Part.ID, Figure: Published{shape: HiddenShare}, Of: of}, hidden)
	default:
		g.say(Entry{ID: s.Part.ID, Figure: stepOf(n).figure(), Of: of, Why: ByRule}, shown(stepOf(n))...)
	}
}
