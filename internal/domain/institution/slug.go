package institution

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// maxSlug is the longest part of an address, in characters.
const maxSlug = 40

// reserved are addresses that pages of ours have already.
var reserved = []string{"new"}

// latin spells the letters of Polish, and of Ukrainian after the table of the
// Cabinet of Ministers of Ukraine no. 55 of 2010, with plain letters.
var latin = strings.NewReplacer(
	"ą", "a", "ć", "c", "ę", "e", "ł", "l", "ń", "n", "ó", "o", "ś", "s", "ź", "z", "ż", "z",
	"а", "a", "б", "b", "в", "v", "г", "h", "ґ", "g", "д", "d", "е", "e", "є", "ie", "ж", "zh", "з", "z", "и", "y",
	"і", "i", "ї", "i", "й", "i", "к", "k", "л", "l", "м", "m", "н", "n", "о", "o", "п", "p", "р", "r", "с", "s",
	"т", "t", "у", "u", "ф", "f", "х", "kh", "ц", "ts", "ч", "ch", "ш", "sh", "щ", "shch", "ь", "", "ю", "iu", "я", "ia",
	"'", "", "’", "",
)

// Slug makes a part of an address out of a title, by whole words as far as
// they fit. It is empty when the title has no letter or digit to make it of.
func Slug(title string) string {
	words := strings.FieldsFunc(latin.Replace(strings.ToLower(title)), func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLower(r) && !unicode.IsDigit(r)
	})
	slug := ""
	for _, w := range words {
		longer := strings.TrimPrefix(slug+"-"+w, "-")
		if len(longer) > maxSlug {
			break
		}
		slug = longer
	}
	if slug == "" && len(words) > 0 {
		return words[0][:maxSlug]
	}
	return slug
}

// FreeSlug is the wanted address, or the next one like it that is free. A
// number at its end stands after one hyphen, wherever the wish had to be cut.
func FreeSlug(wanted string, taken func(string) bool) string {
	slug := wanted
	for n := 2; taken(slug) || !free(slug); n++ {
		end := "-" + strconv.Itoa(n)
		slug = strings.TrimRight(wanted[:min(len(wanted), maxSlug-len(end))], "-") + end
	}
	return slug
}

// free reports whether an address may be given to a programme at all.
func free(slug string) bool { return !slices.Contains(reserved, slug) }
