package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// strokes are the letters of Polish whose mark is no sign of its own in
// Unicode and so is not taken off with the others.
var strokes = strings.NewReplacer("ł", "l", "đ", "d", "ø", "o")

// fold brings words to the form in which they are searched and ordered:
// small letters without marks, single spaces.
func fold(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(strings.ToLower(s)))
	return strings.Join(strings.Fields(strokes.Replace(s)), " ")
}
