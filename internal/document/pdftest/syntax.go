package pdftest

import (
	"fmt"
	"strconv"
)

// The kinds of objects (ISO 32000-1, 7.3): numbers are float64, true and false
// bool, null nil.
type (
	Name  string
	Str   []byte
	Array []any
	Dict  map[Name]any
	Ref   int    // the number of an indirect object
	Op    string // an operator of a content stream
)

// Stream is a dictionary with data, packed as in the file.
type Stream struct {
	Dict Dict
	Data []byte
}

// scanner reads objects and operators one after the other.
type scanner struct {
	text []byte
	at   int
}

// fail stops reading; Read turns it into an error.
func (s *scanner) fail(format string, args ...any) {
	panic(fmt.Errorf("at byte %d: %s", s.at, fmt.Sprintf(format, args...)))
}

func (s *scanner) skip() {
	for s.at < len(s.text) {
		switch c := s.text[s.at]; {
		case c == '%':
			for s.at < len(s.text) && s.text[s.at] != '\n' {
				s.at++
			}
		case c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0:
			s.at++
		default:
			return
		}
	}
}

func (s *scanner) done() bool {
	s.skip()
	return s.at >= len(s.text)
}

func (s *scanner) peek(lead string) bool {
	s.skip()
	return s.at+len(lead) <= len(s.text) && string(s.text[s.at:s.at+len(lead)]) == lead
}

func (s *scanner) take(lead string) bool {
	if !s.peek(lead) {
		return false
	}
	s.at += len(lead)
	return true
}

// next reads an object or an operator.
func (s *scanner) next() any {
	switch {
	case s.done():
		s.fail("nothing more")
	case s.take("<<"):
		return s.dict()
	case s.take("["):
		var a Array
		for !s.take("]") {
			a = append(a, s.next())
		}
		return a
	case s.take("<"):
		return s.hex()
	case s.take("("):
		return s.literal()
	case s.take("/"):
		return Name(s.word())
	}
	return s.bare()
}

func (s *scanner) dict() Dict {
	d := Dict{}
	for !s.take(">>") {
		key, ok := s.next().(Name)
		if !ok {
			s.fail("a key that is no name")
		}
		if _, twice := d[key]; twice {
			s.fail("the key %s twice", key)
		}
		d[key] = s.next()
	}
	return d
}

func (s *scanner) hex() Str {
	var digits []byte
	for !s.take(">") {
		s.skip()
		digits = append(digits, s.text[s.at])
		s.at++
	}
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	all := make(Str, len(digits)/2)
	for i := range all {
		n, err := strconv.ParseUint(string(digits[2*i:2*i+2]), 16, 8)
		if err != nil {
			s.fail("hexadecimal: %v", err)
		}
		all[i] = byte(n)
	}
	return all
}

// literal reads up to the closing bracket; brackets within are escaped here.
func (s *scanner) literal() Str {
	var all Str
	for ; s.at < len(s.text) && s.text[s.at] != ')'; s.at++ {
		if s.text[s.at] == '\\' {
			s.at++
		}
		all = append(all, s.text[s.at])
	}
	s.at++
	return all
}

func (s *scanner) word() string {
	from := s.at
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\n', '\r', '\t', '/', '[', ']', '<', '>', '(', ')', '%', 0:
			return string(s.text[from:s.at])
		}
		s.at++
	}
	return string(s.text[from:])
}

// bare reads a number, a reference, a word of the language or an operator.
func (s *scanner) bare() any {
	w := s.word()
	if w == "" {
		s.fail("a sign that fits nowhere: %q", s.text[s.at])
	}
	n, err := strconv.ParseFloat(w, 64)
	if err != nil {
		switch w {
		case "true", "false":
			return w == "true"
		case "null":
			return nil
		}
		return Op(w)
	}
	from := s.at
	if s.skip(); s.at < len(s.text) && s.text[s.at] == '0' {
		s.at++
		if s.peek("R") {
			s.at++
			return Ref(int(n))
		}
	}
	s.at = from
	return n
}
