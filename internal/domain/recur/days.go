package recur

import (
	"iter"
	"slices"
	"time"

	"krag/internal/domain"
)

// from walks the days of a rule in their order, from its first day up to and
// with the last, whatever the rule's own end.
func (r Rule) from(first, last domain.Date) iter.Seq[domain.Date] {
	r = r.anchored(first)
	return func(yield func(domain.Date) bool) {
		for i := 0; ; i += r.Every {
			begin, end := r.period(first, i)
			if last.Before(begin) {
				return
			}
			for _, d := range r.within(begin, end) {
				if !d.Before(first) && (last.Before(d) || !yield(d)) {
					return
				}
			}
		}
	}
}

// anchored is the rule with what it leaves to its first day written out
// (RFC 5545 3.3.10: "the missing information is retrieved from DTSTART").
func (r Rule) anchored(first domain.Date) Rule {
	if len(r.Weekdays)+len(r.MonthDays) > 0 {
		return r
	}
	switch r.Freq {
	case FreqWeekly:
		r.Weekdays = []WeekdayNum{{Day: WeekdayOf(first)}}
	case FreqYearly:
		if len(r.Months) == 0 {
			r.Months = []time.Month{first.Month}
		}
		r.MonthDays = []int{first.Day}
	case FreqMonthly:
		r.MonthDays = []int{first.Day}
	}
	return r
}

// period gives the first and the last day of the i-th day, week, month or year
// after the one in which first lies.
func (r Rule) period(first domain.Date, i int) (begin, end domain.Date) {
	switch r.Freq {
	case FreqDaily:
		begin = first.AddDays(i)
		return begin, begin
	case FreqWeekly:
		begin = first.AddDays(7*i - int(WeekdayOf(first)-r.WeekStart+7)%7)
		return begin, begin.AddDays(6)
	case FreqMonthly:
		n := 12*first.Year + int(first.Month) - 1 + i
		begin = domain.Date{Year: n / 12, Month: time.Month(n%12 + 1), Day: 1}
		return begin, begin.AddDays(monthLength(begin) - 1)
	default:
		return domain.Date{Year: first.Year + i, Month: time.January, Day: 1}, domain.Date{Year: first.Year + i, Month: time.December, Day: 31}
	}
}

// within gives the days of the rule in one period.
func (r Rule) within(begin, end domain.Date) []domain.Date {
	var days []domain.Date
	for d := begin; !end.Before(d); d = d.AddDays(1) {
		if r.fits(d) {
			days = append(days, d)
		}
	}
	return r.positions(days)
}

// positions keeps of the days of a period those BYSETPOS asks for.
func (r Rule) positions(days []domain.Date) (kept []domain.Date) {
	if len(r.SetPos) == 0 {
		return days
	}
	for i, d := range days {
		if slices.Contains(r.SetPos, i+1) || slices.Contains(r.SetPos, i-len(days)) {
			kept = append(kept, d)
		}
	}
	return kept
}

func (r Rule) fits(d domain.Date) bool {
	return (len(r.Months) == 0 || slices.Contains(r.Months, d.Month)) && r.fitsMonthDay(d) && r.fitsWeekday(d)
}

func (r Rule) fitsMonthDay(d domain.Date) bool {
	return len(r.MonthDays) == 0 || slices.Contains(r.MonthDays, d.Day) || slices.Contains(r.MonthDays, d.Day-monthLength(d)-1)
}

func (r Rule) fitsWeekday(d domain.Date) bool {
	day, length := d.Day, monthLength(d)
	if r.byYear() {
		day, length = d.Time(time.UTC).YearDay(), yearLength(d)
	}
	fromStart, fromEnd := (day-1)/7+1, -(length-day)/7-1
	return len(r.Weekdays) == 0 || slices.ContainsFunc(r.Weekdays, func(w WeekdayNum) bool {
		return w.Day == WeekdayOf(d) && (w.N == 0 || w.N == fromStart || w.N == fromEnd)
	})
}

func monthLength(d domain.Date) int {
	return time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func yearLength(d domain.Date) int {
	return time.Date(d.Year, time.December, 31, 0, 0, 0, 0, time.UTC).YearDay()
}
