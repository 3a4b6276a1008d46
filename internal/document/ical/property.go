package ical

import (
	"iter"
	"strings"
)

// property is one content line (RFC 5545 3.1), put together and taken apart.
type property struct {
	line   int    // of the file, from 1, on which it begins
	name   string // in capitals
	params []param
	value  string
}

// param is a parameter; of several values it has the first.
type param struct{ name, value string }

// param gives the value of a parameter, nothing where it is not there.
func (p property) param(name string) string {
	for _, q := range p.params {
		if q.name == name {
			return q.value
		}
	}
	return ""
}

// unfolded walks the content lines of a file with the number at which each
// begins. Lines may end with LF alone; empty ones are passed by.
func unfolded(text string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		var pieces []string
		n, begin := 0, 1
		for line := range strings.Lines(text) {
			n++
			line = strings.TrimRight(line, "\r\n")
			folded := strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")
			switch {
			case line == "":
				continue
			case folded && len(pieces) > 0:
				pieces = append(pieces, line[1:])
				continue
			case len(pieces) > 0 && !yield(begin, strings.Join(pieces, "")):
				return
			}
			begin, pieces = n, append(pieces[:0], line)
		}
		if len(pieces) > 0 {
			yield(begin, strings.Join(pieces, ""))
		}
	}
}

// parseProperty takes a content line apart; ok is false when it is none.
func parseProperty(line int, text string) (p property, ok bool) {
	end := strings.IndexAny(text, ";:")
	if end < 0 || !isName(text[:end]) {
		return p, false
	}
	p, text = property{line: line, name: strings.ToUpper(text[:end])}, text[end:]
	for text[0] == ';' {
		var q param
		if q, text, ok = parseParam(text[1:]); !ok {
			return p, false
		}
		p.params = append(p.params, q)
	}
	p.value = text[1:]
	return p, true
}

// parseParam reads NAME=value,value; the rest begins with what follows it, a
// semicolon or a colon.
func parseParam(text string) (q param, rest string, ok bool) {
	name, text, ok := strings.Cut(text, "=")
	if !ok || !isName(name) {
		return q, "", false
	}
	value, rest, ok := parseValue(text)
	for ok && rest[0] == ',' {
		_, rest, ok = parseValue(rest[1:])
	}
	return param{strings.ToUpper(name), value}, rest, ok
}

// parseValue reads one value of a parameter, quoted or bare. Quoted, it may
// have the signs that end a bare one.
func parseValue(text string) (value, rest string, ok bool) {
	if bare, quoted := strings.CutPrefix(text, `"`); quoted {
		value, rest, ok = strings.Cut(bare, `"`)
		return value, rest, ok && rest != "" && strings.Contains(",;:", rest[:1])
	}
	end := strings.IndexAny(text, `,;:"`)
	if end < 0 || text[end] == '"' {
		return "", "", false
	}
	return text[:end], text[end:], true
}

// isName lets the dot and the line under a name pass as well: names that begin
// with X- have them, although RFC 5545 does not.
func isName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool {
		return !strings.ContainsRune("-_.", c) && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')
	})
}

var unescape = strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, "\n", `\N`, "\n")

// words is the value of a TEXT in one line.
func (p property) words() string {
	return strings.Join(strings.Fields(clean(unescape.Replace(p.value))), " ")
}
