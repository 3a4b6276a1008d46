package ical

import (
	"strings"

	"krag/internal/domain/recur"
)

// event finds the times of an event, each once.
func (a *agenda) event(c *component) error {
	if err := c.check(); err != nil || c.free() {
		return err
	}
	s, err := a.first(c)
	if err != nil {
		return err
	}
	stays, err := a.stays(c, s)
	seen := map[int64]bool{}
	for _, s := range stays {
		if at := s.start.at().Unix(); !seen[at] {
			seen[at] = true
			a.add(c, s)
		}
	}
	return err
}

// check refuses what cannot be told from the first property of each name, or
// from an event that is cancelled: RANGE cancels others with it.
func (c *component) check() error {
	if id, _ := c.get("RECURRENCE-ID"); id.param("RANGE") != "" {
		return refuse(id.line, "ical.unsupported", "RANGE")
	}
	return c.once("DTSTART", "DTEND", "DURATION", "RRULE", "RECURRENCE-ID")
}

// free reports whether an event takes nobody's time.
func (c *component) free() bool {
	return strings.EqualFold(c.value("STATUS"), "CANCELLED") || strings.EqualFold(c.value("TRANSP"), "TRANSPARENT")
}

// add keeps a time when it reaches into the days that are asked for.
func (a *agenda) add(c *component, s stay) {
	begins, ends := s.start.at(), s.length.end(s.start)
	i := recur.Interval{Lo: floor(begins.Unix()), Hi: -floor(-ends.Unix())}
	from, to := recur.Instant(a.from, 0, a.zone).Unix()/60, recur.Instant(a.to.AddDays(1), 0, a.zone).Unix()/60
	if begins.Before(ends) && i.Lo < to && from < i.Hi {
		summary, _ := c.get("SUMMARY")
		a.found = append(a.found, Busy{summary.words(), i})
	}
}

// floor is the minute of a second.
func floor(seconds int64) int64 { return (seconds - (seconds%60+60)%60) / 60 }

// moment reads a value of a property that is a day or a time. A value that says
// UTC is, whatever zone its property names (RFC 5545 3.2.19).
func (a *agenda) moment(p property, value string) (m moment, err error) {
	m, ok := parseWall(value)
	kind := strings.ToUpper(p.param("VALUE"))
	if !ok || kind != "" && kind != "PERIOD" && (kind == "DATE") != m.whole || kind == "PERIOD" && (m.whole || p.name != "RDATE") {
		return m, refuse(p.line, "ical.time", p.name)
	}
	switch {
	case m.zone != nil:
	case m.whole || p.param("TZID") == "":
		m.zone = a.zone
	default:
		m.floating = false
		m.zone, err = a.zones.find(p)
	}
	return m, err
}

// first is when an event takes place for the first time.
func (a *agenda) first(c *component) (s stay, err error) {
	p, ok := c.get("DTSTART")
	if !ok {
		return s, refuse(c.line, "ical.missing", "DTSTART")
	}
	if s.start, err = a.moment(p, p.value); err == nil {
		s.length, err = a.length(c, s.start)
	}
	return s, err
}

// length reads DTEND or DURATION. Without them a day takes the whole day, and a
// time no time (RFC 5545 3.6.1).
func (a *agenda) length(c *component, start moment) (l length, err error) {
	end, ended := c.get("DTEND")
	lasts, lasting := c.get("DURATION")
	switch {
	case ended && lasting:
		return l, refuse(lasts.line, "ical.ends", "")
	case ended:
		return a.until(end, end.value, start)
	case lasting:
		return lasts.length(lasts.value, start)
	case start.whole:
		l.days = 1
	}
	return l, nil
}

// until is the length up to an end. A day that ends with its own beginning is
// one day: many files have it so, although RFC 5545 3.8.2.2 does not.
func (a *agenda) until(p property, value string, start moment) (l length, err error) {
	end, err := a.moment(p, value)
	if err != nil {
		return l, err
	}
	if end.whole {
		l.days = max(daysBetween(start.day(), end.day()), 1)
	} else {
		l.exact = end.at().Sub(start.at())
	}
	switch {
	case end.whole != start.whole:
		return l, refuse(p.line, "ical.kind", p.name)
	case end.at().Before(start.at()):
		return l, refuse(p.line, "ical.order", p.name)
	}
	return l, nil
}

// length reads a duration; a day lasts whole days.
func (p property) length(value string, start moment) (length, error) {
	l, ok := parseLength(value)
	if !ok || start.whole && l.exact != 0 {
		return l, refuse(p.line, "ical.duration", p.name)
	}
	if start.whole {
		l.days = max(l.days, 1)
	}
	return l, nil
}
