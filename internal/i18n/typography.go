package i18n

import (
	"regexp"
	"slices"
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

// numbers are the places where a number stands in digits.
var numbers = []string{"{n}", "{min}", "{max}", "{of}", "{hours}"}

// TieAny sets no-break spaces in what people wrote, in whichever of our
// languages that is.
func TieAny(s string) string { return tied(s, clinging[Polish]+clinging[Ukrainian]) }

// Tie sets no-break spaces: after a clinging letter, between a number (in
// digits, or at a place for one) and the word it counts, and before a dash,
// which never begins a line. Texts of a catalogue have them already; what
// people typed gets them where it is set in print.
func Tie(s string, lang Lang) string { return tied(s, clinging[lang]) }

func tied(s, letters string) string {
	var b strings.Builder
	b.Grow(len(s) + 8)
	for i, r := range s {
		if r == ' ' && (clings(s[:i], letters) || counts(s[:i], s[i+1:]) || dashes(s[i+1:])) {
			b.WriteString(nbsp)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// years are two of them with a hyphen between.
var years = regexp.MustCompile(`\b(?:19|20)\d\d-(?:19|20)\d\d\b`)

// Dash sets dashes where people typed hyphens for want of a key: 2004–2005, and
// "malowanie ścian – zakup farb". Dates and addresses stay as they are.
func Dash(s string) string {
	if !strings.Contains(s, "-") || strings.Contains(s, "@") || strings.Contains(s, "://") {
		return s
	}
	var b strings.Builder
	last := 0
	for _, at := range years.FindAllStringIndex(s, -1) {
		if hyphen(s, at[0]-1) || hyphen(s, at[1]) {
			continue
		}
		b.WriteString(s[last:at[0]] + strings.Replace(s[at[0]:at[1]], "-", "–", 1))
		last = at[1]
	}
	return strings.ReplaceAll(b.String()+s[last:], " - ", " – ")
}

func hyphen(s string, at int) bool { return at >= 0 && at < len(s) && s[at] == '-' }

// short is the longest name in quotation marks that stays on one line, in
// characters.
const short = 20

// quoted finds a name in quotation marks of our languages.
var quoted = regexp.MustCompile(`„[^„”]*”|«[^«»]*»|“[^“”]*”`)

// TieNames keeps short names in quotation marks on one line: „Pod Lipą”.
func TieNames(s string) string {
	return quoted.ReplaceAllStringFunc(s, func(name string) string {
		if utf8.RuneCountInString(name) > short+2 {
			return name
		}
		return strings.ReplaceAll(name, " ", nbsp)
	})
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
	return unicode.IsDigit(last) || slices.ContainsFunc(numbers, func(place string) bool { return strings.HasSuffix(before, place) })
}

func dashes(after string) bool {
	return strings.HasPrefix(after, "– ") || strings.HasPrefix(after, "— ")
}
