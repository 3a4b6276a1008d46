package publish

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// forms are words in the forms in which people meet them.
var forms = [][]string{
	{"kobieta", "kobiety", "kobietom", "kobiet", "kobietami"},
	{"przemoc", "przemocy", "przemocą"},
	{"bezrobotni", "bezrobotnych", "bezrobocie", "bezrobociem"},
	{"uzależnienie", "uzależnionych", "uzależnienia"},
	{"samotność", "samotnych", "samotności", "samotni"},
	{"grupa", "grup", "grupach", "grupy", "grupie"},
	{"praca", "pracy", "pracę", "pracą"},
	{"dom", "domu", "domach", "domy"},
	{"жінка", "жінки", "жінкам"},
	{"насильство", "насильства", "насильством"},
	{"самотність", "самотні", "самотності"},
	{"зв’язок", "звʼязок", "звязок"},
	{"group", "groups"},
	{"meeting", "meetings"},
	{"violence"},
}

func card(slug, title, words string) Listed {
	return Listed{Entry: Entry{Slug: slug, Template: "practice", Area: "social.welfare", Titles: map[Lang]string{Polish: title}, Words: words}}
}

func slugs(f Found) (all []string) {
	for _, e := range f.Rows {
		all = append(all, e.Slug)
	}
	return all
}

// find gives the slugs of everything that a text finds.
func find(ix *Index, text string) []string {
	return slugs(ix.Search(Query{Text: text, Most: 1000}))
}

// TestFindsEveryForm looks for each word by each of its forms, with and
// without the marks on its letters, and finds nothing else by it.
func TestFindsEveryForm(t *testing.T) {
	for _, word := range forms {
		for _, written := range word {
			ix := NewIndex()
			ix.Apply(card("other", "przemysł prasa robot inne людина industry", ""))
			ix.Apply(card("it", "", "coś o: "+written+", i dalej"))
			for _, form := range word {
				for _, typed := range []string{form, fold(form), strings.ToUpper(form)} {
					if got := find(ix, typed); !slices.Equal(got, []string{"it"}) {
						t.Errorf("%q finds %v where %q stands", typed, got, written)
					}
				}
			}
		}
	}
}

// TestMissesWhatIsNear keeps words apart that only begin alike.
func TestMissesWhatIsNear(t *testing.T) {
	for _, c := range [][2]string{
		{"przemoc", "przemysł"},
		{"praca", "prasa"},
		{"praca", "pracownia"},
		{"rady", "radio"},
		{"kobieta", "kobierzec"},
		{"самотність", "самоврядування"},
		{"2024", "2025"},
		{"rok20245", "rok20246"},
		{"domu", "domowa"},
	} {
		for _, pair := range [][2]string{c, {c[1], c[0]}} {
			ix := NewIndex()
			ix.Apply(card("it", pair[1], ""))
			if got := find(ix, pair[0]); len(got) > 0 {
				t.Errorf("%q finds %q", pair[0], pair[1])
			}
		}
	}
	ix := NewIndex()
	ix.Apply(card("it", "Domowa atmosfera", ""))
	if find(ix, "dom") == nil {
		t.Error("dom does not find domowa, which begins with it")
	}
}

func TestOrder(t *testing.T) {
	ix := NewIndex()
	for _, l := range []Listed{card("a", "Ćwiczenia", "praca"), card("b", "Praca", ""), card("c", "Czas", "o pracy"), card("d", "Żółw", "o pracy"), card("e", "Ławka", "pracą")} {
		ix.Apply(l)
	}
	for _, c := range []struct {
		q    Query
		want string
	}{
		{Query{Text: "praca"}, "b e d c a"}, // its title first, then the newest
		{Query{}, "e d c b a"},
		{Query{Text: "praca", Skip: 1}, "e d c a"},
		{Query{Text: "praca", Skip: 3, Most: 1}, "c"},
		{Query{Text: "praca", ByTitle: Polish}, "c a e b d"},
		{Query{ByTitle: Polish, Skip: 1, Most: 2}, "a e"},
	} {
		if c.q.Most == 0 {
			c.q.Most = 10
		}
		if got := strings.Join(slugs(ix.Search(c.q)), " "); got != c.want {
			t.Errorf("%+v: %s, want %s", c.q, got, c.want)
		}
	}
}

// TestUnknownWords leaves out what nobody has, and says so; of a question
// nobody knows a word of, nothing is left.
func TestUnknownWords(t *testing.T) {
	ix := NewIndex()
	ix.Apply(card("a", "Praca w ogrodzie", ""))
	f := ix.Search(Query{Text: "praca Kosmos", Most: 10})
	if f.Total != 1 || !slices.Equal(f.Unknown, []string{"Kosmos"}) {
		t.Errorf("%d found, unknown %v", f.Total, f.Unknown)
	}
	if f := ix.Search(Query{Text: "kosmos", Most: 10}); f.Total != 0 || len(f.Rows) != 0 {
		t.Errorf("a word nobody has finds %d", f.Total)
	}
	if f := ix.Search(Query{Text: " ?! ", Most: 10}); f.Total != 1 {
		t.Errorf("no word at all finds %d", f.Total)
	}
}

func TestWithdrawnAndPublishedAgain(t *testing.T) {
	ix := NewIndex()
	ix.Apply(card("a", "Praca", ""))
	ix.Apply(card("b", "Praca", ""))
	gone := Listed{Entry: Entry{Slug: "a"}, Withdrawn: true}
	ix.Apply(gone)
	ix.Apply(gone)
	if got := find(ix, "praca"); !slices.Equal(got, []string{"b"}) {
		t.Errorf("withdrawn: %v", got)
	}
	ix.Apply(card("a", "Praca i dom", ""))
	if got := find(ix, "praca"); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("again: %v", got)
	}
	for i := range 300 { // so many editions that the index is put in order
		ix.Apply(card("a", fmt.Sprintf("Praca i dom %d", i), ""))
	}
	if got := find(ix, "praca"); !slices.Equal(got, []string{"a", "b"}) || len(ix.docs) > 200 || ix.Len() != 2 {
		t.Errorf("corrected often: %v, %d numbers for %d cards", got, len(ix.docs), ix.Len())
	}
	if got := find(ix, "7"); got != nil {
		t.Errorf("a word of an edition before the last finds %v", got)
	}
}

// brute is the catalogue as a list, read from end to end for each question.
type brute []Entry

func (b *brute) apply(l Listed) {
	*b = slices.DeleteFunc(*b, func(e Entry) bool { return e.Slug == l.Slug })
	if !l.Withdrawn {
		*b = append(*b, l.Entry)
	}
}

func stands(word string, texts ...string) (found bool) {
	for _, text := range texts {
		eachWord(text, func(w string) {
			typed, has := fold(word), stem(fold(w))
			st := stem(typed)
			switch n := utf8.RuneCountInString(st); {
			case n == 3 && st == typed:
				found = found || strings.HasPrefix(has, st)
			case n < 4, strings.ContainsAny(st, digits):
				found = found || has == st
			default:
				found = found || alike(st, has)
			}
		})
	}
	return found
}

func has(e Entry, want [facets]string, but Facet) bool {
	for f, values := range properties(e) {
		if Facet(f) != but && want[f] != "" && !slices.Contains(values, want[f]) {
			return false
		}
	}
	return true
}

func (b brute) search(q Query) (f Found) {
	hits := slices.Clone(b)
	slices.Reverse(hits)
	titled := func(Entry) bool { return true }
	f.Words = asked(q.Text)
	for _, word := range f.Words {
		in := func(e Entry) bool { return stands(word, slices.Concat(all(e.Titles), []string{e.Words})...) }
		if !slices.ContainsFunc(b, in) {
			f.Unknown = append(f.Unknown, word)
			continue
		}
		hits = slices.DeleteFunc(hits, func(e Entry) bool { return !in(e) })
		before := titled
		titled = func(e Entry) bool { return before(e) && stands(word, all(e.Titles)...) }
	}
	if len(f.Unknown) > 0 && len(f.Unknown) == len(f.Words) {
		hits = nil
	}
	slices.SortStableFunc(hits, func(a, b Entry) int {
		return map[bool]int{true: 0, false: 1}[titled(a)] - map[bool]int{true: 0, false: 1}[titled(b)]
	})
	for facet := range facets {
		f.Counts[facet] = map[string]int{}
		for _, e := range hits {
			if has(e, q.Narrow, facet) {
				for _, v := range properties(e)[facet] {
					f.Counts[facet][v]++
				}
			}
		}
	}
	hits = slices.DeleteFunc(hits, func(e Entry) bool { return !has(e, q.Narrow, -1) })
	f.Total = len(hits)
	f.Rows = hits[min(q.Skip, len(hits)):min(q.Skip+q.Most, len(hits))]
	return f
}

func all(texts map[Lang]string) []string { return slices.Collect(maps.Values(texts)) }

// TestIndexIsAScan compares the index with a scan over random cards that come,
// are corrected and go, for random questions.
func TestIndexIsAScan(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		ix, list := NewIndex(), brute{}
		for range 600 {
			l := randomCard(r)
			ix.Apply(l)
			list.apply(l)
			if r.IntN(3) > 0 {
				continue
			}
			q := Query{Text: randomWords(r, r.IntN(4)), Skip: r.IntN(5), Most: 1 + r.IntN(20)}
			for f := range q.Narrow {
				if r.IntN(4) == 0 {
					q.Narrow[f] = []string{"practice", "social", "violence", "12", "uk"}[f]
				}
			}
			got, want := ix.Search(q), list.search(q)
			if got.Total != want.Total || !slices.Equal(slugs(got), slugs(want)) || !slices.Equal(got.Unknown, want.Unknown) {
				t.Fatalf("seed %d, %+v: %d %v unknown %v, want %d %v unknown %v", seed, q, got.Total, slugs(got), got.Unknown, want.Total, slugs(want), want.Unknown)
			}
			for f := range got.Counts {
				if !maps.Equal(got.Counts[f], want.Counts[f]) {
					t.Fatalf("seed %d, %+v, facet %d: %v, want %v", seed, q, f, got.Counts[f], want.Counts[f])
				}
			}
		}
	}
}

func randomCard(r *rand.Rand) Listed {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	l := card(fmt.Sprintf("c%d", r.IntN(90)), randomWords(r, 2), randomWords(r, 6))
	l.Withdrawn = r.IntN(3) == 0
	l.Template, l.Area, l.Voivodeship = pick("practice", "story"), pick("social.work", "social", "culture.houses"), pick("12", "24")
	l.Kinds = slices.Compact([]string{"violence", pick("violence", "other")})
	if r.IntN(2) == 0 {
		l.Titles[Ukrainian] = randomWords(r, 2)
	}
	return l
}

func randomWords(r *rand.Rand, n int) string {
	words := make([]string, n)
	for i := range words {
		of := append(forms[r.IntN(len(forms))], "przemysł", "prasa", "domowa", "i", "kosmos")
		words[i] = of[r.IntN(len(of))]
	}
	return strings.Join(words, " ")
}

// FuzzSearch asks anything: the answer is never a mishap, never more than was
// asked for, and a card is found by everything it says.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{"", "praca domowa", "жінка’", "' ’", "\xff\xfe", "a\u0301", strings.Repeat("słowo ", 500), "Ⅷ ǅ ß"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ix := NewIndex()
		ix.Apply(card("other", "Inna praktyka", ""))
		ix.Apply(card("it", text, ""))
		found := ix.Search(Query{Text: text, Most: 10})
		if len(found.Words) > mostWords || len(found.Rows) > 2 || found.Total != len(found.Rows) {
			t.Errorf("%q: %d words, %d of %d rows", text, len(found.Words), len(found.Rows), found.Total)
		}
		if !slices.Contains(slugs(found), "it") {
			t.Errorf("a card is not found by its own title %q", text)
		}
	})
}
