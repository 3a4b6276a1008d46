package publish

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// madeUp are some thousand words that begin in many ways, as words do.
func madeUp(n int) string {
	syllables := []string{"ka", "ro", "mi", "tu", "lep", "sza", "dro", "bi", "wen", "go", "pry", "zal", "cho", "nu", "fer", "ja", "sto", "klu"}
	word := ""
	for range 3 {
		word += syllables[n%len(syllables)]
		n /= len(syllables)
	}
	return word
}

// benchIndex has so many cards of forty words each, of a vocabulary of some
// thousands.
func benchIndex(cards int) *Index {
	ix, r := NewIndex(), rand.New(rand.NewPCG(1, 7))
	for n := range cards {
		words := make([]string, 40)
		for i := range words {
			words[i] = madeUp(r.IntN(5000))
		}
		l := card(fmt.Sprint("c", n), fmt.Sprint("Karta ", n), strings.Join(words, " ")+" "+forms[n%len(forms)][0])
		l.Area, l.Voivodeship, l.Kinds = Areas[n%len(Areas)].Code, fmt.Sprintf("%02d", 2+2*(n%16)), []string{"other"}
		ix.Apply(l)
	}
	return ix
}

// BenchmarkSearch is what a search costs besides its page, without and with a
// hundred times the cards.
func BenchmarkSearch(b *testing.B) {
	for _, cards := range []int{1000, 100_000} {
		ix := benchIndex(cards)
		for name, q := range map[string]Query{
			"all": {}, "word": {Text: "samotnych"}, "words": {Text: madeUp(77) + " kobietom"},
			"narrowed": {Text: "pracy", Narrow: [facets]string{ByVoivodeship: "12"}, ByTitle: Polish},
			"facets":   {Narrow: [facets]string{ByVoivodeship: "12", ByKind: "other", ByArea: "social", ByLang: "pl"}},
		} {
			q.Most = 20
			b.Run(fmt.Sprintf("%s-%d", name, cards), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					ix.Search(q)
				}
			})
		}
	}
}

// BenchmarkLoose looks through the longest text of a section: of words, of
// numbers that are asked about, and of one that never ends.
func BenchmarkLoose(b *testing.B) {
	for name, piece := range map[string]string{
		"words": "Uczestniczki spotykają się co tydzień i rozmawiają przez 2 godziny. ", "numbers": "8 z nich ", "glued": "8a", "long": "1 000", "online": "a.b@", "range": "5 lub ",
		"scales": "two hundred ", "each": "co drugi do ",
	} {
		text := strings.Repeat(piece, MaxText/len(piece))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				loose("x", Polish, text)
			}
		})
	}
}
