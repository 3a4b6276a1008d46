package i18n

import (
	"golang.org/x/text/language"
	"golang.org/x/text/search"
)

// Finder reports whether words hold what somebody looks for. Capitals and marks
// on letters make no difference: "glosnik" finds "Głośnik". Nothing is in all words.
func Finder(sought string) func(words string) bool {
	pattern := search.New(language.Und, search.Loose).CompileString(sought)
	return func(words string) bool {
		if sought == "" {
			return true
		}
		at, _ := pattern.IndexString(words)
		return at >= 0
	}
}
