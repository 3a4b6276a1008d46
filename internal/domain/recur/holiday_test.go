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

// TestEasterByTheMoon asks Clavius' tables in Knuth's words (The Art of
// Computer Programming 1, 1.3.2, exercise 14), which share no step with ours.
func TestEasterByTheMoon(t *testing.T) {
	for year := 1583; year <= 4000; year++ {
		golden, century := year%19+1, year/100+1
		epact := ((11*golden+20+((8*century+5)/25-5)-(3*century/4-12))%30 + 30) % 30
		if epact == 25 && golden > 11 || epact == 24 {
			epact++
		}
		moon := 44 - epact
		if moon < 21 {
			moon += 30
		}
		d := domain.Date{Year: year, Month: time.March, Day: 1}.AddDays(moon) // the day after the full moon
		for d.Weekday() != time.Sunday {
			d = d.AddDays(1)
		}
		if got := Easter(year); got != d {
			t.Errorf("Easter(%d) = %s, want %s", year, got, d)
		}
	}
}

func TestHolidayOn(t *testing.T) {
	for day, want := range map[string]Holiday{
		"2026-06-04": "corpus_christi", "2026-05-24": "pentecost", "2026-04-06": "easter_monday", "2026-04-05": "easter",
		"2025-12-24": "christmas_eve", "2024-12-24": "", "2010-01-06": "", "2011-01-06": "epiphany", "2026-03-03": "",
		"1990-05-03": "may_3", "1990-07-22": "", "1990-11-11": "independence", "1990-08-15": "assumption", "2004-05-02": "",
		"2018-11-12": "independence_100", "2017-11-12": "", "2019-11-12": "", "2100-12-26": "christmas_2",
	} {
		if got, ok := HolidayOn(date(day)); got != want || ok != (want != "") {
			t.Errorf("HolidayOn(%s) = %q, %v, want %q", day, got, ok, want)
		}
	}
}

// TestHolidaysOfAYear counts them by the law of the time. None ever falls on
// another from 1990 to 2100.
func TestHolidaysOfAYear(t *testing.T) {
	for year := 1990; year <= 2100; year++ {
		want := 12
		if year >= 2011 {
			want++
		}
		if year >= 2025 {
			want++
		}
		if year == 2018 {
			want++
		}
		seen := map[Holiday]bool{}
		for d := (domain.Date{Year: year, Month: time.January, Day: 1}); d.Year == year; d = d.AddDays(1) {
			if h, ok := HolidayOn(d); ok {
				seen[h] = true
			}
		}
		if len(seen) != want {
			t.Errorf("%d has %d holidays, want %d", year, len(seen), want)
		}
	}
}
