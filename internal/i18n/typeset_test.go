package i18n

import (
	"regexp"
	"testing"
)

// misset finds what no printer would let pass. Letters of the other alphabet
// look right and are read aloud, searched and broken wrongly.
var misset = map[Lang]map[string]*regexp.Regexp{
	Polish: {
		"quotes are „…”":       regexp.MustCompile(`["“«»]`),
		"a Cyrillic letter":    regexp.MustCompile(`\p{Cyrillic}`),
		"a dash is –, spaced":  regexp.MustCompile(` - |—`),
		"other slips of press": slips,
	},
	Ukrainian: {
		"quotes are «…»":       regexp.MustCompile(`["“”„]`),
		"mixed alphabets":      regexp.MustCompile(`\p{Cyrillic}[A-Za-z]|[A-Za-z]\p{Cyrillic}`),
		"a dash is —, spaced":  regexp.MustCompile(` - | – `),
		"Russian letters":      regexp.MustCompile(`[ыэъёЫЭЪЁ]`),
		"other slips of press": slips,
	},
	English: {
		"quotes are “…”":       regexp.MustCompile(`["„«»]`),
		"a Cyrillic letter":    regexp.MustCompile(`\p{Cyrillic}`),
		"a dash is –, spaced":  regexp.MustCompile(` - |—`),
		"other slips of press": slips,
	},
}

var slips = regexp.MustCompile(`'|\.\.\.|  | [.,;:?)]|\( `)

func TestTextsAreTypeset(t *testing.T) {
	for _, lang := range Langs {
		for key, m := range For(lang).messages {
			texts := []string{m.text}
			for _, form := range m.forms {
				texts = append(texts, form.text)
			}
			for _, text := range texts {
				for fault, found := range misset[lang] {
					if found.MatchString(text) {
						t.Errorf("%s: %s: %s: %q", lang, key, fault, text)
					}
				}
			}
		}
	}
}
