package domain

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Date is a day of the calendar, in no zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the day of an instant in a zone.
func DateOf(t time.Time, zone *time.Location) Date {
	y, m, d := t.In(zone).Date()
	return Date{y, m, d}
}

// ParseDate reads the form 2006-01-02 of ISO 8601.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, Invalid("date.malformed").Because(err)
	}
	return DateOf(t, time.UTC), nil
}

// The years that anybody may write down: what is outside of them is a slip.
const (
	FirstYear = 1900
	LastYear  = 2199
)

// Years are those two for a message: text, since years are written without
// space between their digits.
func Years() Args { return Args{"min": strconv.Itoa(FirstYear), "max": strconv.Itoa(LastYear)} }

// CheckYear is Invalid for a year that is outside of them.
func CheckYear(year int) error {
	if year < FirstYear || year > LastYear {
		return Invalid("date.range").With(Years())
	}
	return nil
}

// NewDate checks that the day exists and that its year may be written down:
// 30 February is an Invalid error.
func NewDate(year, month, day int) (Date, error) {
	if err := CheckYear(year); err != nil {
		return Date{}, err
	}
	d := Date{year, time.Month(month), day}
	if d.Time(time.UTC).Day() != day || month < 1 || month > 12 {
		return Date{}, Invalid("date.impossible")
	}
	return d, nil
}

// String gives the form 2006-01-02, or nothing for the zero value.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// IsZero reports whether the date was never set.
func (d Date) IsZero() bool { return d == Date{} }

// Time is the first instant of the day in a zone.
func (d Date) Time(zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, zone)
}

// At is the instant of a wall-clock time on this day in a zone. An hour that
// a clock change skips becomes the hour after it.
func (d Date) At(c TimeOfDay, zone *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, int(c)/60, int(c)%60, 0, 0, zone)
}

// AddDays moves by whole days of the calendar.
func (d Date) AddDays(n int) Date { return DateOf(d.Time(time.UTC).AddDate(0, 0, n), time.UTC) }

// AddMonths moves a date by whole months; where the month is too short it gives
// its last day, so a month before 31 March is 28 February.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, d.Month, 1, 0, 0, 0, 0, time.UTC).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return Date{Year: first.Year(), Month: first.Month(), Day: min(d.Day, last)}
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time(time.UTC).Weekday() }

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.Time(time.UTC).Before(other.Time(time.UTC)) }

// TimeOfDay is a wall-clock time as minutes after midnight, 0 to 1439.
type TimeOfDay int

// ParseTimeOfDay reads 17:00, 9:30, 17.00 or 17; anything else is Invalid.
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	hour, minute, cut := strings.Cut(strings.Replace(s, ".", ":", 1), ":")
	if !cut {
		minute = "00"
	}
	h, errH := strconv.ParseUint(hour, 10, 8)
	m, errM := strconv.ParseUint(minute, 10, 8)
	if errH != nil || errM != nil || len(hour) > 2 || len(minute) != 2 || h > 23 || m > 59 {
		return 0, Invalid("time.malformed")
	}
	return TimeOfDay(h*60 + m), nil
}

// String gives the form 17:00.
func (c TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// Precision is how exactly a date is known: sources often give only a year.
type Precision string

// The precisions, from exact to vague.
const (
	PrecisionDay   Precision = "day"
	PrecisionMonth Precision = "month"
	PrecisionYear  Precision = "year"
)

// Moment is a date known to some precision; the parts that are not known are 1.
type Moment struct {
	Date      Date
	Precision Precision
}

// Span is the first and the last day a moment can mean. The zero moment has
// the zero day for both.
func (m Moment) Span() (first, last Date) {
	switch d := m.Date; {
	case d.IsZero() || m.Precision == PrecisionDay:
		return d, d
	case m.Precision == PrecisionMonth:
		first = Date{d.Year, d.Month, 1}
		return first, DateOf(first.Time(time.UTC).AddDate(0, 1, -1), time.UTC)
	default:
		return Date{d.Year, time.January, 1}, Date{d.Year, time.December, 31}
	}
}
