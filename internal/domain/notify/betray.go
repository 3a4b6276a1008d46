package notify

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// betraying are beginnings of words that would say to whoever looks at a locked
// telephone what somebody belongs to, in the three languages, folded.
var betraying = strings.Fields(`
	przemoc alkohol uzalezn narkot trzezw terapi terapeut samopomoc wsparci grup bezrob niepelnospr uchodz migrant depres samotn zalob
	kryzys psycho psychiatr pacjent ofiar sprawc pomoc osrod spoleczn klub kultur bibliotek niebiesk kurator rozwod
	nalog hazard anonim bezdom poradni alanon
	насил алкогол залежн наркот тверез терап самодопом підтрим груп безроб інвалід біжен мігрант депрес самотн втрат
	криз психолог психіатр психотерап пацієнт жертв кривдник допом соціал центр клуб культур бібліотек розлуч анонім азарт безпритул
	violen abus alcohol addict drug sober therap selfhelp support group unemploy disab refuge migran depress lonel grie
	crisis patient victim help welfare social centre center club cultur librar court divorc anonym gambl homeless counsel`)

// short are such words as are too short to begin others with: they are whole, or
// have one of the endings.
var short = map[string]bool{"ops": true, "mops": true, "gops": true, "kis": true, "gok": true, "mok": true, "sad": true, "aa": true, "dda": true, "суд": true}

var endings = strings.Fields(`
	u em iem ie owi ow y om ami ach zie owy owa owe owego owej owym owych
	у і ом и ів ам ами ах овий ова ове ового овому ової`)

// betrays reports whether a word says too much.
func betrays(word string) bool {
	plain := plainly(word)
	for _, stem := range betraying {
		if strings.HasPrefix(plain, stem) {
			return true
		}
	}
	if short[plain] {
		return true
	}
	for _, ending := range endings {
		if stem, ok := strings.CutSuffix(plain, ending); ok && short[stem] {
			return true
		}
	}
	return false
}

// forbidden is the first word of a text that no message may hold, as it stands
// there, or a banned name. What stands between two spaces is looked at in its
// parts, and with everything taken out that is no letter; letters that stand alone
// are read as one word.
func forbidden(text string, banned []string) string {
	var alone string
	for _, piece := range strings.Fields(text) {
		words := strings.FieldsFunc(piece, noLetter)
		whole := strings.Join(words, "")
		if utf8.RuneCountInString(whole) == 1 {
			alone += whole
		} else {
			alone = ""
		}
		for _, word := range words {
			if disguised(word) || betrays(word) {
				return word
			}
		}
		if betrays(whole) {
			return whole
		}
		if utf8.RuneCountInString(alone) > 2 && betrays(alone) {
			return alone
		}
	}
	all := " " + spaced(text) + " "
	for _, name := range banned {
		if n := spaced(name); utf8.RuneCountInString(n) > 2 && strings.Contains(all, " "+n+" ") {
			return name
		}
	}
	return ""
}

// Streets are what tells of an address where it is: its lines that have a number,
// without what only says that it is a street.
func Streets(address string) (all []string) {
	for part := range strings.FieldsFuncSeq(address, func(r rune) bool { return r == '\n' || r == ',' }) {
		part = strings.TrimSpace(part)
		first, rest, _ := strings.Cut(part, " ")
		if slices.Contains([]string{"ul", "al", "pl", "os", "ulica", "aleja", "plac", "osiedle"}, strings.TrimSuffix(strings.ToLower(first), ".")) {
			part = rest
		}
		if strings.ContainsFunc(part, unicode.IsDigit) && strings.ContainsFunc(part, unicode.IsLetter) {
			all = append(all, part)
		}
	}
	return all
}

func noLetter(r rune) bool { return !unicode.In(r, unicode.L, unicode.Mn) }

// disguised reports letters that only look like those of the three languages, be
// it of another alphabet or of two of them in one word.
func disguised(word string) bool {
	var latin, cyrillic bool
	for _, r := range word {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r <= '\u024f':
			latin = true
		case '\u0400' <= r && r <= '\u04ff':
			cyrillic = true
		default:
			return true
		}
	}
	return latin && cyrillic
}

var marks = strings.NewReplacer("ą", "a", "ć", "c", "ę", "e", "ł", "l", "ń", "n", "ó", "o", "ś", "s", "ź", "z", "ż", "z")

// plainly folds a word; a mark may stand on its letter or after it.
func plainly(word string) string {
	return marks.Replace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, strings.ToLower(word)))
}

func spaced(text string) string {
	return strings.Join(strings.FieldsFunc(plainly(text), func(r rune) bool { return strings.ContainsRune(" .,;:!?()\"'„”–—-/\u00a0", r) }), " ")
}
