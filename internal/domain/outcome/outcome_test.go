package outcome

import (
	"errors"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

func mend(err error) string {
	var p domain.Problems
	if err != nil && !errors.As(err, &p) {
		return err.Error()
	}
	var names []string
	for _, e := range p {
		names = append(names, e.Field)
	}
	return strings.Join(names, " ")
}

func TestValueCheck(t *testing.T) {
	long := strings.Repeat("ż", maxText+1)
	for name, c := range map[string]struct {
		n    NewOutcome
		want string
	}{
		"a count":               {NewOutcome{Form: Count, N: 7}, ""},
		"a count of none":       {NewOutcome{Form: Count}, ""},
		"a count below none":    {NewOutcome{Form: Count, N: -1}, "n"},
		"the largest count":     {NewOutcome{Form: Count, N: maxCount}, ""},
		"a count beyond it":     {NewOutcome{Form: Count, N: maxCount + 1}, "n"},
		"some of some":          {NewOutcome{Form: Share, N: 3, Of: 12}, ""},
		"all of some":           {NewOutcome{Form: Share, N: 12, Of: 12}, ""},
		"more than all":         {NewOutcome{Form: Share, N: 13, Of: 12}, "n"},
		"some of none":          {NewOutcome{Form: Share}, "of"},
		"below none of some":    {NewOutcome{Form: Share, N: -1, Of: 12}, "n"},
		"of too many":           {NewOutcome{Form: Share, N: 1, Of: maxCount + 1}, "of"},
		"everybody":             {NewOutcome{Form: All}, ""},
		"the group as a whole":  {NewOutcome{Form: Group}, ""},
		"words":                 {NewOutcome{Form: Words, Words: "lepiej śpią"}, ""},
		"words that are blank":  {NewOutcome{Form: Words, Words: " \n"}, "words"},
		"words that are long":   {NewOutcome{Form: Words, Words: long}, "words"},
		"no form":               {NewOutcome{}, "form"},
		"a form nobody knows":   {NewOutcome{Form: "percent", N: 50}, "form"},
		"a long quote":          {NewOutcome{Form: All, Quote: long}, "quote"},
		"a long word for whom":  {NewOutcome{Form: All, Who: strings.Repeat("ż", maxWho+1)}, "who"},
		"everything else long":  {NewOutcome{Form: All, Context: long, When: long, Source: long}, "context when source"},
		"numbers without a use": {NewOutcome{Form: All, N: -5, Of: -5}, ""},
	} {
		c.n.Indicator = "znaleźli pracę"
		if got := mend(c.n.Check()); got != c.want {
			t.Errorf("%s: to mend %q, want %q", name, got, c.want)
		}
	}
	if got := mend(NewOutcome{Indicator: " ", Form: All}.Check()); got != "indicator" {
		t.Errorf("without an indicator to mend %q", got)
	}
}

// TestNoNumberOutOfWords: whatever else a form brings, only what its form says
// is kept.
func TestNoNumberOutOfWords(t *testing.T) {
	for form, want := range map[Form]Value{
		Count: {Form: Count, N: stats.People(3)},
		All:   {Form: All},
		Share: {Form: Share, N: stats.People(3), Of: stats.People(12)},
		Group: {Form: Group},
		Words: {Form: Words, Words: "lepiej śpią"},
	} {
		n := NewOutcome{Form: form, N: 3, Of: 12, Words: " lepiej śpią "}
		if got := n.outcome().Value; got != want {
			t.Errorf("%s became %+v, want %+v", form, got, want)
		}
	}
}

func TestByGroup(t *testing.T) {
	a, b := domain.NewID[domain.GroupID](), domain.NewID[domain.GroupID]()
	runs := ByGroup([]Outcome{{}, {}, {Group: a}, {Group: b}, {Group: b}})
	if len(runs) != 3 || len(runs[0]) != 2 || len(runs[1]) != 1 || len(runs[2]) != 2 || runs[2][0].Group != b {
		t.Errorf("got %d runs: %+v", len(runs), runs)
	}
	if len(ByGroup(nil)) != 0 {
		t.Error("a run of nothing")
	}
}
