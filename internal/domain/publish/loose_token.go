package publish

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a sign that stands for one, or a number in digits. What is
// between two of them is the gap before the second.
type token struct {
	from, to int    // bytes of the text
	word     string // folded
	gap      string
	digits   bool
	capital  bool
}

// signs are read as words: 5 %, § 3, € 20.
const signs = "%‰§№€$£°"

// joints hold digits together: 3,5 and 17:30 and 2004–2005 and 2/3.
const joints = ".,:/-‐‑‒–—−"

// cut parts a text into tokens. A number is cut from the letters that lean on it, so
// that "8osób" and "osób:8" are two each.
func cut(text string) (all []token, after string) {
	last, field := 0, 0
	for at := 0; at < len(text); {
		if at >= field {
			if field = endOfField(text, at); online.MatchString(text[at:field]) {
				at = field
				continue
			}
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		end := at + size
		digits := unicode.IsNumber(r)
		switch {
		case digits:
			end = endOfNumber(text, end)
		case unicode.IsLetter(r):
			end = endOfWord(text, end)
			if len(all) > 0 && all[len(all)-1].digits && tight(text[last:at]) && squared.MatchString(text[at:]) {
				end++
			}
		case !strings.ContainsRune(signs, r):
			at = end
			continue
		}
		all = append(all, token{from: at, to: end, word: fold(visible(text[at:end])), gap: text[last:at], digits: digits, capital: unicode.IsUpper(r)})
		at, last = end, end
	}
	return all, text[last:]
}

// online are addresses of the net, whose digits count nothing.
var online = regexp.MustCompile(`^\(?([\w.+-]+@[\w-]+(\.[\w-]+)+|(https?://|www\.)\S+)[.,;)]*$`)

// visible is a word without signs that nobody sees, as where it may be broken.
func visible(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, word)
}

// squared are measures typed without small figures.
var squared = regexp.MustCompile(`^[ck]?m[23]($|[^\pL\pN])`)

// endOfField is behind the next space.
func endOfField(text string, at int) int {
	for i, r := range text[at:] {
		if unicode.IsSpace(r) {
			return at + i + utf8.RuneLen(r)
		}
	}
	return len(text)
}

// endOfWord is behind its last letter. The small figures of m² are part of it.
func endOfWord(text string, at int) int {
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		next, _ := utf8.DecodeRuneInString(text[at+size:])
		switch {
		case unicode.IsLetter(r), unicode.In(r, unicode.Mn, unicode.Cf), r == '²', r == '³':
		case apostrophe(r) && unicode.IsLetter(next):
		default:
			return at
		}
		at += size
	}
	return at
}

// endOfNumber is behind its last digit, joints and the spaces of thousands
// among them.
func endOfNumber(text string, at int) int {
	plain := true
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		next, width := utf8.DecodeRuneInString(text[at+size:])
		switch {
		case unicode.IsNumber(r):
			at += size
		case strings.ContainsRune(joints, r) && unicode.IsNumber(next):
			at, plain = at+size+width, false
		case plain && unicode.IsSpace(r) && thousands(text[at+size:]):
			at += size + 3
		default:
			return at
		}
	}
	return at
}

// thousands reports a group of exactly three digits.
func thousands(rest string) bool {
	for i, r := range rest {
		if i == 3 {
			return !unicode.IsNumber(r)
		}
		if r < '0' || '9' < r {
			return false
		}
	}
	return len(rest) == 3
}

// tight reports that two words belong together: nothing but a space or a
// hyphen is between them.
func tight(gap string) bool {
	if gap == "" {
		return true
	}
	r, size := utf8.DecodeRuneInString(gap)
	return size == len(gap) && (unicode.IsSpace(r) || strings.ContainsRune("-‐‑", r))
}

// labelled reports that a word may name the number behind the gap: nr 5,
// nr. 5, NIP: 637, COVID-19.
func labelled(gap string) bool {
	return tight(gap) || strings.Trim(gap, " \u00a0") == "." || strings.Trim(gap, " \u00a0") == ":"
}
