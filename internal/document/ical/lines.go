package ical

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lines are content lines of RFC 5545 3.1: each ends with CRLF and is folded
// where it would be longer than 75 octets.
type lines []byte

const octets = 75

// add writes a line whose value is written as it is meant to stand there. Both
// parts are valid UTF-8 without controls.
func (l *lines) add(name, value string) {
	start := len(*l)
	*l = append(append(append(*l, name...), ':'), value...)
	if len(*l)-start > octets {
		l.fold(start)
	}
	*l = append(*l, "\r\n"...)
}

// fold cuts the last line into pieces, never inside of a letter. The space that
// begins a piece counts with it.
func (l *lines) fold(start int) {
	line := bytes.Clone((*l)[start:])
	*l = (*l)[:start]
	for room := octets; len(line) > room; room = octets - 1 {
		n := room
		for !utf8.RuneStart(line[n]) {
			n--
		}
		*l = append(append(*l, line[:n]...), "\r\n "...)
		line = line[n:]
	}
	*l = append(*l, line...)
}

// raw takes over lines that are already written.
func (l *lines) raw(other lines) { *l = append(*l, other...) }

// text writes a line with words of a person, or nothing where there are none.
func (l *lines) text(name, words string) {
	if words = clean(newline.Replace(words)); words != "" {
		l.add(name, escape.Replace(words))
	}
}

var (
	newline = strings.NewReplacer("\r\n", "\n", "\r", "\n")
	escape  = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`) // TEXT of RFC 5545 3.3.11
)

// clean leaves out what no content line may have: controls other than
// tabulators and ends of lines. What is not UTF-8 becomes U+FFFD.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

// inline is a value that stands in one line as it is, such as an address.
func inline(s string) string { return strings.ReplaceAll(clean(s), "\n", "") }

// tzid is the name of a zone as a parameter can have it, which is never quoted
// inside (RFC 5545 3.2).
func tzid(name string) string { return strings.ReplaceAll(inline(name), `"`, "'") }

// parameter is the value of a parameter, quoted where it has to be.
func parameter(s string) string {
	if strings.ContainsAny(s, ";:,") {
		return `"` + s + `"`
	}
	return s
}
