package ical

import (
	"errors"
	"fmt"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// Calendar is what somebody subscribes to. Its events are written in the order
// they have.
type Calendar struct {
	Name   string
	Events []Event // each in a zone of its own

	// Once is a file that goes out by itself, to whoever may be better off when
	// it does not say where from: nobody asks for it again, and it names no
	// maker.
	Once bool
}

// Event is something that takes place once or in a series. Texts may have any
// letters and several lines; what is empty is left out.
type Event struct {
	UID      string    // the same for as long as it is the same event; of no other event of the calendar
	Sequence int       // counts changes from 0 (RFC 5545 3.8.7.4)
	Stamp    time.Time // DTSTAMP: when the event was last written down, not when the file is made
	Changed  time.Time // LAST-MODIFIED; the zero time leaves it out

	Summary, Location, Description, URL string

	// Series is when, in a zone that has a name others know. It has an end:
	// what recur.Series.All gives is what takes place. An event of which every
	// day is left out is not written.
	Series    recur.Series
	Overrides []Override

	Cancelled bool // as a whole; Sequence is then higher than before. A single day is left out of the Series
	Tentative bool
	Free      bool // takes nobody's time (TRANSP)
}

// Override is what one occurrence says differently. Where it was moved to
// stands in the series.
type Override struct {
	Original domain.Date // as in recur.Occurrence; at most one override for each

	Summary, Location, Description string // where empty, as of the event
}

// Write gives the calendar as a file, text/calendar in UTF-8. A calendar
// without events has no component in it, which RFC 5545 does not foresee and
// readers take.
//
// An error is as of recur.Series.All; it is Internal where the calendar itself
// is our mistake: an event without a UID, a stamp or a zone with a name, one
// that is there twice, an override of nothing.
func (c Calendar) Write() ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	events := writer{zones: map[string]*span{}}
	for _, e := range c.Events {
		if err := events.event(e); err != nil {
			return nil, fmt.Errorf("ical: event %s: %w", e.UID, err)
		}
	}
	var file lines
	c.head(&file)
	events.timezones(&file)
	file.raw(events.lines)
	file.add("END", "VCALENDAR")
	return file, nil
}

// head is about the calendar as a whole. Its name and how often to ask are said
// twice: as RFC 7986 has them, and as readers knew them before. There is no
// X-WR-TIMEZONE: some readers move what is written in UTC into it.
func (c Calendar) head(l *lines) {
	l.add("BEGIN", "VCALENDAR")
	l.add("VERSION", "2.0")
	l.add("PRODID", c.maker())
	l.add("CALSCALE", "GREGORIAN")
	l.add("METHOD", "PUBLISH")
	l.text("NAME", c.Name)
	l.text("X-WR-CALNAME", c.Name)
	if !c.Once {
		l.add("REFRESH-INTERVAL;VALUE=DURATION", refresh)
		l.add("X-PUBLISHED-TTL", refresh)
	}
}

// maker is PRODID, which no calendar may leave out (RFC 5545 3.6).
func (c Calendar) maker() string {
	if c.Once {
		return "-//-//-//PL"
	}
	return "-//Krag//Krag//PL"
}

// refresh is how long a reader may wait before it asks again (RFC 7986 5.7).
const refresh = "PT1H"

func (c Calendar) check() error {
	seen := map[string]bool{}
	for _, e := range c.Events {
		if seen[e.UID] {
			return fmt.Errorf("ical: event %s is there twice", e.UID)
		}
		if err := e.check(); err != nil {
			return err
		}
		seen[e.UID] = true
	}
	return nil
}

func (e Event) check() error {
	switch {
	case e.UID == "":
		return errors.New("ical: an event needs a UID")
	case e.Stamp.IsZero(), e.Sequence < 0:
		return fmt.Errorf("ical: event %s needs a stamp and a sequence", e.UID)
	case !named(e.Series.Zone):
		return fmt.Errorf("ical: event %s needs a zone with a name", e.UID)
	}
	return nil
}

// named reports whether a zone has a name that somebody else may know.
func named(zone *time.Location) bool {
	return zone != nil && zone.String() != "" && zone.String() != "Local"
}
