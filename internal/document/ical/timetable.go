package ical

import (
	"fmt"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// timetable is an event's series taken apart as RFC 5545 says it.
type timetable struct {
	recur.Series
	all   []recur.Occurrence
	own   map[domain.Date]Override
	ruled bool        // by RRULE from First; or else by chosen days alone
	first domain.Date // the day of DTSTART
	usual int64       // minutes from DTSTART to DTEND
}

func newTimetable(e Event) (t timetable, err error) {
	t = timetable{Series: e.Series, own: map[domain.Date]Override{}, ruled: byRule(e.Series), first: e.Series.First}
	if t.all, err = e.Series.All(); err != nil || len(t.all) == 0 {
		return t, err
	}
	if !t.ruled {
		t.first = slices.MinFunc(t.originals(), byDate)
	}
	h := t.Hours
	t.usual = int64(h.Nights*24*60 + int(h.To) - int(h.From))
	return t, t.take(e.Overrides)
}

// byRule reports whether DTSTART and RRULE say the days of the rule: not where
// a chosen day comes before the first one, or where the first is no day of the
// rule, for which RFC 5545 3.8.5.3 leaves everything open.
func byRule(s recur.Series) bool {
	if s.Rule == nil || slices.ContainsFunc(s.Dates, func(d domain.Date) bool { return d.Before(s.First) }) {
		return false
	}
	s.Dates, s.Without, s.Moved = nil, nil, nil
	return s.Check() == nil
}

// take sorts the overrides to their occurrences.
func (t timetable) take(overrides []Override) error {
	days := t.originals()
	for _, o := range overrides {
		if _, twice := t.own[o.Original]; twice || !slices.Contains(days, o.Original) {
			return fmt.Errorf("an override of %s, which has one or does not take place", o.Original)
		}
		t.own[o.Original] = o
	}
	return nil
}

func (t timetable) originals() []domain.Date {
	days := make([]domain.Date, len(t.all))
	for i, o := range t.all {
		days[i] = o.Original
	}
	return days
}

// begins is when an occurrence begins that was not moved.
func (t timetable) begins(d domain.Date) time.Time { return recur.Instant(d, t.Hours.From, t.Zone) }

// ends is when one ends that also has the usual length.
func (t timetable) ends(d domain.Date) time.Time {
	return t.begins(d).Add(time.Duration(t.usual) * time.Minute)
}

// regular reports whether everybody finds the beginning and the end of an
// occurrence of the usual length on a day: no clock changes meanwhile, and none
// skips its beginning or shows it twice.
func (t timetable) regular(d domain.Date) bool {
	begins := t.begins(d)
	return ahead(begins, t.Zone) == ahead(t.ends(d), t.Zone) && shows(begins, t.Hours.From, t.Zone) && plain(begins, t.Zone)
}

// differs reports whether an occurrence needs words of its own.
func (t timetable) differs(o recur.Occurrence) bool {
	_, own := t.own[o.Original]
	as := recur.Interval{Lo: t.begins(o.Original).Unix() / 60, Hi: t.ends(o.Original).Unix() / 60}
	return own || o.Interval != as || !t.regular(o.Original)
}

// chosen are the days of RDATE.
func (t timetable) chosen() []domain.Date {
	days := t.Dates
	if !t.ruled {
		days = t.originals()
	}
	return slices.DeleteFunc(sorted(days), func(d domain.Date) bool { return d == t.first || slices.Contains(t.Without, d) })
}

// left are the days of EXDATE.
func (t timetable) left() []domain.Date {
	if !t.ruled {
		return nil // only what takes place was chosen
	}
	return sorted(t.Without)
}

// rule is the rule with its end in UTC, as it must be beside a DTSTART in a
// zone (RFC 5545 3.3.10): the last second of the last day.
func (t timetable) rule() string {
	r := *t.Rule
	if !r.Until.IsZero() {
		r.UntilUTC, r.Until = recur.Instant(r.Until.AddDays(1), 0, t.Zone).Add(-time.Second), domain.Date{}
	}
	return r.String()
}
