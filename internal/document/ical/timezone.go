package ical

import (
	"fmt"
	"time"

	"krag/internal/domain/recur"
)

// timezone writes the zone for as long as a span lasts: each change of the
// clock by itself, so that it is right wherever and whenever (RFC 5545 3.6.5).
func (w *writer) timezone(span recur.Interval) {
	w.line("BEGIN", "VTIMEZONE")
	w.line("TZID", w.zone.String())
	from := time.Date(span.Start().Year()-1, time.January, 1, 0, 0, 0, 0, time.UTC)
	name, seconds := from.In(w.zone).Zone()
	w.observance(from.In(w.zone), seconds, seconds, name)
	for t := from; t.Before(span.End().AddDate(0, 0, 2)); {
		next, changes := change(t, t.AddDate(0, 0, 1), w.zone)
		if changes {
			_, before := next.Add(-time.Second).In(w.zone).Zone()
			name, after := next.In(w.zone).Zone()
			w.observance(next.Add(time.Duration(before)*time.Second), before, after, name)
		}
		t = t.AddDate(0, 0, 1)
	}
	w.line("END", "VTIMEZONE")
}

// change is the first second in a span at which the clock of a zone is another
// number of seconds ahead of UTC than at its beginning.
func change(from, to time.Time, zone *time.Location) (time.Time, bool) {
	_, was := from.In(zone).Zone()
	if _, is := to.In(zone).Zone(); is == was {
		return to, false
	}
	for to.Sub(from) > time.Second {
		middle := from.Add(to.Sub(from) / 2).Truncate(time.Second)
		if _, is := middle.In(zone).Zone(); is == was {
			from = middle
		} else {
			to = middle
		}
	}
	return to, true
}

// observance says from which moment, by the clock before it, which offset holds.
func (w *writer) observance(at time.Time, before, after int, name string) {
	kind := "STANDARD"
	if after > before {
		kind = "DAYLIGHT"
	}
	w.line("BEGIN", kind)
	w.line("DTSTART", at.Format(local))
	w.line("TZOFFSETFROM", offset(before))
	w.line("TZOFFSETTO", offset(after))
	w.text("TZNAME", name)
	w.line("END", kind)
}

// offset writes seconds ahead of UTC, RFC 5545 3.3.14.
func offset(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	s := fmt.Sprintf("%c%02d%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		s += fmt.Sprintf("%02d", seconds%60)
	}
	return s
}
