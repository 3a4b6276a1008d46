package publish

import (
	"strings"
	"unicode"
)

// unmarked are letters as people type them who cannot or need not type the mark.
// Cyrillic й and ї lose theirs, too: on both sides, so that nothing is lost.
var unmarked = letters(
	"ąàáâãäåćčçďęèéêëěíìîïłľńñňóòôõöøŕřśšťúùûüůýźżžґйїё",
	"aaaaaaacccdeeeeeeiiiillnnnoooooorrsstuuuuuyzzzгиіе",
)

func letters(from, to string) map[rune]rune {
	pairs, plain := map[rune]rune{}, []rune(to)
	for i, r := range []rune(from) {
		pairs[r] = plain[i]
	}
	return pairs
}

// fold is a word without capitals, marks and apostrophes.
func fold(word string) string {
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && 'a' <= r {
			return r
		}
		r = unicode.ToLower(r)
		if p, ok := unmarked[r]; ok {
			return p
		}
		if apostrophe(r) || unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, word)
}

// apostrophe reports the signs by which people write it; in a Ukrainian word
// it may stand or be left out.
func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '`' }

// eachWord gives the words of a text as they are written, one after the other.
func eachWord(text string, yield func(word string)) {
	begin := -1
	for i, r := range text {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || begin >= 0 && (apostrophe(r) || unicode.Is(unicode.Mn, r))
		switch {
		case inside && begin < 0:
			begin = i
		case !inside && begin >= 0:
			yield(text[begin:i])
			begin = -1
		}
	}
	if begin >= 0 {
		yield(text[begin:])
	}
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
