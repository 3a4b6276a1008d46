package publish

import (
	"cmp"
	"slices"
	"strings"
)

// Facet is a property by which the catalogue can be narrowed down.
type Facet int

// The facets. A card has an area and everything that area lies under, and each
// kind of group its programme has.
const (
	ByTemplate Facet = iota
	ByArea
	ByKind
	ByVoivodeship
	ByLang // it is written in
	facets
)

// Index finds published cards. Cards are numbered as they come, so that the
// newest have the highest numbers and are found first by reading downwards;
// whoever reads the same changes has the same index. It is not safe to change
// it while somebody searches.
type Index struct {
	docs  []doc
	live  set
	at    map[string]uint32 // number of a live card by its slug
	terms []term
	stems map[string]int32   // term by its stem
	heads map[string][]int32 // terms by how they begin, in three and four letters
	prop  [facets]map[string]*posting
	mixes [facets]mixes
	mixed [facets][]uint32       // which mix a card has, by its number
	size  [facets]map[string]int // how many live cards have a value
	order map[Lang][]uint32      // by title
}

// doc is a card: what a list shows, and how its titles are sorted.
type doc struct {
	Entry
	keys map[Lang]string
}

// term is a stem and where it is found.
type term struct {
	stem       string
	title, all posting
}

// mixes are the values of a facet as cards have them together: what is found
// in few cards is counted by these, card by card.
type mixes struct {
	values [][]string
	no     map[string]uint32
}

// of is the number of a mix.
func (m *mixes) of(values []string) uint32 {
	key := strings.Join(values, "\n")
	no, there := m.no[key]
	if !there {
		no = uint32(len(m.values))
		m.values = append(m.values, values)
		m.no[key] = no
	}
	return no
}

// NewIndex makes an empty one.
func NewIndex() *Index {
	ix := &Index{at: map[string]uint32{}, stems: map[string]int32{}, heads: map[string][]int32{}, order: map[Lang][]uint32{}}
	for f := range ix.prop {
		ix.prop[f] = map[string]*posting{}
		ix.mixes[f].no = map[string]uint32{}
		ix.size[f] = map[string]int{}
	}
	return ix
}

// Len is how many cards it has.
func (ix *Index) Len() int { return len(ix.at) }

// Apply takes over a change of the shelf.
func (ix *Index) Apply(l Listed) {
	if n, there := ix.at[l.Slug]; there {
		ix.live.drop(n)
		delete(ix.at, l.Slug)
		for f, values := range properties(ix.docs[n].Entry) {
			for _, v := range values {
				ix.size[f][v]--
			}
		}
	}
	if !l.Withdrawn {
		ix.add(l.Entry)
	}
	if dead := len(ix.docs) - len(ix.at); dead > 64 && dead > len(ix.at) {
		ix.compact()
	}
}

func (ix *Index) add(e Entry) {
	n := uint32(len(ix.docs))
	for _, lang := range Langs {
		ix.read(n, e.Titles[lang], true)
		ix.read(n, e.Leads[lang], false)
	}
	ix.read(n, e.Publisher+"\n"+e.Place, false)
	ix.read(n, e.Words, false)
	e.Words = "" // read, and too long to keep
	ix.docs = append(ix.docs, doc{e, sortKeys(e)})
	ix.live.add(n)
	ix.at[e.Slug] = n
	for f, values := range properties(e) {
		ix.mixed[f] = append(ix.mixed[f], ix.mixes[f].of(values))
		for _, v := range values {
			ix.property(Facet(f), v).add(n)
			ix.size[f][v]++
		}
	}
	for _, lang := range Langs {
		i, _ := slices.BinarySearchFunc(ix.order[lang], n, func(a, b uint32) int { return ix.compareTitles(lang, a, b) })
		ix.order[lang] = slices.Insert(ix.order[lang], i, n)
	}
}

// compareTitles puts equal titles in the order of newest first.
func (ix *Index) compareTitles(lang Lang, a, b uint32) int {
	return cmp.Or(cmp.Compare(ix.docs[a].keys[lang], ix.docs[b].keys[lang]), cmp.Compare(b, a))
}

// properties are the values of a card by facet.
func properties(e Entry) (all [facets][]string) {
	all[ByTemplate] = []string{e.Template}
	all[ByArea] = Path(e.Area)
	all[ByKind] = e.Kinds
	all[ByVoivodeship] = []string{e.Voivodeship}
	for _, lang := range Langs {
		if _, in := e.Title(lang); in == lang {
			all[ByLang] = append(all[ByLang], string(lang))
		}
	}
	return all
}

func (ix *Index) property(f Facet, value string) *posting {
	p := ix.prop[f][value]
	if p == nil {
		p = &posting{}
		ix.prop[f][value] = p
	}
	return p
}

// read notes every word of a text.
func (ix *Index) read(n uint32, text string, title bool) {
	eachWord(text, func(word string) {
		t := ix.term(stem(fold(word)))
		t.all.add(n)
		if title {
			t.title.add(n)
		}
	})
}

func (ix *Index) term(stem string) *term {
	i, there := ix.stems[stem]
	if !there {
		i = int32(len(ix.terms))
		ix.terms = append(ix.terms, term{stem: stem})
		ix.stems[stem] = i
		ix.under(stem, i)
	}
	return &ix.terms[i]
}

// under files a term under how it begins.
func (ix *Index) under(stem string, i int32) {
	three, four := head(stem, 3), head(stem, 4)
	ix.heads[three] = append(ix.heads[three], i)
	if four != three {
		ix.heads[four] = append(ix.heads[four], i)
	}
}

// compact leaves out the cards that are gone, and the words that only they had.
func (ix *Index) compact() {
	to, fresh := make([]int32, len(ix.docs)), NewIndex()
	fresh.size, fresh.mixes = ix.size, ix.mixes
	for n, d := range ix.docs {
		to[n] = -1
		if ix.live.has(uint32(n)) {
			to[n] = int32(len(fresh.docs))
			fresh.live.add(uint32(to[n]))
			fresh.at[d.Slug] = uint32(to[n])
			fresh.docs = append(fresh.docs, d)
			for f := range ix.mixed {
				fresh.mixed[f] = append(fresh.mixed[f], ix.mixed[f][n])
			}
		}
	}
	for _, t := range ix.terms {
		if all := t.all.renumbered(to); !all.empty() {
			*fresh.term(t.stem) = term{t.stem, t.title.renumbered(to), all}
		}
	}
	for f, values := range ix.prop {
		for v, p := range values {
			*fresh.property(Facet(f), v) = p.renumbered(to)
		}
	}
	for lang, order := range ix.order {
		for _, n := range order {
			if to[n] >= 0 {
				fresh.order[lang] = append(fresh.order[lang], uint32(to[n]))
			}
		}
	}
	*ix = *fresh
}
