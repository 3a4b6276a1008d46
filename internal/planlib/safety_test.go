package planlib

import (
	"slices"
	"strings"
	"testing"

	"krag/internal/domain/group"
	"krag/internal/domain/plan"
	"krag/internal/i18n"
)

// risk is how each language names where confidentiality ends.
var risk = map[i18n.Lang]string{i18n.Polish: "zagrożone", i18n.Ukrainian: "під загрозою", i18n.English: "at risk"}

// lost is the same in the simple words of a meeting with an interpreter.
var lost = map[i18n.Lang]string{i18n.Polish: "stracić życie", i18n.Ukrainian: "втратити життя", i18n.English: "lose their life"}

// TestTheLimitIsSaidAloud asks of whom somebody may be for the first time, or
// for whom it matters most, that the words to say name the limit.
func TestTheLimitIsSaidAloud(t *testing.T) {
	for _, lang := range i18n.Langs {
		for _, p := range library(t).All(lang) {
			var said strings.Builder
			for _, s := range p.Steps {
				said.WriteString(s.Say)
			}
			must := slices.Contains([]plan.Occasion{plan.First, plan.Agreement, plan.Newcomers}, p.Occasion) || p.Slug == "first-words" ||
				slices.Contains(p.Kinds, string(group.KindViolence))
			if must && !strings.Contains(said.String(), risk[lang]) && !strings.Contains(said.String(), lost[lang]) {
				t.Errorf("%s/%s does not say aloud where confidentiality ends", lang, p.Slug)
			}
		}
	}
}

// TestWhomToCall asks of plans in which somebody may turn out to be in danger
// that the number stands in them.
func TestWhomToCall(t *testing.T) {
	for _, lang := range i18n.Langs {
		for _, p := range library(t).All(lang) {
			kind := slices.ContainsFunc(p.Kinds, func(k string) bool {
				return slices.Contains([]group.Kind{group.KindViolence, group.KindAlcohol, group.KindHealth}, group.Kind(k))
			})
			all := strings.Join(slices.Collect(p.Texts()), " ")
			if (kind || p.Occasion == plan.Problem) && !strings.Contains(all, "112") {
				t.Errorf("%s/%s does not say whom to call in danger", lang, p.Slug)
			}
		}
	}
}
