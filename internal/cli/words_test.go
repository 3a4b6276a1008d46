package cli

import (
	"testing"

	"krag/internal/i18n"
)

// TestEveryActionHasWords: the journal says in words what was done, so every
// action of the joined policy has a text in every language.
func TestEveryActionHasWords(t *testing.T) {
	for _, lang := range i18n.Langs {
		p := i18n.For(lang)
		for _, rule := range newPolicy(true).Rules() {
			if !p.Has(i18n.Key("action", string(rule.Action))) {
				t.Errorf("%s: the journal has no words for %s", lang, rule.Action)
			}
		}
	}
}
