package plant

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

// formsOf lists the ways to write a word: each spelling in every encoding.
func formsOf(word string) []form {
	folded := fold(word)
	spellings := []struct{ name, text string }{
		{"", word},
		{"lower case, ", strings.ToLower(word)},
		{"upper case, ", strings.ToUpper(word)},
		{"folded, ", folded},
		{"folded lower case, ", strings.ToLower(folded)},
		{"folded upper case, ", strings.ToUpper(folded)},
		{"decomposed, ", norm.NFD.String(word)},
		{"decomposed lower case, ", norm.NFD.String(strings.ToLower(word))},
	}
	var all []form
	for _, s := range spellings {
		for _, e := range encode(s.text) {
			all = append(all, form{e.bytes, word, s.name + e.name})
		}
	}
	return all
}

// fold takes the marks off letters: ą becomes a, ł becomes l.
func fold(s string) string {
	plain := strings.NewReplacer("ł", "l", "Ł", "L", "ø", "o", "đ", "d").Replace(s)
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(plain))
}

func encode(s string) []form {
	b := []byte(s)
	forms := []form{
		{bytes: b, name: "UTF-8"},
		{bytes: wide(s, binary.LittleEndian), name: "UTF-16LE"},
		{bytes: wide(s, binary.BigEndian), name: "UTF-16BE"},
		{bytes: []byte(hex.EncodeToString(b)), name: "hex"},
		{bytes: []byte(strings.ToUpper(hex.EncodeToString(b))), name: "upper hex"},
		{bytes: []byte(hex.EncodeToString(wide(s, binary.LittleEndian))), name: "hex of UTF-16LE"},
		{bytes: []byte(url.QueryEscape(s)), name: "percent"},
		{bytes: []byte(strings.ToLower(url.QueryEscape(s))), name: "lower percent"},
		{bytes: []byte(url.PathEscape(s)), name: "percent in a path"},
		{bytes: octets(b, "%%%02X", 0), name: "percent throughout"},
		{bytes: octets(b, "=%02X", 0x80), name: "quoted-printable"},
		{bytes: octets(b, `\x%02x`, 0x80), name: "escaped bytes"},
		{bytes: octets(b, `\%03o`, 0x80), name: "octal bytes"},
		{bytes: escaped(s, `\u%04x`), name: "escaped"},
		{bytes: escaped(s, `\u%04X`), name: "upper escaped"},
		{bytes: escaped(s, `&#%d;`), name: "HTML entities"},
		{bytes: escaped(s, `&#x%x;`), name: "HTML entities in hex"},
	}
	for shift := range 3 {
		forms = append(forms,
			form{bytes: aligned(b, shift, base64.RawStdEncoding), name: fmt.Sprintf("base64 shifted by %d", shift)},
			form{bytes: aligned(b, shift, base64.RawURLEncoding), name: fmt.Sprintf("URL base64 shifted by %d", shift)})
	}
	return forms
}

func wide(s string, order binary.AppendByteOrder) (b []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

// escaped writes what is not ASCII by a pattern for UTF-16 units.
func escaped(s, pattern string) (b []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		if u < 0x80 {
			b = append(b, byte(u))
		} else {
			b = fmt.Appendf(b, pattern, u)
		}
	}
	return b
}

// octets writes bytes from a value on by a pattern, and leaves the others.
func octets(s []byte, pattern string, from byte) (b []byte) {
	for _, c := range s {
		if c < from {
			b = append(b, c)
		} else {
			b = fmt.Appendf(b, pattern, c)
		}
	}
	return b
}

// aligned is the part of the base64 text that b alone decides when shift
// other bytes come before it: the characters at both ends also hold bits of
// its neighbours.
func aligned(b []byte, shift int, enc *base64.Encoding) []byte {
	text := enc.EncodeToString(append(make([]byte, shift), b...))
	return []byte(text[(shift*8+5)/6 : (shift+len(b))*8/6])
}
