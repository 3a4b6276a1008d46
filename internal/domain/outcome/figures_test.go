package outcome

import (
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

func TestShown(t *testing.T) {
	own, other := domain.NewID[domain.GroupID](), domain.NewID[domain.GroupID]()
	reads := func(g domain.GroupID) stats.Audience {
		if g == own {
			return stats.Worker
		}
		return stats.Insider
	}
	count := func(g domain.GroupID, indicator string, n int) Outcome {
		return Outcome{Group: g, Indicator: indicator, Value: Value{Form: Count, N: stats.People(n)}}
	}
	share := func(g domain.GroupID, indicator string, n, of int) Outcome {
		return Outcome{Group: g, Indicator: indicator, Value: Value{Form: Share, N: stats.People(n), Of: stats.People(of)}}
	}
	groups := share(domain.GroupID{}, "samodzielność", 1, 3)
	groups.Who = "grupy"
	whole, few, some := domain.GroupID{}, stats.Figure{Hidden: true, Below: 5}, stats.Figure{Hidden: true}
	n := func(n int) stats.Figure { return stats.Figure{N: n} }
	for name, c := range map[string]struct {
		all  []Outcome
		want []Figures
	}{
		"a small count":                     {[]Outcome{count(other, "praca", 3)}, []Figures{{N: few}}},
		"of the own group":                  {[]Outcome{count(own, "praca", 3), share(own, "kurs", 6, 8)}, []Figures{{N: n(3)}, {N: n(6), Of: n(8)}}},
		"all but a few":                     {[]Outcome{share(other, "kurs", 6, 8)}, []Figures{{N: some, Of: n(8)}}},
		"a few of many":                     {[]Outcome{share(other, "kurs", 3, 12)}, []Figures{{N: some, Of: n(12)}}},
		"many of many":                      {[]Outcome{share(other, "kurs", 6, 12)}, []Figures{{N: n(6), Of: n(12)}}},
		"some of few":                       {[]Outcome{share(other, "kurs", 1, 3)}, []Figures{{N: few, Of: few}}},
		"groups":                            {[]Outcome{groups}, []Figures{{N: n(1), Of: n(3)}}},
		"a sum beside a hidden part":        {[]Outcome{count(whole, "Praca ", 10), count(own, "praca", 7), count(other, "praca", 3)}, []Figures{{N: some}, {N: n(7)}, {N: few}}},
		"a sum of few":                      {[]Outcome{count(whole, "praca", 4), count(other, "praca", 3)}, []Figures{{N: some}, {N: few}}},
		"shares beside a hidden part":       {[]Outcome{share(whole, "praca", 13, 20), share(other, "praca", 6, 8)}, []Figures{{N: some, Of: some}, {N: some, Of: n(8)}}},
		"a sum beside parts that are shown": {[]Outcome{count(whole, "praca", 12), count(own, "praca", 7), count(other, "praca", 5)}, []Figures{{N: n(12)}, {N: n(7)}, {N: n(5)}}},
		"a sum of something else":           {[]Outcome{count(whole, "kurs", 12), count(other, "praca", 3)}, []Figures{{N: n(12)}, {N: few}}},
		"words about the whole":             {[]Outcome{{Indicator: "praca", Value: Value{Form: Words}}, count(other, "praca", 3)}, []Figures{{}, {N: few}}},
		"groups beside people of a few":     {[]Outcome{groups, count(other, "samodzielność", 3)}, []Figures{{N: n(1), Of: n(3)}, {N: few}}},
	} {
		for i, got := range Shown(c.all, reads) {
			if got != c.want[i] {
				t.Errorf("%s: number %d is shown as %+v, want %+v", name, i, got, c.want[i])
			}
		}
	}
}
