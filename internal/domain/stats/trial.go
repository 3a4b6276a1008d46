package stats

import "slices"

// judgement is what would come of saying something.
type judgement struct {
	safe       bool
	impossible bool   // a reader knows that it is not so; safe, since it is never said
	exposed    CellID // when not safe
}

// What one judgement and all of them together may spend.
const (
	trialWork   = 30_000_000
	protectWork = 1_000_000_000
)

// trial judges what a figure could say, one possibility after the other. Most
// of them leave the reading of everything else as it is; then one search
// serves them all.
type trial struct {
	g    *guard
	base map[bool]*base // by whether the figure gives a number away
}

func (g *guard) trial() *trial { return &trial{g, map[bool]*base{}} }

// judge asks whether statements would be safe to add to what a reader knows.
func (t *trial) judge(says ...Statement) judgement {
	f, n := t.g.facts, len(t.g.facts.list)
	defer f.forget(n)
	var told []int
	var facts []fact
	for _, s := range says {
		i := f.add(s)
		told, facts = append(told, i), append(facts, f.list[i])
	}
	t.g.turn = min(trialWork, t.g.work)
	before := t.g.turn
	defer func() { t.g.work -= before - t.g.turn }()
	if j, ok := t.quick(facts, n); ok {
		return j
	}
	return t.g.whole(told)
}

// whole judges everything that hangs together with some facts.
func (g *guard) whole(told []int) judgement {
	r := g.facts.read(told, &g.turn)
	if r.state != sound {
		return judgement{safe: r.state == impossible, impossible: r.state == impossible}
	}
	for _, p := range r.parts {
		s, _ := g.facts.search(p, &g.turn)
		s.found()
		if j := s.judge(); !j.safe {
			return j
		}
	}
	return judgement{safe: true}
}

// judge asks whether everything a search knows is safe, once something was
// found.
func (s *search) judge() judgement {
	for _, g := range s.goals {
		if s.spent() || !s.guarded(g) || s.spent() {
			return judgement{exposed: g.of.Sum[0]}
		}
	}
	return judgement{safe: true}
}

// quick judges facts in the search of the base, if they change no reading.
func (t *trial) quick(says []fact, n int) (j judgement, ok bool) {
	exact := slices.ContainsFunc(says, func(one fact) bool { return one.exact })
	b, known := t.base[exact]
	if !known {
		b = t.g.newBase(says, n)
		t.base[exact] = b
	}
	if !b.serves || slices.ContainsFunc(says, b.clashes) {
		return j, false
	}
	mark, either := len(b.t.trail), b.either
	defer func() { b.t.undo(mark); b.either = either }()
	for _, g := range b.goals {
		g.seen = nil
	}
	fits := !slices.ContainsFunc(says, func(one fact) bool { return !b.assume(one) }) && b.found()
	switch {
	case b.spent():
		return judgement{}, true
	case !fits: // unless a reader could take something for changed, to make it fit
		return judgement{safe: true, impossible: true}, !b.links
	}
	return b.judge(), true
}
