package ical

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// Busy is a time that something takes, as long as it takes it.
type Busy struct {
	Summary string // in one line; foreign words, of at most 10,000 octets
	recur.Interval
}

// ReadBusy reads an iCalendar file and gives what of it takes time on the days
// from one to another, both of them included, whole and in the order of time:
// it may begin before them and end after. What is cancelled, is marked as free
// (TRANSP), or takes no time is left out. Days and times without a zone are of
// the zone given; minutes that are only begun count as whole.
//
// A file that is larger than MaxSize is KindTooLarge. Whatever else it has that
// cannot be read is domain.Problems, at most about twenty. Each has in its
// arguments the line, an int, and mostly a name; where a rule is refused, the
// reason of package recur comes next and has the same line. Other errors are
// of the reader, of days that recur.Series.Between does not take, or Internal
// without a zone.
func ReadBusy(r io.Reader, zone *time.Location, from, to domain.Date) ([]Busy, error) {
	a := agenda{zone: zone, from: from, to: to}
	if _, err := (recur.Series{First: from, Hours: recur.Hours{Nights: 1}, Zone: zone}).Between(from, to); err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("ical: %w", err)
	case len(text) > MaxSize:
		return nil, domain.NewError(domain.KindTooLarge, "ical.large").With(domain.Args{"max": MaxSize >> 20})
	}
	calendars, err := parse(string(text))
	if err != nil {
		return nil, problems(err)
	}
	for _, c := range calendars {
		if err := a.calendar(c); err != nil {
			return nil, err
		}
	}
	if len(a.problems) > 0 {
		return nil, a.problems
	}
	slices.SortStableFunc(a.found, func(a, b Busy) int {
		return cmp.Or(cmp.Compare(a.Lo, b.Lo), cmp.Compare(a.Hi, b.Hi), cmp.Compare(a.Summary, b.Summary))
	})
	return a.found, nil
}

// agenda gathers what is found in the calendars of a file.
type agenda struct {
	zone     *time.Location
	from, to domain.Date
	zones    zones           // of the calendar being read
	replaced map[string]*out // by UID: what other events stand for
	found    []Busy
	problems domain.Problems
	walked   int
}

// calendar reads the events of one calendar. What is refused is noted; too
// much of anything ends the reading.
func (a *agenda) calendar(c *component) error {
	a.zones, a.replaced = newZones(c), map[string]*out{}
	for _, read := range []func(*component) error{a.replaces, a.event} {
		for _, e := range c.within("VEVENT") {
			if err := read(e); err != nil && !a.note(err) {
				return err
			}
			if err := a.enough(e.line); err != nil {
				return err
			}
		}
	}
	return nil
}

// replaces notes for which occurrence of others an event stands.
func (a *agenda) replaces(c *component) error {
	id, ok := c.get("RECURRENCE-ID")
	uid := c.value("UID")
	if !ok || uid == "" {
		return nil
	}
	m, err := a.moment(id, id.value)
	if err != nil {
		return err
	}
	if a.replaced[uid] == nil {
		a.replaced[uid] = &out{of: map[any]bool{}}
	}
	a.replaced[uid].take(m, a.zone)
	return nil
}

// note keeps a refusal once, and reports whether it was one: many events may
// ask for the same thing that is broken.
func (a *agenda) note(err error) bool {
	why := problems(err)
	for _, e := range why {
		same := func(o *domain.Error) bool { return o.Key == e.Key && o.Args["line"] == e.Args["line"] }
		if !slices.ContainsFunc(a.problems, same) {
			a.problems = append(a.problems, e)
		}
	}
	return len(why) > 0
}

// enough is what was refused so far, once there is no use in reading on.
func (a *agenda) enough(line int) error {
	switch {
	case len(a.found) > maxIntervals:
		a.note(tooMuch(line, "ical.intervals", maxIntervals))
	case a.walked > maxWalked:
		a.note(tooMuch(line, "ical.walked", maxWalked))
	case len(a.problems) < maxProblems:
		return nil
	}
	return a.problems
}
