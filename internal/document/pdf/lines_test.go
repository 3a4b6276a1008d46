package pdf

import (
	"strings"
	"testing"

	"krag/internal/document/sheet"
)

func set(say string, width float64) []string {
	s := newSetter(sheet.Sheet{Lang: "pl"})
	var all []string
	for _, l := range breakLines(s.words(sheet.T(say), s.tree.root, "pl", s.voices.body), width) {
		var b strings.Builder
		for _, w := range l.words {
			for _, p := range w.pieces {
				b.WriteString(string(p.runes))
			}
			b.WriteString("_")
		}
		all = append(all, strings.TrimSuffix(b.String(), "_"))
	}
	return all
}

func TestLinesAreEven(t *testing.T) {
	got := set("aaaa bbbb cccc dddd eeee ffff gggg", 110)
	if len(got) != 2 || strings.Count(got[0], "_") > 3 {
		t.Errorf("a paragraph of two lines is parted unevenly: %q", got)
	}
}

func TestLongWordsPartBehindSigns(t *testing.T) {
	for _, l := range set("https://krag.example/bardzo/dluga/sciezka/do/pliku", 120)[:2] {
		if !strings.ContainsAny(l[len(l)-1:], "/.-") {
			t.Errorf("a line ends within a name: %q", l)
		}
	}
}

// TestNarrowerThanALetter must come to an end, whatever there is no room for.
func TestNarrowerThanALetter(t *testing.T) {
	if got := set("słowo 💚💚", 1); len(got) != 7 {
		t.Errorf("seven letters in %d lines: %q", len(got), got)
	}
}
