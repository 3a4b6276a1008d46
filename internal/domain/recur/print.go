package recur

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	dateForm    = "20060102"         // DATE of RFC 5545 3.3.4
	instantForm = "20060102T150405Z" // DATE-TIME in UTC of RFC 5545 3.3.5, form 2
)

var weekdayNames = []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

// String is the value of RRULE (RFC 5545 3.3.10) for a rule that passes Check,
// in one form: parts always in the same order, lists sorted and without
// doubles, nothing said that goes without saying. [ParseRule] reads it back.
func (r Rule) String() string {
	r = r.canonical()
	parts := []string{"FREQ=" + string(r.Freq)}
	say := func(name, value string, needed bool) {
		if needed {
			parts = append(parts, name+"="+value)
		}
	}
	say("INTERVAL", strconv.Itoa(r.Every), r.Every != 1)
	say("COUNT", strconv.Itoa(r.Count), r.Count != 0)
	say("UNTIL", r.Until.Time(time.UTC).Format(dateForm), !r.Until.IsZero())
	say("UNTIL", r.UntilUTC.Format(instantForm), !r.UntilUTC.IsZero())
	say("BYMONTH", join(r.Months, func(m time.Month) string { return strconv.Itoa(int(m)) }), len(r.Months) > 0)
	say("BYMONTHDAY", join(r.MonthDays, strconv.Itoa), len(r.MonthDays) > 0)
	say("BYDAY", join(r.Weekdays, WeekdayNum.String), len(r.Weekdays) > 0)
	say("BYSETPOS", join(r.SetPos, strconv.Itoa), len(r.SetPos) > 0)
	say("WKST", r.WeekStart.String(), r.WeekStart != Monday)
	return strings.Join(parts, ";")
}

// String gives the two letters of RFC 5545, nothing for what is no weekday.
func (w Weekday) String() string {
	if !w.valid() {
		return ""
	}
	return weekdayNames[w]
}

// String gives the form of BYDAY: TU, 1FR, -1SU.
func (w WeekdayNum) String() string {
	if w.N == 0 {
		return w.Day.String()
	}
	return strconv.Itoa(w.N) + w.Day.String()
}

func join[T any](list []T, say func(T) string) string {
	words := make([]string, len(list))
	for i, v := range list {
		words[i] = say(v)
	}
	return strings.Join(words, ",")
}

// canonical is the rule with its lists sorted, each thing once, and its instant
// in UTC, so that rules that say the same are equal.
func (r Rule) canonical() Rule {
	r.Months = sorted(r.Months, cmp.Compare)
	r.MonthDays = sorted(r.MonthDays, inOrder)
	r.SetPos = sorted(r.SetPos, inOrder)
	r.Weekdays = sorted(r.Weekdays, func(a, b WeekdayNum) int { return cmp.Or(inOrder(a.N, b.N), cmp.Compare(a.Day, b.Day)) })
	r.UntilUTC = r.UntilUTC.UTC()
	return r
}

// inOrder puts what counts from the end behind what counts from the start.
func inOrder(a, b int) int {
	if (a < 0) != (b < 0) {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

func sorted[T comparable](list []T, order func(a, b T) int) []T {
	return slices.Compact(slices.SortedFunc(slices.Values(list), order))
}
