package ical

import (
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// The years for which the rule of a clock change is followed.
const (
	firstZoneYear = 1970
	lastZoneYear  = 2101
)

// yearly are the changes of a rule after its first one, as clocks showed them:
// once a year on a day of one month, which is all that zones are described
// with. Any other rule is refused.
func (p property) yearly(start time.Time, before int) (all []time.Time, err error) {
	r, err := recur.ParseRule(p.value)
	if err != nil {
		return nil, p.because(err)
	}
	first := domain.DateOf(start, time.UTC)
	if r = anchored(r, first); !ofOneMonth(r) {
		return nil, refuse(p.line, "ical.rule", p.value)
	}
	hour := start.Sub(first.Time(time.UTC))
	for year := max(start.Year(), firstZoneYear); year <= lastZoneYear; year++ {
		for _, d := range inMonth(r, year) {
			wall := d.Time(time.UTC).Add(hour)
			if ended(r, d, wall.Add(-time.Duration(before)*time.Second)) {
				return all, nil
			}
			if wall.After(start) {
				all = append(all, wall)
			}
		}
	}
	return all, nil
}

func ofOneMonth(r recur.Rule) bool {
	return r.Freq == recur.FreqYearly && r.Every == 1 && r.Count == 0 && len(r.SetPos) == 0 && len(r.Months) == 1
}

// ended reports whether a day that begins at an instant lies past the last of a
// rule without COUNT.
func ended(r recur.Rule, d domain.Date, begins time.Time) bool {
	return !r.Until.IsZero() && r.Until.Before(d) || !r.UntilUTC.IsZero() && begins.After(r.UntilUTC)
}

// inMonth are the days in a year of a rule of one month.
func inMonth(r recur.Rule, year int) (days []domain.Date) {
	begin := domain.Date{Year: year, Month: r.Months[0], Day: 1}
	last := time.Date(year, r.Months[0]+1, 0, 0, 0, 0, 0, time.UTC).Day()
	weekday := recur.WeekdayOf(begin)
	for n := 1; n <= last; n++ {
		if fits(r, n, last, (weekday+recur.Weekday(n-1))%7) {
			days = append(days, domain.Date{Year: year, Month: begin.Month, Day: n})
		}
	}
	return days
}

// fits holds the n-th day of a month of so many days against a rule.
func fits(r recur.Rule, n, last int, weekday recur.Weekday) bool {
	nth := func(w recur.WeekdayNum) bool {
		return w.Day == weekday && (w.N == 0 || w.N == (n+6)/7 || w.N == -(last-n)/7-1)
	}
	return (len(r.MonthDays) == 0 || slices.Contains(r.MonthDays, n) || slices.Contains(r.MonthDays, n-last-1)) &&
		(len(r.Weekdays) == 0 || slices.ContainsFunc(r.Weekdays, nth))
}

// anchored is a rule with what it leaves to its first day written out, so that
// it stays the same from a later one (RFC 5545 3.3.10: "the missing
// information is retrieved from DTSTART").
func anchored(r recur.Rule, first domain.Date) recur.Rule {
	if len(r.Weekdays)+len(r.MonthDays) > 0 {
		return r
	}
	switch r.Freq {
	case recur.FreqWeekly:
		r.Weekdays = []recur.WeekdayNum{{Day: recur.WeekdayOf(first)}}
	case recur.FreqYearly, recur.FreqMonthly:
		r.MonthDays = []int{first.Day}
	}
	if r.Freq == recur.FreqYearly && len(r.Months) == 0 {
		r.Months = []time.Month{first.Month}
	}
	return r
}
