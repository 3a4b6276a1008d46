package recur

import (
	"slices"
	"time"

	"krag/internal/domain"
)

const (
	maxEvery  = 999
	maxPos    = 366
	maxCount  = 1000
	inMonth   = 5  // the most any weekday comes in a month
	inYear    = 53 // and in a year
	firstYear = 1990
	lastYear  = 2100
)

// Check notes as domain.Problems what lies outside of the supported rules, by
// the fields freq, every, count, until, months, month_days, weekdays, set_pos
// and week_start.
func (r Rule) Check() error {
	var p domain.Problems
	if !slices.Contains(freqs, r.Freq) {
		p.Add("freq", "recur.freq")
	}
	if r.Every < 1 || r.Every > maxEvery {
		p.Add("every", "recur.every", domain.Args{"max": maxEvery})
	}
	r.checkEnd(&p)
	r.checkNumbers(&p)
	r.checkWeekdays(&p)
	r.checkTogether(&p)
	return p.Err()
}

func (r Rule) checkEnd(p *domain.Problems) {
	day, instant := !r.Until.IsZero(), !r.UntilUTC.IsZero()
	switch {
	case r.Count != 0 && (day || instant), day && instant:
		p.Add("until", "recur.end_twice")
	case r.Count < 0 || r.Count > maxCount:
		p.Add("count", "recur.count", domain.Args{"max": maxCount})
	case day && !exists(r.Until, 1, 9999), instant && !exists(domain.DateOf(r.UntilUTC, time.UTC), 1, 9999), r.UntilUTC.Nanosecond() != 0:
		p.Add("until", "recur.until.malformed")
	}
}

func (r Rule) checkNumbers(p *domain.Problems) {
	outside := func(limit int) func(int) bool {
		return func(n int) bool { return n == 0 || n < -limit || n > limit }
	}
	for _, m := range r.Months {
		if m < 1 || m > 12 {
			p.Add("months", "recur.months")
			break
		}
	}
	if slices.ContainsFunc(r.MonthDays, outside(31)) {
		p.Add("month_days", "recur.month_days")
	}
	if slices.ContainsFunc(r.SetPos, outside(maxPos)) {
		p.Add("set_pos", "recur.set_pos.range", domain.Args{"max": maxPos})
	}
	if !r.WeekStart.valid() {
		p.Add("week_start", "recur.weekdays.unknown")
	}
}

func (r Rule) checkWeekdays(p *domain.Problems) {
	most := inMonth
	if r.byYear() {
		most = inYear
	}
	for _, w := range r.Weekdays {
		switch {
		case !w.Day.valid():
			p.Add("weekdays", "recur.weekdays.unknown")
		case w.N != 0 && (r.Freq == FreqDaily || r.Freq == FreqWeekly):
			p.Add("weekdays", "recur.together", domain.Args{"part": "BYDAY=" + w.String(), "with": "FREQ=" + string(r.Freq)})
		case w.N != 0 && len(r.MonthDays) > 0:
			p.Add("weekdays", "recur.together", domain.Args{"part": "BYDAY=" + w.String(), "with": "BYMONTHDAY"})
		case w.N < -most || w.N > most:
			p.Add("weekdays", "recur.weekdays.range", domain.Args{"max": most})
		default:
			continue
		}
		return
	}
}

// checkTogether refuses what RFC 5545 3.3.10 forbids to combine, and positions
// among the days of a single day, which mean nothing.
func (r Rule) checkTogether(p *domain.Problems) {
	if r.Freq == FreqWeekly && len(r.MonthDays) > 0 {
		p.Add("month_days", "recur.together", domain.Args{"part": "BYMONTHDAY", "with": "FREQ=WEEKLY"})
	}
	switch {
	case len(r.SetPos) == 0:
	case r.Freq == FreqDaily:
		p.Add("set_pos", "recur.together", domain.Args{"part": "BYSETPOS", "with": "FREQ=DAILY"})
	case len(r.Weekdays)+len(r.MonthDays)+len(r.Months) == 0:
		p.Add("set_pos", "recur.set_pos.alone")
	}
}

func (w Weekday) valid() bool { return Monday <= w && w <= Sunday }

// exists reports whether a date is one of the calendar, in these years.
func exists(d domain.Date, from, to int) bool {
	return from <= d.Year && d.Year <= to && d.AddDays(0) == d
}
