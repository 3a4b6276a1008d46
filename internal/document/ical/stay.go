package ical

import (
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
)

// stay is one time that something takes.
type stay struct {
	start  moment
	length length
}

// stays are the times of an event, without those that another event stands for.
func (a *agenda) stays(c *component, s stay) (all []stay, err error) {
	if id, ok := c.get("RECURRENCE-ID"); ok {
		return []stay{s}, a.single(c, id)
	}
	if p, ok := c.get("EXRULE"); ok {
		return nil, refuse(p.line, "ical.unsupported", p.name)
	}
	out, err := a.out(c)
	if err != nil {
		return nil, err
	}
	days := []domain.Date{s.start.day()}
	if p, ok := c.get("RRULE"); ok {
		if days, err = a.repeated(p, s, out.has(s.start)); err != nil {
			return nil, err
		}
	}
	for _, d := range days {
		all = append(all, stay{s.start.on(d), s.length})
	}
	chosen, err := a.chosen(c, s)
	return slices.DeleteFunc(append(all, chosen...), func(s stay) bool { return out.has(s.start) }), err
}

// single refuses what an event that stands for one occurrence cannot say.
func (a *agenda) single(c *component, id property) error {
	for _, name := range []string{"RRULE", "RDATE", "EXRULE"} {
		if p, ok := c.get(name); ok {
			return refuse(p.line, "ical.unsupported", name)
		}
	}
	_, err := a.moment(id, id.value)
	return err
}

// chosen reads RDATE: times, days, or times with an end of their own.
func (a *agenda) chosen(c *component, of stay) (all []stay, err error) {
	for _, p := range c.each("RDATE") {
		for value := range strings.SplitSeq(p.value, ",") {
			s, err := a.period(p, value, of)
			if err != nil {
				return nil, err
			}
			all = append(all, s)
		}
	}
	return all, nil
}

func (a *agenda) period(p property, value string, of stay) (s stay, err error) {
	value, end, cut := strings.Cut(value, "/")
	if s.start, err = a.moment(p, value); err != nil {
		return s, err
	}
	switch s.length = of.length; {
	case cut != strings.EqualFold(p.param("VALUE"), "PERIOD"):
		return s, refuse(p.line, "ical.time", p.name)
	case s.start.whole != of.start.whole:
		return s, refuse(p.line, "ical.kind", p.name)
	case strings.HasPrefix(end, "P"):
		s.length, err = p.length(end, s.start)
	case cut:
		s.length, err = a.until(p, end, s.start)
	}
	return s, err
}

// out reads EXDATE, beside what other events of this UID stand for. Events
// without a UID have nothing to do with others.
func (a *agenda) out(c *component) (o out, err error) {
	o = out{of: map[any]bool{}, others: a.replaced[c.value("UID")]}
	for _, p := range c.each("EXDATE") {
		for value := range strings.SplitSeq(p.value, ",") {
			m, err := a.moment(p, value)
			if err != nil {
				return o, err
			}
			o.take(m, a.zone)
		}
	}
	return o, nil
}

// out are occurrences that do not take place where a rule has them: days and
// beginnings, and the days of those for events of whole days.
type out struct {
	of     map[any]bool // a domain.Date, an instant in seconds as int64, or a wholeDay
	others *out
}

type wholeDay domain.Date

func (o out) take(m moment, zone *time.Location) {
	if m.whole {
		o.of[m.day()] = true
		return
	}
	o.of[m.at().Unix()], o.of[wholeDay(domain.DateOf(m.at(), zone))] = true, true
}

// has reports whether something does not take place. A day leaves out what
// begins on it.
func (o out) has(m moment) bool {
	return o.of[m.day()] || m.whole && o.of[wholeDay(m.day())] || !m.whole && o.of[m.at().Unix()] || o.others != nil && o.others.has(m)
}
