package plan

import (
	"slices"
	"testing"
)

func TestSuggest(t *testing.T) {
	all := []Plan{
		{Slug: "first", Occasion: First},
		{Slug: "rules", Occasion: Agreement},
		{Slug: "rounds", Occasion: Opening},
		{Slug: "evening", Occasion: Ordinary},
		{Slug: "walk", Occasion: Ordinary},
		{Slug: "ours", Occasion: Ordinary, Kinds: []string{"a"}},
		{Slug: "keys", Occasion: HandOver},
		{Slug: "air", Occasion: Conflict},
		{Slug: "chairs", Occasion: Newcomers},
		{Slug: "end", Occasion: Farewell},
		{Slug: "of-a", Occasion: OfKind, Kinds: []string{"a"}},
		{Slug: "of-b", Occasion: OfKind, Kinds: []string{"b"}},
	}
	for name, c := range map[string]struct {
		kind, stage string
		held        int
		want        []string
	}{
		"the first":       {"a", "gathering", 0, []string{"first", "rounds", "rules"}},
		"the second":      {"b", "accompanied", 1, []string{"rules", "rounds", "of-b", "evening", "walk"}},
		"of a kind":       {"a", "accompanied", 5, []string{"of-a", "ours", "chairs", "keys", "evening"}},
		"of another":      {"b", "independent", 30, []string{"of-b", "evening", "chairs", "walk"}},
		"handed over":     {"c", "co_led", 9, []string{"keys", "evening", "chairs", "walk"}},
		"closed":          {"a", "closed", 20, []string{"end"}},
		"stage not known": {"c", "later", 20, []string{"evening", "chairs", "keys", "walk"}},
		"taken up late":   {"c", "independent", 0, []string{"rules", "rounds", "evening", "walk"}},
	} {
		var got []string
		for _, p := range Suggest(all, c.kind, c.stage, c.held) {
			got = append(got, p.Slug)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
