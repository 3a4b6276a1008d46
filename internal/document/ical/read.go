package ical

import (
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// The most that is read of a foreign calendar.
const (
	MaxBytes     = 2 << 20
	maxEvents    = 5000
	maxIntervals = 10_000
	maxLine      = 10_000 // octets of a line once it is put together
)

// Busy is when somebody is, and why.
type Busy struct {
	recur.Interval
	Summary string
}

// ReadBusy reads from a calendar of RFC 5545 when its owner is busy on the days
// from one to another, both included, in the order of time. Times without a
// zone are of the given one; events that are cancelled, or free by their own
// word, are left out. What repeats repeats by the rules of package recur; any
// other rule is refused and never guessed.
//
// An error is Invalid and names the line, with Args line and what, or TooLarge.
func ReadBusy(r io.Reader, zone *time.Location, from, to domain.Date) ([]Busy, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(text) > MaxBytes {
		return nil, domain.NewError(domain.KindTooLarge, "ical.large").With(domain.Args{"size": MaxBytes >> 20})
	}
	lines, err := unfold(string(text))
	if err != nil {
		return nil, err
	}
	events, err := components(lines)
	if err != nil {
		return nil, err
	}
	c := calendar{zone: zone, from: from, to: to}
	return c.busy(events)
}

// refuse is what is wrong in a line.
func refuse(key string, line int, what string) error {
	if r := []rune(what); len(r) > 60 {
		what = string(r[:60]) + "…"
	}
	return domain.Invalid(key).With(domain.Args{"line": line, "what": what})
}

// property is one content line.
type property struct {
	name   string // in capitals
	params map[string]string
	value  string
	line   int
}

// component is an event as it stands in the file.
type component struct {
	line  int
	props []property
}

func (c component) get(name string) (p property, there bool) {
	i := slices.IndexFunc(c.props, func(p property) bool { return p.name == name })
	if i < 0 {
		return p, false
	}
	return c.props[i], true
}

// unfold puts lines together that were cut, RFC 5545 3.1.
func unfold(text string) (all []property, err error) {
	text = strings.TrimPrefix(text, "\ufeff")
	var whole strings.Builder
	begun := 0
	flush := func() error {
		if whole.Len() == 0 {
			return nil
		}
		p, err := content(whole.String(), begun)
		all = append(all, p)
		whole.Reset()
		return err
	}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line != "" && (line[0] == ' ' || line[0] == '\t') && whole.Len() > 0 {
			whole.WriteString(line[1:])
		} else {
			if err := flush(); err != nil {
				return nil, err
			}
			begun = n
			whole.WriteString(line)
		}
		if whole.Len() > maxLine {
			return nil, refuse("ical.line_long", begun, "")
		}
	}
	return all, flush()
}

// content takes a content line apart: name, parameters and value.
func content(line string, n int) (property, error) {
	p := property{params: map[string]string{}, line: n}
	rest := line
	end := strings.IndexAny(rest, ";:")
	if end <= 0 || !isName(rest[:end]) {
		return p, refuse("ical.malformed", n, line)
	}
	p.name, rest = strings.ToUpper(rest[:end]), rest[end:]
	for strings.HasPrefix(rest, ";") {
		name, value, after, ok := param(rest[1:])
		if !ok {
			return p, refuse("ical.malformed", n, line)
		}
		p.params[strings.ToUpper(name)], rest = value, after
	}
	if !strings.HasPrefix(rest, ":") {
		return p, refuse("ical.malformed", n, line)
	}
	p.value = rest[1:]
	return p, nil
}

// param reads NAME=value or NAME="value", of several values the first.
func param(s string) (name, value, rest string, ok bool) {
	name, s, ok = strings.Cut(s, "=")
	if !ok || !isName(name) {
		return "", "", "", false
	}
	first := true
	for {
		var one string
		if strings.HasPrefix(s, `"`) {
			if one, s, ok = strings.Cut(s[1:], `"`); !ok {
				return "", "", "", false
			}
		} else {
			end := strings.IndexAny(s, ";:,")
			if end < 0 {
				return "", "", "", false
			}
			one, s = s[:end], s[end:]
		}
		if first {
			value, first = one, false
		}
		if !strings.HasPrefix(s, ",") {
			return name, value, s, true
		}
		s = s[1:]
	}
}

func isName(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool {
		return r != '-' && r != '.' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) < 0
}

// components finds the events. Everything must be inside of a calendar, and
// whatever begins must end.
func components(lines []property) (events []component, err error) {
	var open []property
	for _, p := range lines {
		inside := len(open) > 0 && strings.EqualFold(open[len(open)-1].value, "VEVENT")
		switch {
		case p.name == "BEGIN":
			if len(open) == 0 && !strings.EqualFold(p.value, "VCALENDAR") {
				return nil, refuse("ical.no_calendar", p.line, p.value)
			}
			if open = append(open, p); strings.EqualFold(p.value, "VEVENT") {
				events = append(events, component{line: p.line})
			}
			if len(events) > maxEvents || len(open) > 10 {
				return nil, domain.Invalid("ical.many").With(domain.Args{"max": maxEvents})
			}
		case p.name == "END":
			if len(open) == 0 || !strings.EqualFold(open[len(open)-1].value, p.value) {
				return nil, refuse("ical.end", p.line, p.value)
			}
			open = open[:len(open)-1]
		case len(open) == 0:
			return nil, refuse("ical.no_calendar", p.line, p.name)
		case inside:
			e := &events[len(events)-1]
			e.props = append(e.props, p)
		}
	}
	if len(open) > 0 {
		return nil, refuse("ical.open", open[len(open)-1].line, open[len(open)-1].value)
	}
	if len(lines) == 0 {
		return nil, refuse("ical.no_calendar", 1, "")
	}
	return events, nil
}

// calendar reads events of a span of days.
type calendar struct {
	zone     *time.Location
	from, to domain.Date
}

// busy gives the hours of all events, with those that stand for single dates of
// others put in their places.
func (c calendar) busy(events []component) (all []Busy, err error) {
	single := map[string][]component{}
	for _, e := range events {
		if _, ok := e.get("RECURRENCE-ID"); ok {
			uid, _ := e.get("UID")
			single[uid.value] = append(single[uid.value], e)
		}
	}
	for _, e := range events {
		if _, ok := e.get("RECURRENCE-ID"); ok || !e.blocks() {
			continue
		}
		uid, _ := e.get("UID")
		found, err := c.event(e, single[uid.value])
		if err != nil {
			return nil, err
		}
		if all = append(all, found...); len(all) > maxIntervals {
			return nil, domain.Invalid("ical.many_times").With(domain.Args{"max": maxIntervals})
		}
	}
	slices.SortFunc(all, func(a, b Busy) int { return int(a.Lo - b.Lo) })
	return all, nil
}

// blocks reports whether an event takes its owner's time.
func (e component) blocks() bool {
	status, _ := e.get("STATUS")
	free, _ := e.get("TRANSP")
	return !strings.EqualFold(status.value, "CANCELLED") && !strings.EqualFold(free.value, "TRANSPARENT")
}

func (c calendar) event(e component, single []component) ([]Busy, error) {
	s, err := c.series(e)
	if err != nil {
		return nil, err
	}
	for _, one := range single {
		if err := c.except(&s, one); err != nil {
			return nil, err
		}
	}
	occurrences, err := s.Between(c.from.AddDays(-31), c.to)
	if err != nil {
		rule, ok := e.get("RRULE")
		if !ok {
			rule.line = e.line
		}
		return nil, errors.Join(refuse("ical.rule", rule.line, rule.value), err)
	}
	summary, _ := e.get("SUMMARY")
	start := recur.Instant(c.from, 0, c.zone).Unix() / 60
	var all []Busy
	for _, o := range occurrences {
		if o.Hi > start {
			all = append(all, Busy{o.Interval, unescape(summary.value)})
		}
	}
	return all, nil
}

var plain = strings.NewReplacer(`\\`, `\`, `\;`, ";", `\,`, ",", `\n`, " ", `\N`, " ")

func unescape(s string) string { return strings.TrimSpace(plain.Replace(s)) }
