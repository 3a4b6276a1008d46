package sheet

import (
	"strings"
	"unicode"

	"krag/internal/i18n"
)

// Text is a run of words, each in its language and voice. A line feed within
// it begins a new line.
type Text []Span

// Span is a piece of a Text.
type Span struct {
	Say  string
	Lang string // empty: that of what it stands in
	Link string // an address; empty for none
	Bold bool
	Soft bool // quieter than what it stands in
}

// T is plain text in the language of the sheet.
func T(say string) Text { return In("", say) }

// In is text in a language of its own.
func In(lang, say string) Text {
	if say == "" {
		return nil
	}
	return Text{{Say: say, Lang: lang}}
}

// P is a paragraph of plain text.
func P(say string) Para { return Para{T(say)} }

// Link is text that leads to an address.
func Link(address, say string) Text { return Text{{Say: say, Link: address}} }

// Join puts texts behind each other, with a piece of plain text between those
// that say something.
func Join(between string, texts ...Text) Text {
	var all Text
	for _, t := range texts {
		if t.Empty() {
			continue
		}
		if len(all) > 0 {
			all = append(all, Span{Say: between})
		}
		all = append(all, t...)
	}
	return all
}

// Strong says the text louder.
func (t Text) Strong() Text { return t.each(func(s *Span) { s.Bold = true }) }

// Quiet says the text softer.
func (t Text) Quiet() Text { return t.each(func(s *Span) { s.Soft = true }) }

func (t Text) each(change func(*Span)) Text {
	all := make(Text, len(t))
	copy(all, t)
	for i := range all {
		change(&all[i])
	}
	return all
}

// Empty reports that a text says nothing that could be seen.
func (t Text) Empty() bool {
	for _, s := range t {
		if strings.ContainsFunc(s.Say, visible) {
			return false
		}
	}
	return true
}

// visible reports a rune that stands for itself.
func visible(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.In(r, unicode.M, unicode.Cc, unicode.Cf)
}

// String is what the text says, without language and voice.
func (t Text) String() string {
	var b strings.Builder
	for _, s := range t {
		b.WriteString(s.Say)
	}
	return b.String()
}

// Lang is the one language of a whole text, or empty when it is the sheet's or
// there are several.
func (t Text) Lang() string {
	if len(t) == 0 {
		return ""
	}
	for _, s := range t[1:] {
		if s.Lang != t[0].Lang {
			return ""
		}
	}
	return t[0].Lang
}

// Tied is the text as it is set: dashes where people type hyphens, and what must
// not be parted at the end of a line holds together, as the language of each
// span has it.
func (t Text) Tied(lang string) Text {
	all := make(Text, len(t))
	for i, s := range t {
		spoken := s.Lang
		if spoken == "" {
			spoken = lang
		}
		if s.Link == "" {
			s.Say = i18n.TieNames(i18n.Dash(s.Say))
		}
		s.Say = strings.ReplaceAll(i18n.Tie(s.Say, i18n.Lang(spoken)), " – ", "\u00a0– ")
		all[i] = s
	}
	return all
}
