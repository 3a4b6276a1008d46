package turn

import (
	"unicode"
	"unicode/utf8"
)

// capital begins a line with what stands in the middle of a sentence elsewhere.
func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[size:]
}
