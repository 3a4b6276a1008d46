package i18n

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// nbsp holds together what must not be parted at the end of a line.
const nbsp = "\u00a0"

// clinging are the one-letter conjunctions and prepositions that never end a
// line in well-set Polish and Ukrainian.
var clinging = map[Lang]string{
	Polish:    "aiouwzAIOUWZ",
	Ukrainian: "аійоувзАІЙОУВЗ",
}

// Tie sets no-break spaces: after a clinging letter, and between a number (in
// digits, or the place {n}) and the word it counts. Texts of a catalogue have
// them already; what people typed gets them where it is set in print.
func Tie(s string, lang Lang) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	for i, r := range s {
		if r == ' ' && (clings(s[:i], clinging[lang]) || counts(s[:i], s[i+1:])) {
			b.WriteString(nbsp)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// clings reports whether text ends in a word that is one of the letters.
func clings(text, letters string) bool {
	last, size := utf8.DecodeLastRuneInString(text)
	if size == 0 || !strings.ContainsRune(letters, last) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:len(text)-size])
	return !unicode.IsLetter(before) && before != '}' && !unicode.IsDigit(before)
}

func counts(before, after string) bool {
	next, _ := utf8.DecodeRuneInString(after)
	if !unicode.IsLower(next) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	return unicode.IsDigit(last) || strings.HasSuffix(before, "{n}")
}
