package publish

import (
	"maps"
	"math"
	"math/bits"
	"strings"
	"time"
	"unicode/utf8"
)

// The most of a question that is read.
const (
	mostAsked = 200 // characters
	mostWords = 12
)

// Query is what somebody wants to find. Only of the facets that are set is
// anything asked.
type Query struct {
	Text    string
	Narrow  [facets]string
	ByTitle Lang // sort by the titles in a language; empty for the best, then the newest
	Skip    int
	Most    int
}

// Found is what was found: some rows of so many. Counts are how many cards
// each value of a facet would leave, with everything else that was asked.
type Found struct {
	Total   int
	Rows    []Entry
	Words   []string // of the question, as they were read
	Unknown []string // words of the question that stand in no card, and were left out
	Counts  [facets]map[string]int
	Changed time.Time // when the catalogue learnt of its last change, never before that change
}

// asked are the words of a question.
func asked(text string) (words []string) {
	eachWord(head(text, mostAsked), func(word string) {
		if len(words) < mostWords && fold(word) != "" {
			words = append(words, word)
		}
	})
	return words
}

// Search answers a query.
func (ix *Index) Search(q Query) (f Found) {
	memory := arenas.Get().(*arena)
	defer memory.give()
	s := search{ix: ix, memory: memory, hits: memory.copy(ix.live)}
	f.Words = asked(q.Text)
	for _, word := range f.Words {
		if !s.word(word) {
			f.Unknown = append(f.Unknown, word)
		}
	}
	if len(f.Unknown) > 0 && len(f.Unknown) == len(f.Words) {
		clear(s.hits) // of a question nobody knows a word of, nothing is left
	}
	if len(f.Words) == 0 && q.Narrow == [facets]string{} {
		f.Counts = ix.sizes()
	} else {
		f.Counts = s.narrow(q.Narrow)
	}
	f.Total = s.hits.count()
	rows := s.rows(q)
	f.Rows = make([]Entry, 0, len(rows))
	for _, n := range rows {
		f.Rows = append(f.Rows, ix.docs[n].Entry)
	}
	return f
}

const digits = "0123456789"

// search is a question while it is answered.
type search struct {
	ix     *Index
	memory *arena
	hits   set
	titled set // hits with every word in their titles; nil while no word was asked
}

// word leaves the cards that have a word. One that no card has changes
// nothing and is false.
func (s *search) word(word string) bool {
	terms := s.ix.matching(fold(word))
	all := s.memory.set(len(s.hits))
	for _, i := range terms {
		s.ix.terms[i].all.into(all)
	}
	if all.and(s.ix.live); all.none() {
		return false
	}
	s.hits.and(all)
	if title := s.title(terms); s.titled == nil {
		s.titled = title
	} else {
		s.titled.and(title)
	}
	return true
}

// title are the cards with one of the terms in their titles; mostly none, and
// then it is not even as long as the others.
func (s *search) title(terms []int32) set {
	title := set{}
	for _, i := range terms {
		if t := &s.ix.terms[i]; !t.title.empty() {
			if len(title) == 0 {
				title = s.memory.set(len(s.hits))
			}
			t.title.into(title)
		}
	}
	return title
}

// matching are the terms that a word asks for: forms of the same word. A word
// of up to three letters asks for those that begin with it, too; one of which
// only so few stay without its ending, and a number, for itself alone.
func (ix *Index) matching(word string) (terms []int32) {
	st := stem(word)
	if n := utf8.RuneCountInString(st); n < 4 || strings.ContainsAny(st, digits) {
		if n == 3 && st == word {
			return ix.heads[st]
		}
		if i, there := ix.stems[st]; there {
			terms = append(terms, i)
		}
		return terms
	}
	for _, i := range ix.heads[head(st, 4)] {
		if alike(st, ix.terms[i].stem) {
			terms = append(terms, i)
		}
	}
	return terms
}

// narrow leaves the cards with the wanted values, and counts for each facet
// what its values would leave together with what is wanted of the others.
func (s *search) narrow(want [facets]string) (counts [facets]map[string]int) {
	var chosen [facets]set
	near := s.memory.set(len(s.hits)) // the cards that have all of the wanted values but one
	for f, value := range want {
		if value == "" {
			continue
		}
		chosen[f] = s.memory.set(len(s.hits))
		if p := s.ix.prop[f][value]; p != nil {
			p.into(chosen[f])
		}
		for i, w := range chosen[f] {
			near[i] = near[i]&w | s.hits[i]&^w
			s.hits[i] &= w
		}
	}
	for f := range counts {
		counts[f] = s.countIn(s.without(chosen[f], near), Facet(f))
	}
	return counts
}

// without are the cards with everything that is wanted but of one facet: the
// hits, and what is near to them and lacks just that.
func (s *search) without(chosen, near set) set {
	if chosen == nil {
		return s.hits
	}
	all := s.memory.copy(s.hits)
	for i, w := range chosen {
		all[i] |= near[i] &^ w
	}
	return all
}

// sizes counts all cards by the values of every facet.
func (ix *Index) sizes() (counts [facets]map[string]int) {
	for f, sizes := range ix.size {
		counts[f] = maps.Clone(sizes)
		maps.DeleteFunc(counts[f], func(value string, n int) bool { return n == 0 || value == "" })
	}
	return counts
}

// perCard is how many words of bits are compared in the time in which a card
// is looked up.
const perCard = 6

// countIn counts the cards of a set by the values of a facet: value by value,
// or card by card where that is less to do.
func (s *search) countIn(in set, f Facet) map[string]int {
	if in.count()*perCard < len(in)*len(s.ix.prop[f]) {
		return s.countEach(in, f)
	}
	counts := map[string]int{}
	for value, p := range s.ix.prop[f] {
		n := in.andCount(p.bits)
		for _, m := range p.list {
			if in.has(m) {
				n++
			}
		}
		if n > 0 && value != "" {
			counts[value] = n
		}
	}
	return counts
}

// countEach counts card by card.
func (s *search) countEach(in set, f Facet) map[string]int {
	mixes := s.ix.mixes[f].values
	of, mixed := s.memory.set(len(mixes)), s.ix.mixed[f]
	for i, w := range in {
		for ; w != 0; w &= w - 1 {
			of[mixed[i<<6+bits.TrailingZeros64(w)]]++
		}
	}
	counts := map[string]int{}
	for no, n := range of {
		if n == 0 {
			continue
		}
		for _, value := range mixes[no] {
			if value != "" {
				counts[value] += int(n)
			}
		}
	}
	return counts
}

// rows are the numbers of the cards to show, in order.
func (s *search) rows(q Query) (rows []uint32) {
	if q.ByTitle != "" {
		return s.byTitle(q)
	}
	take := func(skip int, keep func(int) uint64) {
		for n := range s.hits.downward(skip, keep) {
			if len(rows) >= q.Most {
				return
			}
			rows = append(rows, n)
		}
	}
	first := s.hits.andCount(s.titled)
	if first == 0 {
		take(q.Skip, func(int) uint64 { return math.MaxUint64 })
		return rows
	}
	take(q.Skip, func(i int) uint64 { return s.titled[i] })
	take(max(0, q.Skip-first), func(i int) uint64 { return ^s.titled[i] })
	return rows
}

func (s *search) byTitle(q Query) (rows []uint32) {
	skip := q.Skip
	for _, n := range s.ix.order[q.ByTitle] {
		switch {
		case !s.hits.has(n):
		case skip > 0:
			skip--
		case len(rows) == q.Most:
			return rows
		default:
			rows = append(rows, n)
		}
	}
	return rows
}

// Title is the title of a card for readers of a language, and the language it
// is in: the Polish one stands for what was not translated.
func (e Entry) Title(lang Lang) (title string, in Lang) { return own(e.Titles, lang) }

// Lead is its one sentence, in the same way.
func (e Entry) Lead(lang Lang) (lead string, in Lang) { return own(e.Leads, lang) }

func own(texts map[Lang]string, lang Lang) (string, Lang) {
	if text := texts[lang]; text != "" && text != texts[Polish] {
		return text, lang
	}
	return texts[Polish], Polish
}

// alphabets say in which order the letters of a language come.
var alphabets = map[Lang]string{
	Polish:    " 0123456789aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
	Ukrainian: " 0123456789абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
	English:   " 0123456789abcdefghijklmnopqrstuvwxyz",
}

// sortKeys are the titles of a card in letters whose bytes sort as the
// alphabet of the language does; what is not in it comes after it.
func sortKeys(e Entry) map[Lang]string {
	keys := map[Lang]string{}
	for _, lang := range Langs {
		title, _ := e.Title(lang)
		var key []rune
		for _, r := range strings.ToLower(title) {
			if i := strings.IndexRune(alphabets[lang], r); i >= 0 {
				key = append(key, rune(i))
			} else if p, ok := unmarked[r]; ok && strings.ContainsRune(alphabets[lang], p) {
				key = append(key, rune(strings.IndexRune(alphabets[lang], p)))
			} else if strings.TrimFunc(string(r), notLetter) != "" {
				key = append(key, 256+r)
			}
		}
		keys[lang] = string(key)
	}
	return keys
}
