package i18n_test

import (
	"testing"

	"krag/internal/i18n"
)

func TestFinder(t *testing.T) {
	for _, c := range []struct {
		sought, words string
		want          bool
	}{
		{"glosnik", "Głośnik przenośny", true},
		{"PRZENOŚ", "Głośnik przenośny", true},
		{"dk 12", "Rzutnik DK 12", true},
		{"Проє", "старий проєктор", true},
		{"krzesło", "Głośnik przenośny", false},
		{"", "Głośnik", true},
	} {
		if got := i18n.Finder(c.sought)(c.words); got != c.want {
			t.Errorf("%q in %q: %v", c.sought, c.words, got)
		}
	}
}
