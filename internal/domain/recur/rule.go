package recur

import (
	"time"

	"krag/internal/domain"
)

// Freq is the unit a rule counts in: FREQ of RFC 5545 3.3.10.
type Freq string

// The units. Hours and smaller ones are not supported.
const (
	FreqDaily   Freq = "DAILY"
	FreqWeekly  Freq = "WEEKLY"
	FreqMonthly Freq = "MONTHLY"
	FreqYearly  Freq = "YEARLY"
)

var freqs = []Freq{FreqDaily, FreqWeekly, FreqMonthly, FreqYearly}

// Weekday is a day of the week in the order of ISO 8601. Unlike time.Weekday
// it begins with Monday, which is also where a week begins unless WKST says
// otherwise.
type Weekday int

// The days of the week.
const (
	Monday Weekday = iota
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
	Sunday
)

// WeekdayOf is the day of the week of a date.
func WeekdayOf(d domain.Date) Weekday { return Weekday(d.Weekday()+6) % 7 }

// WeekdayNum is an element of BYDAY: every such weekday when N is 0, the N-th
// from the start of the month or year, or the N-th from its end when N is
// negative.
type WeekdayNum struct {
	N   int
	Day Weekday
}

// Rule is a recurrence rule: which days, without the hours. Lists may stand in
// any order and name a thing twice. A rule ends by at most one of Count, Until
// and UntilUTC; without any it never does.
type Rule struct {
	Freq      Freq
	Every     int          // INTERVAL, 1 to 999 units
	Count     int          // COUNT, 1 to 1000 days; 0 without
	Until     domain.Date  // UNTIL as a date: the last day, in the zone of the series
	UntilUTC  time.Time    // UNTIL as an instant, to the second: the last beginning
	Months    []time.Month // BYMONTH
	MonthDays []int        // BYMONTHDAY, 1 to 31, or -1 to -31 from the end
	Weekdays  []WeekdayNum // BYDAY
	SetPos    []int        // BYSETPOS, 1 to 366, or -1 to -366 from the end
	WeekStart Weekday      // WKST
}

// endless reports whether the rule goes on for ever.
func (r Rule) endless() bool { return r.Count == 0 && r.Until.IsZero() && r.UntilUTC.IsZero() }

// ended reports whether a day of the rule, which begins at an instant and
// comes after n others, lies past the rule's end.
func (r Rule) ended(n int, d domain.Date, begins time.Time) bool {
	return r.Count > 0 && n >= r.Count ||
		!r.Until.IsZero() && r.Until.Before(d) ||
		!r.UntilUTC.IsZero() && begins.After(r.UntilUTC)
}

// byYear reports whether a number in BYDAY counts in the year: in any other
// rule it counts in the month.
func (r Rule) byYear() bool { return r.Freq == FreqYearly && len(r.Months) == 0 }
