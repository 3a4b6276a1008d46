package i18n

import (
	"fmt"
	"strings"

	"golang.org/x/text/feature/plural"
)

// message is one text: either plain, or parts with places, or plural forms.
type message struct {
	text  string
	parts []part                   // nil for a plain text
	forms map[plural.Form]*message // nil unless plural
}

// part is a piece of a text: literal, or the name of a place.
type part struct{ literal, place string }

// parseMessage splits a text at its places {name}.
func parseMessage(text string) (*message, error) {
	m := &message{text: text}
	if !strings.ContainsAny(text, "{}") {
		return m, nil
	}
	for rest := text; rest != ""; {
		before, after, open := strings.Cut(rest, "{")
		if strings.Contains(before, "}") {
			return nil, fmt.Errorf("parse message %q: } without {", text)
		}
		if before != "" {
			m.parts = append(m.parts, part{literal: before})
		}
		if !open {
			break
		}
		name, tail, closed := strings.Cut(after, "}")
		if !closed || name == "" || strings.ContainsAny(name, "{ ") {
			return nil, fmt.Errorf("parse message %q: a place is {name}", text)
		}
		m.parts = append(m.parts, part{place: name})
		rest = tail
	}
	return m, nil
}

// places are the names of the places in a message and all its forms.
func (m *message) places() map[string]bool {
	found := map[string]bool{}
	for _, p := range m.parts {
		if p.place != "" {
			found[p.place] = true
		}
	}
	for _, form := range m.forms {
		for name := range form.places() {
			found[name] = true
		}
	}
	return found
}

// render fills the places; value gives what stands at one.
func (m *message) render(value func(place string) string) string {
	if m.parts == nil {
		return m.text
	}
	var b strings.Builder
	b.Grow(len(m.text) + 32)
	for _, p := range m.parts {
		if p.place == "" {
			b.WriteString(p.literal)
		} else {
			b.WriteString(value(p.place))
		}
	}
	return b.String()
}
