package person

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
)

func people(names ...string) []Person {
	all := make([]Person, len(names))
	for i, n := range names {
		all[i] = Person{ID: domain.NewID[domain.PersonID](), Pseudonym: domain.NewSecret(n)}
	}
	return all
}

func names(l domain.Listed[Person]) []string {
	var all []string
	for _, p := range l.Rows {
		all = append(all, p.Pseudonym.Reveal())
	}
	return all
}

func TestPick(t *testing.T) {
	known := people("Zięba", "Jaskółka", "zimorodek", "Żuraw")
	for text, want := range map[string][]string{
		"":        {"Jaskółka", "Zięba", "zimorodek", "Żuraw"},
		" ZI ":    {"Zięba", "zimorodek"},
		"żu":      {"Żuraw"},
		"ÓŁKA":    {"Jaskółka"},
		"z. imię": nil,
	} {
		q := Query{Text: text, Compare: strings.Compare}
		if got := names(q.pick(known)); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	if known[0].Pseudonym.Reveal() != "Zięba" || len(known) != 4 {
		t.Error("picking changed what was handed in")
	}
	q := Query{Compare: func(a, b string) int { return strings.Compare(b, a) }}
	if got := names(q.pick(known)); got[0] != "Żuraw" {
		t.Errorf("not in the reader's order: %v", got)
	}
}

func TestPickPages(t *testing.T) {
	var all []string
	for i := range domain.PageSize + 3 {
		all = append(all, fmt.Sprintf("Ptak %03d", i))
	}
	known := people(all...)
	for page, want := range map[int]int{0: domain.PageSize, 1: domain.PageSize, 2: 3, 3: 0, math.MaxInt: 0, math.MinInt: domain.PageSize} {
		l := Query{Page: domain.Page{Number: page}, Compare: strings.Compare}.pick(known)
		if len(l.Rows) != want || l.Total != len(all) || l.Pages() != 2 {
			t.Errorf("page %d: %d of %d on %d pages", page, len(l.Rows), l.Total, l.Pages())
		}
	}
	l := Query{Page: domain.Page{Number: 2}, Compare: strings.Compare}.pick(known)
	if got := names(l); got[0] != all[domain.PageSize] {
		t.Errorf("the second page begins with %s", got[0])
	}
}

func TestNewPersonCheck(t *testing.T) {
	for pseudonym, good := range map[string]bool{
		"Zięba": true, "Z": true, strings.Repeat("ą", 60): true,
		"": false, " \t": false, strings.Repeat("ą", 61): false,
	} {
		var p domain.Problems
		if (NewPerson{Pseudonym: pseudonym}).Check(&p); (p.Err() == nil) != good {
			t.Errorf("%q: %v", pseudonym, p.Err())
		}
	}
}
