// Package ical writes calendars as RFC 5545 has them, and reads from others'
// calendars when somebody is busy. It knows no room and no group, only series
// and words.
package ical

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// Calendar is a calendar that others read again and again.
type Calendar struct {
	Name   string
	Zone   *time.Location // of its events
	Events []Event
}

// Event is something that takes place once or in a series.
type Event struct {
	UID       string    // the same for as long as it is the same event
	Sequence  int       // counts its changes
	Changed   time.Time // UTC: LAST-MODIFIED, and DTSTAMP, so that the same model gives the same bytes
	Summary   string
	Location  string
	Series    recur.Series           // in the calendar's zone
	Elsewhere map[domain.Date]string // locations of single dates, by their day in the series
	Cancelled bool
	Tentative bool
}

// product names who wrote a calendar, RFC 5545 3.7.3.
const product = "-//Krag//Krag//PL"

// Write gives the bytes of a calendar: lines end with CRLF and are folded at 75
// octets. An error is as of recur.Series.All.
func (c Calendar) Write() ([]byte, error) {
	w := &writer{zone: c.Zone}
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", product)
	w.line("CALSCALE", "GREGORIAN")
	w.line("METHOD", "PUBLISH")
	w.text("NAME", c.Name)
	w.text("X-WR-CALNAME", c.Name)
	w.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H")
	w.line("X-PUBLISHED-TTL", "PT1H")
	body := &writer{zone: c.Zone}
	var span recur.Interval
	for _, e := range c.Events {
		in, err := body.event(e)
		if err != nil {
			return nil, fmt.Errorf("event %s: %w", e.UID, err)
		}
		span = joined(span, in)
	}
	if span.Hi > 0 {
		w.timezone(span)
	}
	w.Write(body.Bytes())
	w.line("END", "VCALENDAR")
	return w.Bytes(), nil
}

// joined is the span of two; the zero one is none.
func joined(a, b recur.Interval) recur.Interval {
	if a.Hi == 0 {
		return b
	}
	if b.Hi == 0 {
		return a
	}
	return recur.Interval{Lo: min(a.Lo, b.Lo), Hi: max(a.Hi, b.Hi)}
}

// writer writes content lines.
type writer struct {
	bytes.Buffer
	zone *time.Location
}

const octets = 75 // of a line, RFC 5545 3.1

// line writes a content line whose value is as it is to stand.
func (w *writer) line(name, value string) {
	rest := name + ":" + value
	for first := true; ; first = false {
		room := octets
		if !first {
			w.WriteByte(' ')
			room--
		}
		if len(rest) <= room {
			w.WriteString(rest)
			w.WriteString("\r\n")
			return
		}
		for !utf8.RuneStart(rest[room]) {
			room--
		}
		w.WriteString(rest[:room])
		w.WriteString("\r\n")
		rest = rest[room:]
	}
}

var escaped = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`)

// text writes words, or nothing where there are none. Signs that no line may
// have are left out.
func (w *writer) text(name, words string) {
	words = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(words, ""))
	if words != "" {
		w.line(name, escaped.Replace(words))
	}
}

const (
	local = "20060102T150405"
	inUTC = "20060102T150405Z"
)

// at writes a moment by the clock of the zone.
func (w *writer) at(name string, minute int64) {
	w.line(name+";TZID="+w.zone.String(), time.Unix(60*minute, 0).In(w.zone).Format(local))
}

// wall writes a day and a time of day, also one that the clock skips.
func wall(d domain.Date, c domain.TimeOfDay) string {
	return fmt.Sprintf("%04d%02d%02dT%02d%02d00", d.Year, d.Month, d.Day, int(c)/60, int(c)%60)
}

// event writes an event with its exceptions, and gives when it is.
func (w *writer) event(e Event) (span recur.Interval, err error) {
	whole := e.Series
	whole.Moved = nil
	days, err := whole.All()
	if err != nil {
		return span, err
	}
	is, err := e.Series.All()
	if err != nil || len(is) == 0 {
		return span, err
	}
	for _, o := range slices.Concat(days, is) {
		span = joined(span, o.Interval)
	}
	w.main(e, days)
	length := w.length(e.Series)
	for _, o := range is {
		if w.differs(e, o, days, length) {
			w.override(e, o)
		}
	}
	return span, nil
}

// length is how long every occurrence is for whoever reads DTSTART and DTEND:
// as long as the first, to the minute (RFC 5545 3.8.2.2 and 3.8.5.3).
func (w *writer) length(s recur.Series) int64 {
	in, err := s.Hours.On(s.First, w.zone)
	if err != nil {
		return 0
	}
	return in.Hi - in.Lo
}

// differs reports whether an occurrence is not as the rule alone would have it:
// it was moved, takes place elsewhere, or in a night of a clock change lasts
// longer or shorter than the others.
func (w *writer) differs(e Event, o recur.Occurrence, days []recur.Occurrence, length int64) bool {
	if _, elsewhere := e.Elsewhere[o.Original]; elsewhere || o.Hi-o.Lo != length {
		return true
	}
	i := slices.IndexFunc(days, func(d recur.Occurrence) bool { return d.Original == o.Original })
	return i < 0 || days[i].Interval != o.Interval
}

// main writes the event as a whole: its rule, its chosen days and those that
// are left out.
func (w *writer) main(e Event, days []recur.Occurrence) {
	s := e.Series
	w.line("BEGIN", "VEVENT")
	w.head(e, e.Location)
	tz := ";TZID=" + w.zone.String()
	w.line("DTSTART"+tz, wall(s.First, s.Hours.From))
	w.line("DTEND"+tz, wall(s.First.AddDays(s.Hours.Nights), s.Hours.To))
	if s.Rule != nil {
		w.line("RRULE", untilUTC(*s.Rule, s.Hours, w.zone))
	}
	for _, d := range s.Dates {
		if d != s.First {
			w.line("RDATE"+tz, wall(d, s.Hours.From))
		}
	}
	for _, d := range left(s) {
		w.line("EXDATE"+tz, wall(d, s.Hours.From))
	}
	w.line("END", "VEVENT")
}

// left are the days that a series would have and that are left out.
func left(s recur.Series) []domain.Date {
	all := s
	all.Without, all.Moved = nil, nil
	days := map[domain.Date]bool{s.First: true}
	if occurrences, err := all.All(); err == nil {
		for _, o := range occurrences {
			days[o.Original] = true
		}
	}
	var out []domain.Date
	for _, d := range s.Without {
		if days[d] && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// untilUTC writes a rule whose end is a moment in UTC, as it must be beside a
// beginning in a zone (RFC 5545 3.3.10).
func untilUTC(r recur.Rule, h recur.Hours, zone *time.Location) string {
	if !r.Until.IsZero() {
		r.UntilUTC, r.Until = recur.Instant(r.Until, h.From, zone), domain.Date{}
	}
	return r.String()
}

// override writes one occurrence that is not as the others.
func (w *writer) override(e Event, o recur.Occurrence) {
	place := e.Location
	if other, ok := e.Elsewhere[o.Original]; ok {
		place = other
	}
	w.line("BEGIN", "VEVENT")
	w.head(e, place)
	w.line("RECURRENCE-ID;TZID="+w.zone.String(), wall(o.Original, e.Series.Hours.From))
	w.at("DTSTART", o.Lo)
	w.at("DTEND", o.Hi)
	w.line("END", "VEVENT")
}

func (w *writer) head(e Event, place string) {
	w.line("UID", e.UID)
	w.line("DTSTAMP", e.Changed.UTC().Format(inUTC))
	w.line("LAST-MODIFIED", e.Changed.UTC().Format(inUTC))
	w.line("SEQUENCE", strconv.Itoa(e.Sequence))
	w.text("SUMMARY", e.Summary)
	w.text("LOCATION", place)
	switch {
	case e.Cancelled:
		w.line("STATUS", "CANCELLED")
	case e.Tentative:
		w.line("STATUS", "TENTATIVE")
	default:
		w.line("STATUS", "CONFIRMED")
	}
	w.line("TRANSP", "OPAQUE")
}
