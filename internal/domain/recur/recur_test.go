package recur

import (
	"testing"
	"time"

	"krag/internal/domain"
)

func TestEaster(t *testing.T) {
	for year, want := range map[int]string{
		1961: "1961-04-02", 2000: "2000-04-23", 2008: "2008-03-23", 2011: "2011-04-24", 2024: "2024-03-31",
		2025: "2025-04-20", 2026: "2026-04-05", 2038: "2038-04-25",
	} {
		if got := Easter(year).String(); got != want {
			t.Errorf("Easter(%d) = %s, want %s", year, got, want)
		}
	}
}

func TestHolidayOn(t *testing.T) {
	for day, want := range map[string]Holiday{
		"2026-06-04": "corpus_christi", "2026-05-24": "pentecost", "2026-04-06": "easter_monday",
		"2025-12-24": "christmas_eve", "2024-12-24": "", "2010-01-06": "", "2011-01-06": "epiphany", "2026-03-03": "",
	} {
		d, err := domain.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := HolidayOn(d); got != want {
			t.Errorf("HolidayOn(%s) = %q, want %q", day, got, want)
		}
	}
}

func TestWeeklyKeepsTheHourOverAClockChange(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Warsaw")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range Weekly(domain.Date{Year: 2026, Month: time.March, Day: 24}, 1, 3) {
		if at := d.At(17*60, zone); at.In(zone).Hour() != 17 || d.Weekday() != time.Tuesday {
			t.Errorf("%s: %s", d, at.In(zone))
		}
	}
}
