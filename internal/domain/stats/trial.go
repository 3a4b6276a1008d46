package stats

import "slices"

// judgement is what would come of saying something.
type judgement struct {
	safe       bool
	impossible bool   // a reader knows that it is not so; safe, since it is never said
	exposed    CellID // when not safe
}

// trialWork is what one judgement may spend.
const trialWork = 20_000_000

// trial judges statements about the same sums, one after the other. Most of
// them leave the reading of everything else as it is; then one search serves
// for all.
type trial struct {
	g    *guard
	base map[bool]*base // by whether the statements give a number away
}

// base is everything a reader knows, with the sums of a trial in it.
type base struct {
	*search
	*model
	links bool           // a reader takes some cells for unchanged
	told  map[int][]span // by form: what was said of the same sum, if nothing changed
	plain bool           // can serve
}

func (g *guard) trial(says func(atom) []Statement) *trial {
	return &trial{g, map[bool]*base{}}
}

// judge asks whether statements would be safe to add.
func (t *trial) judge(says ...Statement) judgement {
	f := t.g.facts
	n := len(f.list)
	var told []int
	for _, s := range says {
		told = append(told, f.add(s))
	}
	defer f.forget(n)
	facts := make([]fact, len(told))
	for i, at := range told {
		facts[i] = f.list[at]
	}
	if j, ok := t.quick(facts, n); ok {
		return j
	}
	work := trialWork
	r := f.read(told, &work)
	if r.state != whole {
		return judgement{safe: r.state == nothing, impossible: r.state == nothing}
	}
	for _, p := range r.parts {
		s, _ := f.search(p, &work)
		if j := s.judge(); !j.safe {
			return j
		}
	}
	return judgement{safe: true}
}

// judge asks whether everything a search knows is safe.
func (s *search) judge() judgement {
	if !s.exists() {
		return judgement{}
	}
	for _, g := range s.goals {
		if !s.guarded(g) || s.spent() {
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
		b = t.g.base(says, n)
		t.base[exact] = b
	}
	if !b.plain || slices.ContainsFunc(says, b.clashes) {
		return j, false
	}
	*b.t.work = trialWork
	mark, either := len(b.t.trail), b.either
	defer func() { b.t.undo(mark); b.either = either }()
	for _, g := range b.goals {
		g.seen = nil
	}
	fits := !slices.ContainsFunc(says, func(one fact) bool { return !b.assume(one) }) && b.exists()
	if !fits && !b.spent() {
		return judgement{safe: true, impossible: true}, !b.links
	}
	return b.judge(), true
}

// clashes reports that a fact contradicts another, if nothing changed.
func (b *base) clashes(one fact) bool {
	return len(one.claims) == 1 && slices.ContainsFunc(b.told[one.claims[0].form], func(c span) bool {
		return c.lo > one.claims[0].hi || one.claims[0].lo > c.hi
	})
}

// assume takes a fact for true, until undone.
func (b *base) assume(one fact) bool {
	claims := b.claims(one)
	b.number([][]within{claims})
	if len(claims) > 1 {
		b.either = append(slices.Clip(b.either), claims)
		return true
	}
	return b.t.bound(claims[0].v, claims[0].lo, claims[0].hi)
}

// base makes the search in which facts about some sums can be judged. They
// are taken out of what is known, and their sums put in without bounds.
func (g *guard) base(says []fact, n int) *base {
	f := g.facts
	f.forget(n)
	var open []int
	for _, one := range says {
		for _, c := range one.claims {
			c.lo, c.hi = 0, Unbounded
			open = append(open, f.put([]span{c}, one.exact))
		}
	}
	defer func() {
		f.forget(n)
		for _, one := range says {
			f.put(one.claims, one.exact)
		}
	}()
	work := trialWork
	b := &base{told: map[int][]span{}}
	if r := f.read(open, &work); r.state == whole && len(r.parts) == 1 {
		b.search, b.model, b.plain = f.model(r.parts[0], &work)
		b.links = len(f.links()) > 0
		b.plain = b.plain && g.tell(b, open)
	}
	return b
}

// tell fills in what was told of the sums of a base. False when a reader may
// take one of them for another version of itself.
func (g *guard) tell(b *base, open []int) bool {
	f, same := g.facts, newGroups(len(g.facts.ids))
	same.joinLinks(f.links())
	for _, i := range open {
		mine := f.list[i].claims[0]
		if len(mine.terms) == 1 && f.versions(mine.terms[0].cell) {
			return false
		}
		form := formOf(same.merge(mine.terms))
		for _, one := range f.list {
			if len(one.claims) == 1 && len(one.claims[0].terms) == len(mine.terms) && formOf(same.merge(one.claims[0].terms)) == form {
				b.told[mine.form] = append(b.told[mine.form], one.claims[0])
			}
		}
	}
	return true
}

// versions reports that something was said about another version of a cell.
func (f *facts) versions(cell int) bool {
	for other, a := range f.shown() {
		if other != cell && a != silence && f.ids[other].Key == f.ids[cell].Key {
			return true
		}
	}
	return false
}
