package filetype

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is the longest name of a file, in letters and without its ending.
const maxName = 120

// devices are names that one system keeps for itself.
var devices = []string{"con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3"}

// split gives the name of a file, without folders and cleaned, and its ending
// in small letters.
func split(name string) (clean, ending string) {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	ending = strings.TrimPrefix(path.Ext(strings.TrimSpace(name)), ".")
	clean = CleanName(strings.TrimSuffix(strings.TrimSpace(name), "."+ending))
	if clean == "" {
		clean = "plik"
	}
	return clean, strings.ToLower(ending)
}

// CleanName makes a name that every system can save and nobody is deceived by:
// no folders, no signs that turn the writing around, no dots at the ends.
func CleanName(name string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, unicode.IsControl(r) && !unicode.IsSpace(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
			return -1
		case unicode.IsSpace(r), strings.ContainsRune(`/\:*?"<>|`, r):
			return ' '
		}
		return r
	}, name)
	clean = strings.Join(strings.Fields(clean), " ")
	if letters := []rune(clean); len(letters) > maxName {
		clean = string(letters[:maxName])
	}
	clean = strings.Trim(clean, " .")
	if slices.Contains(devices, strings.ToLower(clean)) {
		clean += " plik"
	}
	return clean
}
