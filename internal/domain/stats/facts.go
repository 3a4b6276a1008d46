package stats

import (
	"cmp"
	"slices"
	"strconv"
)

// facts are statements with their cells numbered, each kept once, ready to be
// read in more than one way.
type facts struct {
	ids    []CellID
	number map[CellID]int
	forms  map[string]int // what is added up, by its terms
	given  []int          // by form: how many facts give it away, as somebody allowed
	list   []fact
	at     map[string]int // by the text of a fact
}

// fact is a statement: one of its claims holds.
type fact struct {
	claims []span
	exact  bool
	text   string
}

// span is a claim about numbered cells.
type span struct {
	terms  []term
	form   int
	lo, hi int
}

func newFacts(statements []Statement) *facts {
	f := &facts{number: map[CellID]int{}, forms: map[string]int{}, at: map[string]int{}}
	for _, s := range statements {
		f.add(s)
	}
	return f
}

// add gives the number of the fact a statement tells.
func (f *facts) add(s Statement) int {
	claims := make([]span, len(s.Any))
	for i, c := range s.Any {
		claims[i] = f.span(c)
	}
	return f.put(claims, s.exact())
}

func (f *facts) put(claims []span, exact bool) int {
	text := strconv.AppendBool(nil, exact)
	for _, c := range claims {
		for _, n := range []int{c.form, c.lo, c.hi} {
			text = append(strconv.AppendInt(text, int64(n), 10), ' ')
		}
	}
	i := numbered(f.at, string(text))
	if i == len(f.list) {
		f.list = append(f.list, fact{claims, exact, string(text)})
		f.give(f.list[i], 1)
	}
	return i
}

// forget takes back all but the first n facts.
func (f *facts) forget(n int) {
	for _, one := range f.list[n:] {
		delete(f.at, one.text)
		f.give(one, -1)
	}
	f.list = f.list[:n]
}

func (f *facts) give(one fact, by int) {
	if one.exact {
		f.given[one.claims[0].form] += by
	}
}

func (f *facts) span(c Claim) span {
	terms := f.terms(c)
	form := numbered(f.forms, formOf(terms))
	if form == len(f.given) {
		f.given = append(f.given, 0)
	}
	return span{terms, form, c.From, c.To}
}

// terms are those of a claim, in the order of their cells.
func (f *facts) terms(c Claim) (terms []term) {
	for _, id := range c.Sum {
		terms = append(terms, term{f.cell(id), 1})
	}
	for _, id := range c.Less {
		terms = append(terms, term{f.cell(id), -1})
	}
	slices.SortFunc(terms, func(a, b term) int { return cmp.Compare(a.cell, b.cell) })
	return terms
}

func (f *facts) cell(id CellID) int {
	n := numbered(f.number, id)
	if n == len(f.ids) {
		f.ids = append(f.ids, id)
	}
	return n
}

// exact reports that a cell was given away.
func (f *facts) exact(cell int) bool {
	form, known := f.forms[formOf([]term{{cell, 1}})]
	return known && f.given[form] > 0
}

// exactly reports that a cell, if anybody spoke of it, was given away.
func (f *facts) exactly(id CellID) bool {
	cell, known := f.number[id]
	return known && f.exact(cell)
}

// claim names numbered cells again.
func (f *facts) claim(terms []term) (c Claim) {
	for _, x := range terms {
		if x.coef > 0 {
			c.Sum = append(c.Sum, f.ids[x.cell])
		} else {
			c.Less = append(c.Less, f.ids[x.cell])
		}
	}
	return c
}

// formOf makes a key of ordered terms.
func formOf(terms []term) string {
	key := make([]byte, 0, 8*len(terms))
	for _, x := range terms {
		key = append(strconv.AppendInt(key, int64(x.coef), 10), '*')
		key = append(strconv.AppendInt(key, int64(x.cell), 10), ' ')
	}
	return string(key)
}

// numbered gives a key its number, the next one if it is new.
func numbered[K comparable](numbers map[K]int, key K) int {
	n, known := numbers[key]
	if !known {
		n = len(numbers)
		numbers[key] = n
	}
	return n
}
