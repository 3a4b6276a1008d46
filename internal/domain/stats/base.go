package stats

import "slices"

// base is everything a reader knows that hangs together with some sums, and
// the sums themselves without bounds.
type base struct {
	*search
	*model
	serves bool           // for what could be said about the sums
	links  bool           // a reader takes some cells for unchanged
	told   map[int][]span // by form: what was said of the same sum, if nothing changed
}

// newBase makes the base of facts about some sums, which stand at n in the
// list and are out of it meanwhile. It serves only as long as nothing had to be
// taken for changed beyond plain clashes: one more fact could make a narrower
// contradiction of a wide one, and then less counts as changed.
func (g *guard) newBase(says []fact, n int) *base {
	f, b := g.facts, &base{told: map[int][]span{}}
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
	if r := f.read(open, &g.turn); r.state == sound && len(r.parts) == 1 && len(r.clashes) == r.plain {
		b.search, b.model, b.serves = f.model(r.parts[0], &g.turn)
		links := f.links()
		b.links = len(links) > 0
		b.compare(f, links, open)
	}
	return b
}

// compare fills in what was told of the sums.
func (b *base) compare(f *facts, links []link, open []int) {
	same := newGroups(len(f.ids))
	same.joinLinks(links)
	for _, i := range open {
		mine := f.list[i].claims[0]
		form := formOf(same.merge(mine.terms))
		for _, one := range f.list {
			if c := one.claims[0]; len(one.claims) == 1 && len(c.terms) == len(mine.terms) && formOf(same.merge(c.terms)) == form {
				b.told[mine.form] = append(b.told[mine.form], c)
			}
		}
	}
}

// clashes reports that a fact contradicts another, if nothing changed.
func (b *base) clashes(one fact) bool {
	c := one.claims[0]
	return len(one.claims) == 1 && slices.ContainsFunc(b.told[c.form], func(other span) bool {
		return other.lo > c.hi || c.lo > other.hi
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
