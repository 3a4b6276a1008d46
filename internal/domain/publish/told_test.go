package publish

import (
	"slices"
	"testing"
)

// rowOf is the fact of a card that has a key.
func rowOf(e Edition, key string) (row Fact, found bool) {
	for _, part := range e.Parts {
		for _, s := range part.Sections {
			for _, b := range s.Blocks {
				if b.Facts == nil {
					continue
				}
				if i := slices.IndexFunc(b.Facts.Rows, func(f Fact) bool { return f.Key == key }); i >= 0 {
					return b.Facts.Rows[i], true
				}
			}
		}
	}
	return row, false
}

// resultOf is the result of a card that has an indicator.
func (w work) resultOf(indicator string) Result {
	all := w.edition(Polish).Results()
	return all[slices.IndexFunc(all, func(r Result) bool { return r.Indicator == indicator })]
}

// What every reader looks for is on a card, or that nobody told it.
func TestWhatNobodyToldIsSaid(t *testing.T) {
	for template, keys := range map[string][]string{"practice": {"contact"}, "innovation": {"steps", "contact"}} {
		for _, key := range keys {
			row, found := rowOf(workOn(template).edition(Ukrainian), key)
			if !found || row.Missing != "uk missing "+key {
				t.Errorf("%s, %s: %+v", template, key, row)
			}
		}
	}
	w := workOn("innovation")
	w.source.Record["innovators"], w.source.Record["path"] = []string{"Maria"}, []string{"spotkanie"}
	e := w.edition(Polish)
	if row, _ := rowOf(e, "contact"); !slices.Equal(row.Values, []string{"Maria", "Ośrodek, Klucze"}) || row.Lang != Polish {
		t.Errorf("whom to ask: %+v", row)
	}
	if row, _ := rowOf(e, "steps"); row.Missing != "" || !slices.Equal(row.Values, []string{"spotkanie"}) {
		t.Errorf("steps that are told: %+v", row)
	}
	w.source.Contact = []string{"", "dom@example.org"}
	if row, _ := rowOf(w.edition(Polish), "contact"); row.Missing != "" || !slices.Equal(row.Values, []string{"dom@example.org"}) {
		t.Errorf("a contact that is told: %+v", row)
	}
}

func TestGlossaryHasWhatTheCardSays(t *testing.T) {
	w := workOn("practice")
	w.source.Costs[0].Note = "z NZOZ, nie z OPS-em"
	e := w.edition(English)
	var terms []string
	for _, term := range e.Glossary {
		terms = append(terms, term.Term)
	}
	want := []string{"KIS", "NZOZ", "OPS", "en stage independent", "en stage co_led"}
	if !slices.Equal(terms, want) {
		t.Fatalf("%v, want %v", terms, want)
	}
	if kis := e.Glossary[0]; kis.Long != "klub integracji społecznej" || kis.Means != "social integration club" {
		t.Errorf("%+v", kis)
	}
}

// Results stand as the card names the groups, whatever order they are read in.
func TestResultsFollowTheGroups(t *testing.T) {
	w := workOn("practice")
	slices.Reverse(w.source.Groups)
	w.source.Outcomes[1].Group, w.source.Outcomes[1].GroupName = w.source.Groups[0].ID, w.source.Groups[0].Name
	var of []string
	for _, part := range w.edition(Polish).Parts {
		for _, s := range part.Sections {
			for _, b := range s.Blocks {
				if b.Results != nil {
					of = append(of, b.Results.Of)
				}
			}
		}
	}
	if want := []string{"", "Grupa rozmów", "Grupa dla kobiet"}; !slices.Equal(of, want) {
		t.Errorf("%q, want %q", of, want)
	}
}

func TestZeroSaysWhatItLeavesOut(t *testing.T) {
	unpriced := func(w work) string {
		for _, part := range w.edition(Polish).Parts {
			for _, s := range part.Sections {
				for _, b := range s.Blocks {
					if b.Costs != nil {
						return b.Costs.Unpriced
					}
				}
			}
		}
		return ""
	}
	w := workOn("practice")
	if unpriced(w) == "" {
		t.Error("a cost of 0 zł looks like work without a price")
	}
	w.source.Costs = w.source.Costs[:1]
	if said := unpriced(w); said != "" {
		t.Errorf("without a zero: %q", said)
	}
}

func TestPiecesOfSteps(t *testing.T) {
	for text, want := range map[string][]Piece{
		"Kroki:\n1. jeden\n2. dwa":      {{Paragraph: "Kroki:"}, {Items: []string{"jeden", "dwa"}, Ordered: true}},
		"1. jeden\n2. dwa\n- punkt":     {{Items: []string{"jeden", "dwa"}, Ordered: true}, {Items: []string{"punkt"}}},
		"1. maja otworzyliśmy salę.":    {{Paragraph: "1. maja otworzyliśmy salę."}},
		"Otworzyliśmy salę\n1. maja.":   {{Paragraph: "Otworzyliśmy salę 1. maja."}},
		"2. punkt\n3. punkt":            {{Paragraph: "2. punkt 3. punkt"}},
		"- punkt\n1. jeden\n2. dwa":     {{Items: []string{"punkt"}}, {Items: []string{"jeden", "dwa"}, Ordered: true}},
		"1. jeden\n2. dwa\ndalej słowa": {{Items: []string{"jeden", "dwa"}, Ordered: true}, {Paragraph: "dalej słowa"}},
	} {
		got := Pieces(text)
		if !slices.EqualFunc(got, want, func(a, b Piece) bool {
			return a.Paragraph == b.Paragraph && a.Ordered == b.Ordered && slices.Equal(a.Items, b.Items)
		}) {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}
