package recur

import "krag/internal/domain"

// Shifted is the rule of a series whose first day moves by whole days, so that
// it repeats on the new first day as it did on the old: "every Tuesday"
// becomes "every Wednesday", "on the 3rd" becomes "on the 4th", "on the first
// Tuesday" becomes "on the first Wednesday". The end moves by as many days. A
// rule that says more than that comes back as it is, and Series.Check may
// find that the new first day is none of it.
func (r Rule) Shifted(first domain.Date, days int) *Rule {
	if !r.Until.IsZero() {
		r.Until = r.Until.AddDays(days)
	}
	if !r.UntilUTC.IsZero() {
		r.UntilUTC = r.UntilUTC.AddDate(0, 0, days)
	}
	switch {
	case r.Freq == FreqWeekly:
		r.Weekdays = turned(r.Weekdays, days)
	case r.Freq == FreqMonthly && len(r.MonthDays) == 1 && r.MonthDays[0] > 0 && len(r.Weekdays) == 0:
		r.MonthDays = []int{first.Day}
	case r.Freq == FreqMonthly && len(r.Weekdays) == 1 && r.Weekdays[0].N < 0:
		r.Weekdays = []WeekdayNum{{r.Weekdays[0].N, WeekdayOf(first)}}
	case r.Freq == FreqMonthly && len(r.Weekdays) == 1 && r.Weekdays[0].N > 0:
		r.Weekdays = []WeekdayNum{{(first.Day + 6) / 7, WeekdayOf(first)}}
	}
	return &r
}

// turned are the weekdays so many days later.
func turned(all []WeekdayNum, days int) (to []WeekdayNum) {
	for _, w := range all {
		to = append(to, WeekdayNum{w.N, ((w.Day+Weekday(days))%7 + 7) % 7})
	}
	return to
}
