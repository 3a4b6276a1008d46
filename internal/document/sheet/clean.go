package sheet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

const (
	noBreak = '\u00a0'
	joiner  = '\u200d' // makes one picture of several
)

// Clean composes letters and takes out what has no place on paper.
func Clean(say string) string {
	say = norm.NFC.String(strings.ToValidUTF8(say, "\ufffd"))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == joiner:
			return r
		case r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		case r != noBreak && unicode.Is(unicode.Zs, r):
			return ' '
		}
		return r
	}, say)
}
