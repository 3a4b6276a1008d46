package ical

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

const (
	dateForm    = "20060102"         // DATE of RFC 5545 3.3.4
	wallForm    = "20060102T150405"  // DATE-TIME of 3.3.5, forms 1 and 3
	instantForm = "20060102T150405Z" // and form 2
)

// writer writes events and remembers which zones they need, and for how long.
type writer struct {
	lines
	zones map[string]*span
}

// span is from when to when a zone is spoken of.
type span struct {
	zone        *time.Location
	first, last time.Time
}

// touch notes a moment that is written in a zone, and says how its name stands
// in a line; nothing for UTC, which needs none.
func (w *writer) touch(t time.Time, zone *time.Location) string {
	name := zone.String()
	if name == "UTC" {
		return ""
	}
	s := w.zones[name]
	if s == nil {
		s = &span{zone, t, t}
		w.zones[name] = s
	}
	if t.Before(s.first) {
		s.first = t
	}
	if t.After(s.last) {
		s.last = t
	}
	return ";TZID=" + parameter(tzid(name))
}

// wall writes what a clock shows, also where it skips that time or shows it
// twice: a series keeps its hour.
func (w *writer) wall(name string, d domain.Date, c domain.TimeOfDay, zone *time.Location) {
	form := instantForm
	in := w.touch(recur.Instant(d, c, zone), zone)
	if in != "" {
		form = wallForm
	}
	w.add(name+in, d.Time(time.UTC).Add(time.Duration(c)*time.Minute).Format(form))
}

// moment writes an instant by the clock of the zone where that is plain, and
// else in UTC.
func (w *writer) moment(name string, t time.Time, zone *time.Location) {
	if zone.String() == "UTC" || !plain(t, zone) {
		w.add(name, utc(t))
		return
	}
	w.add(name+w.touch(t, zone), t.In(zone).Format(wallForm))
}

// interval writes a beginning and an end.
func (w *writer) interval(o recur.Occurrence, zone *time.Location) {
	w.moment("DTSTART", o.Start(), zone)
	w.moment("DTEND", o.End(), zone)
}

// plain reports whether clocks of a zone show this moment's time only once.
// Since 1990 no clock was set back by more than a day.
func plain(t time.Time, zone *time.Location) bool {
	own := ahead(t, zone)
	for _, near := range []time.Duration{-25 * time.Hour, 25 * time.Hour} {
		other := ahead(t.Add(near), zone)
		if twin := t.Add(own - other); other != own && ahead(twin, zone) == other {
			return false
		}
	}
	return true
}

// shows reports whether clocks show a time of day at an instant: they do not
// where it stands for one that they skip.
func shows(t time.Time, c domain.TimeOfDay, zone *time.Location) bool {
	hour, minute, _ := t.In(zone).Clock()
	return domain.TimeOfDay(60*hour+minute) == c
}

// ahead is how far clocks of a zone are ahead of UTC.
func ahead(t time.Time, zone *time.Location) time.Duration {
	_, seconds := t.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}

func utc(t time.Time) string { return t.UTC().Format(instantForm) }

// offset writes seconds ahead of UTC as UTC-OFFSET (RFC 5545 3.3.14).
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

func byDate(a, b domain.Date) int {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
}

// sorted gives days in their order, each once.
func sorted(days []domain.Date) []domain.Date {
	return slices.Compact(slices.SortedFunc(slices.Values(days), byDate))
}
