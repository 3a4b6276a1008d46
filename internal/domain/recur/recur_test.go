package recur

import (
	"testing"
	"time"

	"krag/internal/domain"
)

var warsaw = zone("Europe/Warsaw")

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

// date reads 2026-03-24, and dates several of them.
func date(s string) domain.Date {
	d, err := domain.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func dates(days ...string) (all []domain.Date) {
	for _, d := range days {
		all = append(all, date(d))
	}
	return all
}

func TestWeeklyKeepsTheHourOverAClockChange(t *testing.T) {
	for _, d := range Weekly(date("2026-03-24"), 1, 3) {
		if at := d.At(17*60, warsaw); at.In(warsaw).Hour() != 17 || d.Weekday() != time.Tuesday {
			t.Errorf("%s: %s", d, at.In(warsaw))
		}
	}
}
