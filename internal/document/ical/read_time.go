package ical

import (
	"strconv"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// moment is a time as it stands in a file: a day, or a day with an hour in a
// zone.
type moment struct {
	day   domain.Date
	clock domain.TimeOfDay
	zone  *time.Location
	whole bool // a day without an hour
}

func (m moment) instant() time.Time { return recur.Instant(m.day, m.clock, m.zone) }

// in is the same moment by the clock of another zone; a whole day stays.
func (m moment) in(zone *time.Location) moment {
	if m.whole {
		return m
	}
	t := m.instant().In(zone)
	return moment{day: domain.DateOf(t, zone), clock: domain.TimeOfDay(t.Hour()*60 + t.Minute()), zone: zone}
}

// windows are names of zones as they stand in calendars from Outlook; any other
// name that is none of the time zone database is refused.
var windows = map[string]string{
	"Central European Standard Time": "Europe/Warsaw", "Central Europe Standard Time": "Europe/Budapest",
	"W. Europe Standard Time": "Europe/Berlin", "Romance Standard Time": "Europe/Paris", "GMT Standard Time": "Europe/London",
	"FLE Standard Time": "Europe/Kyiv", "E. Europe Standard Time": "Europe/Chisinau", "UTC": "UTC",
}

func (c calendar) zoneOf(p property) (*time.Location, error) {
	name := p.params["TZID"]
	if name == "" {
		return c.zone, nil
	}
	if known, ok := windows[name]; ok {
		name = known
	}
	zone, err := time.LoadLocation(strings.TrimPrefix(name, "/"))
	if err != nil || name == "Local" {
		return nil, refuse("ical.zone", p.line, p.params["TZID"])
	}
	return zone, nil
}

// moment reads one value of DTSTART and its like.
func (c calendar) moment(p property, value string) (m moment, err error) {
	if m.zone, err = c.zoneOf(p); err != nil {
		return m, err
	}
	day, clock, timed := strings.Cut(value, "T")
	d, err := time.Parse("20060102", day)
	if err != nil || d.Year() < 1970 || d.Year() > 2100 {
		return m, refuse("ical.time", p.line, value)
	}
	if m.day = domain.DateOf(d, time.UTC); !timed {
		m.whole = true
		return m, nil
	}
	if strings.HasSuffix(clock, "Z") {
		clock, m.zone = strings.TrimSuffix(clock, "Z"), time.UTC
	}
	at, err := time.Parse("150405", clock)
	if err != nil {
		return m, refuse("ical.time", p.line, value)
	}
	m.clock = domain.TimeOfDay(at.Hour()*60 + at.Minute())
	return m, nil
}

// moments reads a list of values.
func (c calendar) moments(p property) (all []moment, err error) {
	if p.params["VALUE"] == "PERIOD" {
		return nil, refuse("ical.period", p.line, p.name)
	}
	for value := range strings.SplitSeq(p.value, ",") {
		m, err := c.moment(p, value)
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// series reads when an event is.
func (c calendar) series(e component) (s recur.Series, err error) {
	start, hours, err := c.hours(e)
	if err != nil {
		return s, err
	}
	s = recur.Series{First: start.day, Hours: hours, Zone: start.zone}
	for _, p := range e.props {
		switch p.name {
		case "RRULE":
			rule, err := recur.ParseRule(p.value)
			if err != nil {
				return s, refuse("ical.rule", p.line, p.value)
			}
			s.Rule = &rule
		case "EXRULE":
			return s, refuse("ical.rule", p.line, p.name)
		case "RDATE", "EXDATE":
			all, err := c.moments(p)
			if err != nil {
				return s, err
			}
			for _, m := range all {
				if d := m.in(s.Zone).day; p.name == "RDATE" {
					s.Dates = append(s.Dates, d)
				} else {
					s.Without = append(s.Without, d)
				}
			}
		}
	}
	return s, nil
}

// hours reads the beginning of an event, and from when to when it is by the
// clock.
func (c calendar) hours(e component) (start moment, h recur.Hours, err error) {
	p, ok := e.get("DTSTART")
	if !ok {
		return start, h, refuse("ical.no_start", e.line, "")
	}
	if start, err = c.moment(p, p.value); err != nil {
		return start, h, err
	}
	end, err := c.end(e, start)
	if err != nil {
		return start, h, err
	}
	nights := int(end.day.Time(time.UTC).Sub(start.day.Time(time.UTC)).Hours() / 24)
	h = recur.Hours{From: start.clock, To: end.clock, Nights: nights}
	if nights < 0 || nights > 31 || nights == 0 && h.To <= h.From {
		return start, h, refuse("ical.length", p.line, p.value)
	}
	return start, h, nil
}

// end is when an event ends: by DTEND, by DURATION, or a day or a minute after
// it begins where the file says neither.
func (c calendar) end(e component, start moment) (end moment, err error) {
	if p, ok := e.get("DTEND"); ok {
		if end, err = c.moment(p, p.value); err != nil {
			return end, err
		}
		return end.in(start.zone), nil
	}
	if p, ok := e.get("DURATION"); ok {
		days, minutes, ok := duration(p.value)
		if !ok {
			return end, refuse("ical.time", p.line, p.value)
		}
		end = start
		end.day = end.day.AddDays(days)
		t := end.instant().Add(time.Duration(minutes) * time.Minute)
		return moment{domain.DateOf(t, start.zone), domain.TimeOfDay(t.In(start.zone).Hour()*60 + t.In(start.zone).Minute()), start.zone, start.whole}, nil
	}
	end = start
	if start.whole {
		end.day = end.day.AddDays(1)
	} else if end.clock++; end.clock == 24*60 {
		end.day, end.clock = end.day.AddDays(1), 0
	}
	return end, nil
}

// duration reads P1DT2H30M and its like, RFC 5545 3.3.6, up to 31 days.
func duration(s string) (days, minutes int, ok bool) {
	s, ok = strings.CutPrefix(strings.TrimPrefix(s, "+"), "P")
	if !ok || s == "" {
		return 0, 0, false
	}
	day, clock, _ := strings.Cut(s, "T")
	for _, part := range []struct {
		text  string
		units string
		to    map[byte]func(int)
	}{
		{day, "WD", map[byte]func(int){'W': func(n int) { days += 7 * n }, 'D': func(n int) { days += n }}},
		{clock, "HMS", map[byte]func(int){'H': func(n int) { minutes += 60 * n }, 'M': func(n int) { minutes += n }, 'S': func(int) {}}},
	} {
		rest := part.text
		for rest != "" {
			i := strings.IndexAny(rest, part.units)
			if i <= 0 {
				return 0, 0, false
			}
			n, err := strconv.ParseUint(rest[:i], 10, 16)
			if err != nil {
				return 0, 0, false
			}
			part.to[rest[i]](int(n))
			rest = rest[i+1:]
		}
	}
	return days, minutes, days <= 31 && minutes <= 31*24*60
}

// except puts one date of a series where an event of its own says.
func (c calendar) except(s *recur.Series, one component) error {
	p, _ := one.get("RECURRENCE-ID")
	of, err := c.moment(p, p.value)
	if err != nil {
		return err
	}
	day := of.in(s.Zone).day
	if !one.blocks() {
		s.Without = append(s.Without, day)
		return nil
	}
	start, h, err := c.hours(one)
	if err != nil {
		return err
	}
	end, err := h.On(start.day, start.zone)
	if err != nil {
		return refuse("ical.time", p.line, p.value)
	}
	from := start.in(s.Zone)
	to := moment{zone: time.UTC, day: domain.DateOf(end.End(), time.UTC), clock: domain.TimeOfDay(end.End().Hour()*60 + end.End().Minute())}.in(s.Zone)
	if start.whole {
		to = moment{day: start.day.AddDays(h.Nights), zone: s.Zone}
	}
	nights := int(to.day.Time(time.UTC).Sub(from.day.Time(time.UTC)).Hours() / 24)
	s.Moved = append(s.Moved, recur.Move{Original: day, Date: from.day, Hours: recur.Hours{From: from.clock, To: to.clock, Nights: nights}})
	return nil
}
