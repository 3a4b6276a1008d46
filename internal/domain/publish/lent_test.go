package publish

import "testing"

// TestLentHoursAreAFact: whole hours that were lent are told, of invented
// meetings none, and less than an hour is nothing.
func TestLentHoursAreAFact(t *testing.T) {
	for _, c := range []struct {
		minutes int64
		madeUp  bool
		want    string
	}{{419, false, "6 hours"}, {59, false, ""}, {419, true, ""}} {
		src := source()
		src.Lent, src.MadeUp = c.minutes, c.madeUp
		d := draft{source: src, lang: English, words: plainWords{}}
		got := ""
		for _, row := range d.facts(TemplateSection{Facts: []string{"groups", "lent"}}) {
			if row.Key == "lent" {
				got = row.Values[0]
			}
		}
		if got != c.want {
			t.Errorf("%d minutes, made up %v: %q, want %q", c.minutes, c.madeUp, got, c.want)
		}
	}
}
