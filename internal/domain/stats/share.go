package stats

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
	if e.Of = of; a != oneOf(s.Part.Count.n) {
		e.Why, e.Guards = Neighbour, guards
	}
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
	try := g.trial()
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
