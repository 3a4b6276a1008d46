package group

import (
	"reflect"
	"strings"
	"testing"

	"krag/internal/domain"
)

func TestDescriptionCheck(t *testing.T) {
	for name, c := range map[string]struct {
		d        Description
		openness Openness
		want     string
	}{
		"nothing said":           {Description{}, Open, ""},
		"all said":               {Description{About: "Rozmawiamy.", Langs: []string{"pl", "uk"}, Access: []Access{Quiet}, AccessNote: "winda", Least: 6, Most: 12, ClosesAt: 4, Visibility: OnRequest}, Mixed, ""},
		"as many as at least":    {Description{Least: 6, Most: 6}, Open, ""},
		"fewer than at least":    {Description{Least: 6, Most: 5}, Open, "most"},
		"one alone":              {Description{Least: 1}, Open, "least"},
		"a crowd":                {Description{Most: MostPeople + 1}, Open, "most"},
		"fewer than nobody":      {Description{Least: -1, Most: -1}, Open, "least most"},
		"mixed from when":        {Description{}, Mixed, "closes_at"},
		"mixed from the first":   {Description{ClosesAt: 1}, Mixed, "closes_at"},
		"mixed far too late":     {Description{ClosesAt: ClosesAtMost + 1}, Mixed, "closes_at"},
		"a language of nobody":   {Description{Langs: []string{"tlh"}}, Open, "langs"},
		"an access of nowhere":   {Description{Access: []Access{"lift"}}, Open, "access"},
		"shown to whom":          {Description{Visibility: "world"}, Open, "visibility"},
		"too long to read":       {Description{About: strings.Repeat("ż", maxAbout+1)}, Open, "about"},
		"a line that is a story": {Description{AccessNote: strings.Repeat("ż", maxLine+1)}, Open, "access_note"},
	} {
		var p domain.Problems
		c.d.Check(&p, c.openness)
		if got := strings.Join(fields(p), " "); got != c.want {
			t.Errorf("%s: to mend %q, want %q", name, got, c.want)
		}
	}
}

func TestDescriptionIsTidied(t *testing.T) {
	d := Description{About: " Rozmawiamy. ", Langs: []string{"en", "pl", "en"}, Access: []Access{Children, StepFree}, ClosesAt: 4}
	want := Description{About: "Rozmawiamy.", Langs: []string{"pl", "en"}, Access: []Access{StepFree, Children}, Visibility: Hidden}
	if got := d.tidy(Open); !reflect.DeepEqual(got, want) {
		t.Errorf("kept %+v, want %+v", got, want)
	}
	if got := d.tidy(Mixed); got.ClosesAt != 4 {
		t.Errorf("a mixed group closes at %d", got.ClosesAt)
	}
}

func TestAsksBeforeJoining(t *testing.T) {
	for _, c := range []struct {
		openness Openness
		stage    Stage
		closes   int
		met      int
		want     bool
	}{
		{Open, Independent, 0, 90, false},
		{ClosedGroup, Gathering, 0, 0, false},
		{ClosedGroup, Gathering, 0, 1, true},
		{ClosedGroup, Accompanied, 0, 0, true},
		{Mixed, Accompanied, 4, 2, false},
		{Mixed, Accompanied, 4, 3, true}, // the next is the fourth
		{Mixed, Accompanied, 4, 9, true},
		{Mixed, Accompanied, 0, 9, false}, // written down before that was asked
	} {
		g := Group{Openness: c.openness, Stage: c.stage, Description: Description{ClosesAt: c.closes}}
		if got := g.AsksBeforeJoining(c.met); got != c.want {
			t.Errorf("%s, %s, closes at %d, after %d meetings: %v", c.openness, c.stage, c.closes, c.met, got)
		}
	}
}
