package ical

import (
	"maps"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// change is a clock change of a zone.
type change struct {
	at       time.Time // what clocks showed when it came
	from, to int       // seconds ahead of UTC
	name     string    // what the time is called after it
	summer   bool      // clocks go forward for a while; by the law of Ireland they go back for one
}

// timezones writes the zones that events were written in.
func (w *writer) timezones(l *lines) {
	for _, name := range slices.Sorted(maps.Keys(w.zones)) {
		l.add("BEGIN", "VTIMEZONE")
		l.text("TZID", tzid(name))
		for _, group := range w.zones[name].observances() {
			group.write(l)
		}
		l.add("END", "VTIMEZONE")
	}
}

// observance is changes that are all the same but for their time: STANDARD or
// DAYLIGHT of RFC 5545 3.6.5.
type observance struct {
	changes []change
	rule    string // RRULE from the first change on, or empty
}

// further is for how many years after its events a zone has to keep to a rule
// for the rule to be said.
const further = 10

// observances are what a zone needs to be right in the years of its span.
func (s span) observances() []observance {
	first, last := s.first.In(s.zone).Year(), s.last.In(s.zone).Year()
	groups := grouped(changes(s.zone, first, last+further))
	if len(groups) > 1 && !slices.ContainsFunc(groups, func(o observance) bool { return !o.lasts(last + further) }) {
		for i := range groups {
			groups[i].rule = groups[i].yearly()
		}
		return groups
	}
	return grouped(changes(s.zone, first, last))
}

// changes are those of some years, and before them the one after which the
// first year began.
func changes(zone *time.Location, first, last int) []change {
	t := time.Date(first, time.January, 1, 0, 0, 0, 0, zone)
	all := []change{newChange(latest(t))}
	for t = following(t); !t.IsZero() && t.Year() <= last; t = following(t) {
		all = append(all, newChange(t))
	}
	return all
}

// newChange is the one at an instant, or for the zero time the one that a zone
// needs which never knew another time: it has had its own since 1970.
func newChange(t time.Time) (c change) {
	if t.IsZero() {
		c.at = time.Unix(0, 0).UTC()
		c.name, c.to = c.at.In(t.Location()).Zone()
		c.from = c.to
		return c
	}
	was := t.Add(-time.Second)
	c.name, c.to = t.Zone()
	_, c.from = was.Zone()
	c.at = t.UTC().Add(time.Duration(c.from) * time.Second)
	c.summer = c.to > c.from && (t.IsDST() || was.IsDST())
	return c
}

// latest is the last change up to an instant, the zero time where there is none.
func latest(t time.Time) time.Time {
	for !changed(t) {
		start, _ := t.ZoneBounds()
		switch {
		case start.IsZero():
			return time.Time{}.In(t.Location())
		case start.Before(t):
			t = start
		default:
			t = t.Add(-time.Second)
		}
	}
	return t
}

// following is the first change after an instant, the zero time where there is
// none. After 2037 the bounds that the standard library gives are such as no
// clock changes at, too, and on 31 December of a leap year there are none.
func following(t time.Time) time.Time {
	for {
		_, end := t.ZoneBounds()
		switch {
		case end.IsZero():
			return end
		case end.After(t):
			t = end
		default:
			t = t.Add(24 * time.Hour)
		}
		if changed(t) {
			return t
		}
	}
}

// changed reports whether clocks show another time since this instant, or call
// it by another name.
func changed(t time.Time) bool {
	was := t.Add(-time.Second)
	nameBefore, before := was.Zone()
	name, after := t.Zone()
	return before != after || nameBefore != name || was.IsDST() != t.IsDST()
}

// grouped puts changes of one kind together, in the order in which kinds come.
func grouped(all []change) (groups []observance) {
	for _, c := range all {
		same := func(o observance) bool {
			d := o.changes[0]
			d.at = c.at
			return d == c
		}
		i := slices.IndexFunc(groups, same)
		if i < 0 {
			i, groups = len(groups), append(groups, observance{})
		}
		groups[i].changes = append(groups[i].changes, c)
	}
	return groups
}

// lasts reports whether the changes come each year up to the last, on the last
// same weekday of the same month, at the same hour.
func (o observance) lasts(last int) bool {
	for i, c := range o.changes {
		f := o.changes[0].at
		hour := c.at.Sub(c.at.Truncate(24 * time.Hour))
		if c.at.Year() != f.Year()+i || c.at.Month() != f.Month() || c.at.Weekday() != f.Weekday() ||
			c.at.AddDate(0, 0, 7).Month() == c.at.Month() || hour != f.Sub(f.Truncate(24*time.Hour)) {
			return false
		}
	}
	return o.changes[len(o.changes)-1].at.Year() == last
}

// yearly is the rule that observance.lasts found.
func (o observance) yearly() string {
	at := o.changes[0].at
	r := recur.Rule{Freq: recur.FreqYearly, Every: 1, Months: []time.Month{at.Month()}}
	r.Weekdays = []recur.WeekdayNum{{N: -1, Day: recur.WeekdayOf(domain.DateOf(at, time.UTC))}}
	return r.String()
}

func (o observance) write(l *lines) {
	first := o.changes[0]
	kind := map[bool]string{false: "STANDARD", true: "DAYLIGHT"}[first.summer]
	l.add("BEGIN", kind)
	l.add("DTSTART", first.at.Format(wallForm))
	l.add("TZOFFSETFROM", offset(first.from))
	l.add("TZOFFSETTO", offset(first.to))
	l.text("TZNAME", first.name)
	if o.rule != "" {
		l.add("RRULE", o.rule)
	} else {
		for _, c := range o.changes[1:] {
			l.add("RDATE", c.at.Format(wallForm))
		}
	}
	l.add("END", kind)
}
