package ical

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"krag/internal/domain"
)

// The most that a file may have.
const (
	MaxSize      = 2 << 20 // bytes
	maxLine      = 10_000  // octets of a line that is read, put together
	maxEvents    = 5000
	maxIntervals = 10_000
	maxChanges   = 250 // kinds of clock changes in one VTIMEZONE: TZif counts its offsets in a byte
	maxProblems  = 20  // that are told at once
)

// refuse is an Invalid error about a line of the file. Name is what stands
// there, cut to what can be shown: the name of a property or of a zone, never
// the words of an event.
func refuse(line int, key, name string) *domain.Error {
	if r := []rune(name); len(r) > 60 {
		name = string(r[:60]) + "…"
	}
	return domain.Invalid(key).With(domain.Args{"line": line, "name": clean(name)})
}

// tooMuch is an Invalid error about the line at which a limit was passed.
func tooMuch(line int, key string, limit int) *domain.Error {
	return domain.Invalid(key).With(domain.Args{"line": line, "max": limit})
}

// component is what stands between BEGIN and END.
type component struct {
	name  string // in capitals
	line  int    // of BEGIN
	props []property
	parts []*component
}

// get gives the first property of a name.
func (c *component) get(name string) (property, bool) {
	i := slices.IndexFunc(c.props, func(p property) bool { return p.name == name })
	if i < 0 {
		return property{}, false
	}
	return c.props[i], true
}

// value is that of the first property of a name, nothing where there is none.
func (c *component) value(name string) string {
	p, _ := c.get(name)
	return p.value
}

// each gives all properties of a name.
func (c *component) each(name string) (all []property) {
	for _, p := range c.props {
		if p.name == name {
			all = append(all, p)
		}
	}
	return all
}

// within gives the parts of a name.
func (c *component) within(names ...string) (all []*component) {
	for _, p := range c.parts {
		if slices.Contains(names, p.name) {
			all = append(all, p)
		}
	}
	return all
}

// once refuses the second of those properties of which there is one at most.
func (c *component) once(names ...string) error {
	for _, name := range names {
		if all := c.each(name); len(all) > 1 {
			return refuse(all[1].line, "ical.twice", name)
		}
	}
	return nil
}

// tree builds the components of a file.
type tree struct {
	calendars    []*component
	open         []*component
	events, line int
}

// parse gives the calendars of a file. The first thing that is wrong ends it.
func parse(text string) ([]*component, error) {
	var t tree
	for line, content := range unfolded(strings.TrimPrefix(text, "\ufeff")) {
		t.line = line
		if err := t.take(content); err != nil {
			return nil, err
		}
	}
	if len(t.open) > 0 {
		last := t.open[len(t.open)-1]
		return nil, refuse(last.line, "ical.open", last.name)
	}
	if len(t.calendars) == 0 {
		return nil, refuse(max(t.line, 1), "ical.none", "BEGIN:VCALENDAR")
	}
	return t.calendars, nil
}

func (t *tree) take(content string) error {
	p, ok := parseProperty(t.line, content)
	if p.name == "BEGIN" || p.name == "END" {
		p.value = strings.TrimSpace(p.value)
	}
	switch {
	case !utf8.ValidString(content):
		return refuse(t.line, "ical.encoding", "")
	case len(t.open) == 0 && (p.name != "BEGIN" || !strings.EqualFold(p.value, "VCALENDAR")):
		return refuse(t.line, "ical.none", "BEGIN:VCALENDAR")
	case !ok:
		return refuse(t.line, "ical.malformed", "")
	case len(content) > maxLine && slices.Contains(read, p.name):
		e := refuse(t.line, "ical.long", p.name)
		e.Args["max"] = maxLine
		return e
	case p.name == "BEGIN":
		return t.begin(p)
	case p.name == "END":
		return t.end(p)
	}
	last := t.open[len(t.open)-1]
	last.props = append(last.props, p)
	return nil
}

// read are the properties that anything is taken from. All others may be as
// long as the file: whole pages of HTML and pictures stand in real ones.
var read = []string{
	"BEGIN", "END", "UID", "SUMMARY", "STATUS", "TRANSP", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE",
	"RECURRENCE-ID", "TZID", "TZOFFSETFROM", "TZOFFSETTO",
}

func (t *tree) begin(p property) error {
	c := &component{name: strings.ToUpper(p.value), line: p.line}
	if c.name == "VEVENT" {
		if t.events++; t.events > maxEvents {
			return tooMuch(p.line, "ical.events", maxEvents)
		}
	}
	if len(t.open) == 0 {
		t.calendars = append(t.calendars, c)
	} else {
		last := t.open[len(t.open)-1]
		last.parts = append(last.parts, c)
	}
	t.open = append(t.open, c)
	return nil
}

func (t *tree) end(p property) error {
	last := t.open[len(t.open)-1]
	if !strings.EqualFold(p.value, last.name) {
		e := refuse(p.line, "ical.end", p.value)
		e.Args["open"], e.Args["begin"] = last.name, last.line
		return e
	}
	t.open = t.open[:len(t.open)-1]
	return nil
}

// problems are those an error tells of; nil for one that is ours.
func problems(err error) domain.Problems {
	if all, ok := errors.AsType[domain.Problems](err); ok {
		return all
	}
	if one, ok := errors.AsType[*domain.Error](err); ok {
		return domain.Problems{one}
	}
	return nil
}
