package recur

import (
	"slices"
	"testing"
	"time"

	"krag/internal/domain"

	"pgregory.net/rapid"
)

// The oracle walks day by day and asks of each whether it matches, counting
// everything on its fingers.

// matches reports whether a day is one of an endless rule that begins on first.
func matches(r Rule, first, d domain.Date) bool {
	if d.Before(first) || !sameBeat(r, first, d) || !looksRight(r, first, d) {
		return false
	}
	if len(r.SetPos) == 0 {
		return true
	}
	before, behind := 0, 0 // others of the same period
	reach := map[Freq]int{FreqWeekly: 7, FreqMonthly: 31, FreqYearly: 366}[r.Freq]
	for e := d.AddDays(-reach); e != d.AddDays(reach+1); e = e.AddDays(1) {
		if samePeriod(r, d, e) && looksRight(r, first, e) {
			before += map[bool]int{true: 1}[e.Before(d)]
			behind += map[bool]int{true: 1}[d.Before(e)]
		}
	}
	return slices.Contains(r.SetPos, before+1) || slices.Contains(r.SetPos, -behind-1)
}

// week is the first day of a day's week.
func week(r Rule, d domain.Date) domain.Date {
	for WeekdayOf(d) != r.WeekStart {
		d = d.AddDays(-1)
	}
	return d
}

func samePeriod(r Rule, a, b domain.Date) bool {
	switch r.Freq {
	case FreqDaily:
		return a == b
	case FreqWeekly:
		return week(r, a) == week(r, b)
	case FreqMonthly:
		return a.Year == b.Year && a.Month == b.Month
	}
	return a.Year == b.Year
}

// sameBeat reports whether a whole number of intervals lies between two days.
func sameBeat(r Rule, first, d domain.Date) bool {
	n := 0
	switch r.Freq {
	case FreqDaily:
		n = int(d.Time(time.UTC).Sub(first.Time(time.UTC)) / (24 * time.Hour))
	case FreqWeekly:
		n = int(week(r, d).Time(time.UTC).Sub(week(r, first).Time(time.UTC)) / (7 * 24 * time.Hour))
	case FreqMonthly:
		n = 12*(d.Year-first.Year) + int(d.Month) - int(first.Month)
	case FreqYearly:
		n = d.Year - first.Year
	}
	return n%r.Every == 0
}

// looksRight holds a day against the BY parts, or against the first day for
// what they leave open.
func looksRight(r Rule, first, d domain.Date) bool {
	bare := len(r.MonthDays) == 0 && len(r.Weekdays) == 0
	switch {
	case len(r.Months) > 0 && !slices.Contains(r.Months, d.Month),
		len(r.MonthDays) > 0 && !slices.ContainsFunc(r.MonthDays, func(n int) bool { return isMonthDay(d, n) }),
		len(r.Weekdays) > 0 && !slices.ContainsFunc(r.Weekdays, func(w WeekdayNum) bool { return isNth(r, d, w) }):
		return false
	case bare && r.Freq == FreqWeekly:
		return d.Weekday() == first.Weekday()
	case bare && r.Freq == FreqMonthly, bare && r.Freq == FreqYearly && len(r.Months) > 0:
		return d.Day == first.Day
	case bare && r.Freq == FreqYearly:
		return d.Day == first.Day && d.Month == first.Month
	}
	return true
}

func isMonthDay(d domain.Date, n int) bool {
	if n > 0 {
		return d.Day == n
	}
	return d.AddDays(-n-1).Month == d.Month && d.AddDays(-n).Month != d.Month // so many days on, the next month begins
}

// isNth walks by weeks from a day to the border of its month or year.
func isNth(r Rule, d domain.Date, w WeekdayNum) bool {
	if WeekdayOf(d) != w.Day {
		return false
	}
	inside := func(e domain.Date) bool {
		return e.Year == d.Year && (e.Month == d.Month || r.Freq == FreqYearly && len(r.Months) == 0)
	}
	step, n := -7, w.N
	if n < 0 {
		step, n = 7, -n
	}
	for e := d; inside(e); e = e.AddDays(step) {
		n--
	}
	return w.N == 0 || n == 0
}

// drawRule draws a supported rule without an end.
func drawRule(t *rapid.T) Rule {
	r := Rule{Freq: rapid.SampledFrom(freqs).Draw(t, "freq"), WeekStart: Weekday(rapid.IntRange(0, 6).Draw(t, "wkst"))}
	r.Every = rapid.SampledFrom([]int{1, 1, 1, 2, 3, 4, 5, 12, 18}).Draw(t, "every")
	signed := func(n int) *rapid.Generator[int] {
		return rapid.OneOf(rapid.IntRange(1, n), rapid.IntRange(-n, -1))
	}
	if rapid.Bool().Draw(t, "by month") {
		r.Months = rapid.SliceOfN(rapid.Map(rapid.IntRange(1, 12), func(n int) time.Month { return time.Month(n) }), 1, 6).Draw(t, "months")
	}
	if r.Freq != FreqWeekly && rapid.Bool().Draw(t, "by month day") {
		r.MonthDays = rapid.SliceOfN(rapid.OneOf(signed(31), rapid.SampledFrom([]int{28, 29, 30, 31, -1})), 1, 8).Draw(t, "month days")
	}
	if rapid.Bool().Draw(t, "by day") {
		n := rapid.Just(0)
		if len(r.MonthDays) == 0 && (r.Freq == FreqMonthly || r.Freq == FreqYearly) {
			most := inMonth
			if r.byYear() {
				most = inYear
			}
			n = rapid.OneOf(n, signed(most))
		}
		r.Weekdays = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) WeekdayNum {
			return WeekdayNum{n.Draw(t, "n"), Weekday(rapid.IntRange(0, 6).Draw(t, "day"))}
		}), 1, 7).Draw(t, "weekdays")
	}
	if r.Freq != FreqDaily && len(r.Months)+len(r.MonthDays)+len(r.Weekdays) > 0 && rapid.IntRange(0, 2).Draw(t, "by position") == 0 {
		r.SetPos = rapid.SliceOfN(signed(rapid.SampledFrom([]int{2, 5, 31, maxPos}).Draw(t, "far")), 1, 4).Draw(t, "positions")
	}
	return r
}

// drawDay draws a day of the years of clock changes, the ends of February and
// of months more often.
func drawDay(t *rapid.T) domain.Date {
	d := date("1996-01-01").AddDays(rapid.IntRange(0, 42*366-30).Draw(t, "day"))
	switch rapid.IntRange(0, 5).Draw(t, "near") {
	case 0:
		return domain.Date{Year: d.Year - d.Year%4, Month: time.March, Day: 1}.AddDays(-1)
	case 1:
		return domain.Date{Year: d.Year, Month: d.Month, Day: 1}.AddDays(-1 + rapid.IntRange(0, 1).Draw(t, "border"))
	}
	return d
}

// drawFirst draws a first day that is one of the rule; ok is false when the
// three years after the drawn day have none.
func drawFirst(t *rapid.T, r Rule) (d domain.Date, ok bool) {
	d = drawDay(t)
	for range 3 * 366 {
		if matches(r, d, d) {
			return d, true
		}
		d = d.AddDays(1)
	}
	return d, false
}

func TestRuleAgainstTheOracle(t *testing.T) {
	found, none := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		r := drawRule(t)
		if err := r.Check(); err != nil {
			t.Fatal(err)
		}
		first, ok := drawFirst(t, r)
		if !ok {
			none++
			return
		}
		last := first.AddDays(rapid.SampledFrom([]int{60, 800, 5 * 366}).Draw(t, "days"))
		var want []domain.Date
		for d := first; !last.Before(d); d = d.AddDays(1) {
			if matches(r, first, d) {
				want = append(want, d)
			}
		}
		found += len(want)
		if got := slices.Collect(r.from(first, last)); !slices.Equal(got, want) {
			t.Fatalf("%s from %s:\ngot  %v\nwant %v", r, first, got, want)
		}
	})
	if found == 0 || none > found {
		t.Errorf("%d days found, %d rules without any: the test draws nothing worth looking at", found, none)
	}
}

// TestLastWeekdays asks for each day of forty years which weekday of its month
// it is, from both ends.
func TestLastWeekdays(t *testing.T) {
	for d := date("1996-01-01"); d.Year < 2038; d = d.AddDays(1) {
		for n := -inMonth; n <= inMonth; n++ {
			r := Rule{Freq: FreqMonthly, Every: 1, Weekdays: []WeekdayNum{{n, WeekdayOf(d)}}}
			if got, want := r.fits(d), isNth(r, d, r.Weekdays[0]); got != want {
				t.Fatalf("%s is %s: %v, want %v", d, r.Weekdays[0], got, want)
			}
		}
	}
}
