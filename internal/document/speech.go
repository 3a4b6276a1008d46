package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"krag/internal/document/sheet"
)

// people are words of people, in the language of the block.
func (w Words) people(say string) sheet.Text {
	if w.Block == w.lang {
		return sheet.T(say)
	}
	return sheet.In(string(w.Block), say)
}

// who are words for whom a number counts: those of the house where it knows
// them, else those that people typed.
func (w Words) who(word string, known bool) sheet.Text {
	if known {
		return sheet.T(word)
	}
	return w.people(word)
}

// counted puts what was achieved after of whom it is.
func (w Words) counted(who, what sheet.Text) sheet.Text {
	return sheet.Join(": ", who.Strong(), what)
}

// mark stands in a sentence of the house where words of people come in, which
// may be in another language.
const mark = "\x1f"

// around puts words into a sentence of the house at its mark.
func (w Words) around(sentence string, words sheet.Text) sheet.Text {
	before, after, _ := strings.Cut(sentence, mark)
	if words.Empty() {
		before = strings.TrimRight(before, " \u00a0")
	}
	all := append(sheet.T(before), words...)
	return append(all, sheet.T(after)...)
}

// capital lets a text begin like a sentence.
func capital(t sheet.Text) sheet.Text {
	if len(t) == 0 {
		return t
	}
	all := append(sheet.Text{}, t...)
	r, size := utf8.DecodeRuneInString(all[0].Say)
	if r != utf8.RuneError {
		all[0].Say = string(unicode.ToUpper(r)) + all[0].Say[size:]
	}
	return all
}

// small writes the first letter of a name of the house small, for the middle
// of a line.
func small(name string) string {
	r, size := utf8.DecodeRuneInString(name)
	if r == utf8.RuneError {
		return name
	}
	return string(unicode.ToLower(r)) + name[size:]
}
