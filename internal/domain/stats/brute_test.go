package stats

import (
	"maps"
	"slices"
)

// A brute is the adversary of the tests: it tries every number of people in
// every cell and keeps what fits the statements. It shares nothing with the
// auditor but the statements themselves.
type brute struct {
	ids        []CellID
	most       map[CellID]int
	statements []Statement
	same       [][2]CellID // cells taken for one
}

func newBrute(statements []Statement, same ...[2]CellID) *brute {
	b := &brute{most: map[CellID]int{}, statements: statements, same: same}
	know := func(ids ...CellID) {
		for _, id := range ids {
			if _, known := b.most[id]; !known {
				b.ids, b.most[id] = append(b.ids, id), Unbounded
			}
		}
	}
	for _, s := range statements {
		for _, c := range s.Any {
			know(slices.Concat(c.Sum, c.Less)...)
		}
	}
	for _, s := range same {
		know(s[:]...)
	}
	for range b.ids { // a bound may follow from one found later
		for _, s := range statements {
			b.narrow(s)
		}
		for _, s := range same {
			b.most[s[0]] = min(b.most[s[0]], b.most[s[1]])
			b.most[s[1]] = b.most[s[0]]
		}
	}
	return b
}

// narrow bounds cells by what they add up to, and parts by their whole.
func (b *brute) narrow(s Statement) {
	for _, c := range s.Any {
		if len(s.Any) == 1 && len(c.Less) == 0 {
			for _, id := range c.Sum {
				b.most[id] = min(b.most[id], c.To)
			}
		}
		whole := 0
		for _, id := range c.Sum {
			whole += b.most[id]
		}
		for _, id := range c.Less {
			b.most[id] = min(b.most[id], whole)
		}
	}
}

// size is how many tables there are to try.
func (b *brute) size() int {
	n := 1
	for _, id := range b.ids {
		if n *= b.most[id] + 1; n > Unbounded {
			return Unbounded
		}
	}
	return n
}

// tables are all that fit.
func (b *brute) tables() (all []map[CellID]int) {
	var fill func(table map[CellID]int, ids []CellID)
	fill = func(table map[CellID]int, ids []CellID) {
		if !b.fits(table) {
			return
		}
		if len(ids) == 0 {
			all = append(all, maps.Clone(table))
			return
		}
		for n := range b.most[ids[0]] + 1 {
			table[ids[0]] = n
			fill(table, ids[1:])
		}
		delete(table, ids[0])
	}
	fill(map[CellID]int{}, b.ids)
	return all
}

// fits asks every statement of which all cells are filled.
func (b *brute) fits(table map[CellID]int) bool {
	for _, s := range b.same {
		older, filled := table[s[0]]
		if newer, too := table[s[1]]; filled && too && older != newer {
			return false
		}
	}
	for _, s := range b.statements {
		if known, true_ := holds(s, table); known && !true_ {
			return false
		}
	}
	return true
}

// holds reports whether all cells are filled, and if so, whether the statement
// is true of them. A sum is a number of people, never less than none.
func holds(s Statement, table map[CellID]int) (known, true_ bool) {
	for _, c := range s.Any {
		n, filled := value(c, table)
		if !filled {
			return false, false
		}
		if n < 0 {
			return true, false
		}
		true_ = true_ || c.From <= n && (n <= c.To || c.To == Unbounded)
	}
	return true, true_
}

func value(c Claim, table map[CellID]int) (n int, filled bool) {
	for _, id := range c.Sum {
		m, known := table[id]
		if !known {
			return 0, false
		}
		n += m
	}
	for _, id := range c.Less {
		m, known := table[id]
		if !known {
			return 0, false
		}
		n -= m
	}
	return n, true
}

// interval is what a sum can be in some tables.
func bruteInterval(c Claim, tables []map[CellID]int) Interval {
	values := map[int]bool{}
	for _, t := range tables {
		n, _ := value(c, t)
		values[n] = true
	}
	all := slices.Collect(maps.Keys(values))
	if len(all) == 0 {
		return Interval{}
	}
	return Interval{slices.Min(all), slices.Max(all), len(all)}
}

// asked are the sums a reader must not be able to work out: every cell, named
// by its newest version, and every sum anything was said of, unless it was
// given away.
func (b *brute) asked() (claims []Claim) {
	for _, id := range b.ids {
		if !slices.ContainsFunc(b.ids, func(other CellID) bool { return b.stand(other) == b.stand(id) && other.Version > id.Version }) {
			claims = append(claims, Claim{Sum: []CellID{id}})
		}
	}
	for _, s := range b.statements {
		for _, c := range s.Any {
			if len(b.form(c)) > 1 && !slices.ContainsFunc(claims, func(other Claim) bool { return maps.Equal(b.form(c), b.form(other)) }) {
				claims = append(claims, Claim{Sum: c.Sum, Less: c.Less})
			}
		}
	}
	return slices.DeleteFunc(claims, b.givenAway)
}

// stand is the oldest version a cell is taken for.
func (b *brute) stand(id CellID) CellID {
	for _, s := range b.same {
		if s[1] == id {
			return b.stand(s[0])
		}
	}
	return id
}

// form counts how often each cell is added.
func (b *brute) form(c Claim) map[CellID]int {
	form := map[CellID]int{}
	for _, id := range c.Sum {
		form[b.stand(id)]++
	}
	for _, id := range c.Less {
		form[b.stand(id)]--
	}
	maps.DeleteFunc(form, func(_ CellID, n int) bool { return n == 0 })
	return form
}

// givenAway reports that whatever is taken for this sum was said exactly, as
// somebody allowed, or that all its cells were.
func (b *brute) givenAway(c Claim) bool {
	if cells := b.form(c); len(cells) > 1 {
		all := true
		for id := range cells {
			all = all && b.givenAway(Claim{Sum: []CellID{id}})
		}
		return all || b.everyVersion(c)
	}
	return b.everyVersion(c)
}

func (b *brute) everyVersion(of Claim) bool {
	same := func(c Claim) bool { return maps.Equal(b.form(c), b.form(of)) }
	for _, id := range b.ids { // a cell nobody said anything about by itself
		if c := (Claim{Sum: []CellID{id}}); same(c) && !b.exactly(c) {
			return false
		}
	}
	for _, s := range b.statements {
		for _, c := range s.Any {
			if same(c) && !b.exactly(c) {
				return false
			}
		}
	}
	return true
}

func (b *brute) exactly(of Claim) bool {
	return slices.ContainsFunc(b.statements, func(s Statement) bool {
		c := s.Any[0]
		return s.Shape == Exact && len(s.Any) == 1 && c.From == c.To && sameCells(c.Sum, of.Sum) && sameCells(c.Less, of.Less)
	})
}
