package publish

import (
	"strings"
	"unicode/utf8"
)

// endings of inflected words as fold leaves them, with how many letters must
// stay before each. Polish and English share one list: nobody says in which
// language a word is typed. None is taken off twice, and what is left is no
// word of a dictionary, only the same for all forms of one.
var endings = func() map[string]int {
	all := map[string]int{}
	for stay, list := range map[int]string{
		// Polish nouns, adjectives and participles
		3: "a e y i u o om em im ym ie ow ami ach ego emu ej ych ich ymi imi iem iom ia iami iach ia iego iemu iej owi owie",
		4: "osc osci oscia oscie anie ania aniu aniem eniem eniu enia enie ing ings es s ed ies",
		// Ukrainian
		-3: "а у і и о е я ю ь ів їв ам ям ами ями ах ях ом ем єм ою ею єю ий ій ого ому ої их им ими ія ії ію ією іям іях іями",
		-4: "ість ості істю остей остям остях ання анню анням ення енню енням",
	} {
		for _, ending := range strings.Fields(list) {
			all[fold(ending)] = max(stay, -stay)
		}
	}
	return all
}()

// longestEnding is in letters.
const longestEnding = 5

// stem takes the longest ending off a folded word, as far as enough of the
// word stays.
func stem(word string) string {
	for n := longestEnding; n > 0; n-- {
		cut, ok := beforeLast(word, n)
		if !ok {
			continue
		}
		if stay := endings[word[cut:]]; stay > 0 && utf8.RuneCountInString(word[:cut]) >= stay {
			return word[:cut]
		}
	}
	return word
}

// beforeLast is where the last n letters of a word begin.
func beforeLast(word string, n int) (at int, ok bool) {
	at = len(word)
	for range n {
		_, size := utf8.DecodeLastRuneInString(word[:at])
		if size == 0 {
			return 0, false
		}
		at -= size
	}
	return at, true
}

// alike reports whether two stems are forms of one word: they begin with the
// same letters, at least four and three quarters of the longer.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	n := max(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	return sharedLetters(a, b) >= max(4, (3*n+3)/4)
}

func sharedLetters(a, b string) (n int) {
	for a != "" && b != "" {
		ra, size := utf8.DecodeRuneInString(a)
		rb, _ := utf8.DecodeRuneInString(b)
		if ra != rb {
			return n
		}
		a, b = a[size:], b[size:]
		n++
	}
	return n
}

// head is the first n letters of a word, or all of it.
func head(word string, n int) string {
	for i := range word {
		if n == 0 {
			return word[:i]
		}
		n--
	}
	return word
}
