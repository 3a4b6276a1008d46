package recur

import (
	"testing"
	"time"

	"krag/internal/domain"
)

// changes are the days on which the clocks of a zone changed or will, from
// 1996 to 2037.
func changes(z *time.Location) (days []domain.Date) {
	for d := date("1996-01-01"); d.Year < 2038; d = d.AddDays(1) {
		if noon := d.Time(time.UTC).Add(12 * time.Hour); offset(noon, z) != offset(noon.AddDate(0, 0, -1), z) {
			days = append(days, domain.DateOf(noon, z))
		}
	}
	return days
}

// wall is what a clock shows, as minutes since 1970 on that clock.
func wall(d domain.Date, c domain.TimeOfDay) int64 {
	return d.Time(time.UTC).Unix()/60 + int64(c)
}

// shown walks through the minutes about a date and notes when a clock first
// shows which time.
func shown(d domain.Date, z *time.Location) map[int64]time.Time {
	first := map[int64]time.Time{}
	for t := d.Time(time.UTC).Add(-64 * time.Hour); t.Before(d.Time(time.UTC).Add(40 * time.Hour)); t = t.Add(time.Minute) {
		if w := t.Add(offset(t, z)).Unix() / 60; first[w].IsZero() {
			first[w] = t
		}
	}
	return first
}

// TestInstantOverEveryClockChange asks for every minute of the day of every
// change and of the two before: hours in the west, half hours on Lord Howe, a
// whole day on Samoa, two hours at Troll.
func TestInstantOverEveryClockChange(t *testing.T) {
	for name, want := range map[string]int{
		"Europe/Warsaw": 84, "America/New_York": 84, "Australia/Lord_Howe": 84, "Pacific/Apia": 20, "Antarctica/Troll": 66, "UTC": 0,
	} {
		z := zone(name)
		days := changes(z)
		if len(days) < want {
			t.Errorf("%s has %d changes, want %d", name, len(days), want)
		}
		for _, d := range days {
			instants(t, d, z)
		}
	}
}

func instants(t *testing.T, d domain.Date, z *time.Location) {
	t.Helper()
	first := shown(d, z)
	last := first[wall(d.AddDays(-2), 0)]
	for m := 1; m < 3*minutesADay; m++ {
		day, c := d.AddDays(m/minutesADay-2), domain.TimeOfDay(m%minutesADay)
		want, ok := first[wall(day, c)]
		if !ok { // in the gap: as if the clock went on
			want = last.Add(time.Minute)
		}
		last = want
		if got := Instant(day, c, z); !got.Equal(want) {
			t.Fatalf("%s %s %s = %s, want %s", z, day, c, got, want)
		}
	}
}

// TestSkippedAndTwice has the words of RFC 5545 3.3.5 in Warsaw's numbers.
func TestSkippedAndTwice(t *testing.T) {
	for _, c := range []struct{ name, day, hours, begin, end string }{
		{"winter", "2026-01-07", "18:00-20:00", "17:00", "19:00"},
		{"summer", "2026-07-08", "18:00-20:00", "16:00", "18:00"},
		{"over the spring change", "2026-03-29", "01:00-04:00", "00:00", "02:00"},
		{"over the autumn change", "2026-10-25", "01:00-04:00", "23:00", "03:00"},
		{"begins where nothing is", "2026-03-29", "02:30-04:00", "01:30", "02:00"},
		{"ends where nothing is", "2026-03-29", "01:30-02:30", "00:30", "01:30"},
		{"all of it is skipped", "2026-03-29", "02:15-02:45", "01:15", "01:45"},
		{"its end is before what was skipped to", "2026-03-29", "02:30-03:15", "01:30", "02:15"},
		{"its end is what was skipped to", "2026-03-29", "02:30-03:30", "01:30", "02:30"},
		{"begins with the first of two", "2026-10-25", "02:30-03:30", "00:30", "02:30"},
		{"ends with the first of two", "2026-10-25", "01:30-02:30", "23:30", "00:30"},
		{"a night", "2026-03-28", "22:00-06:00", "21:00", "04:00"},
		{"to midnight", "2026-07-08", "20:00-00:00", "18:00", "22:00"},
	} {
		i := clock(c.hours).on(date(c.day), warsaw)
		if got := i.Start().Format("15:04") + " " + i.End().Format("15:04"); got != c.begin+" "+c.end {
			t.Errorf("%s: %s, want %s %s UTC", c.name, got, c.begin, c.end)
		}
	}
}

// TestHoursKeepTheClock draws every quarter of an hour against every other on
// the days of change: something always comes out, and it begins and ends by
// the clock unless the clock has no such time.
func TestHoursKeepTheClock(t *testing.T) {
	for _, d := range changes(warsaw) {
		first := shown(d, warsaw)
		for from := domain.TimeOfDay(0); from < 5*60; from += 15 {
			for to := from + 15; to <= 6*60; to += 15 {
				i := Hours{From: from, To: to}.on(d, warsaw)
				begin, end := first[wall(d, from)], first[wall(d, to)]
				switch {
				case i.Hi <= i.Lo, !begin.IsZero() && !i.Start().Equal(begin):
					t.Fatalf("%s %s-%s: %s to %s", d, from, to, i.Start(), i.End())
				case !begin.IsZero() && !end.IsZero() && !i.End().Equal(end):
					t.Fatalf("%s %s-%s ends %s, want %s", d, from, to, i.End(), end)
				case begin.IsZero() && !i.End().Equal(end) && i.Hi-i.Lo != int64(to-from):
					t.Fatalf("%s %s-%s: %d minutes", d, from, to, i.Hi-i.Lo)
				}
			}
		}
	}
}

// TestSeriesOverEveryClockChange keeps a weekly evening at its hours.
func TestSeriesOverEveryClockChange(t *testing.T) {
	for _, d := range changes(warsaw) {
		s := Series{First: d.AddDays(-14), Hours: clock("18:00-20:00"), Zone: warsaw, Rule: rule("FREQ=WEEKLY;COUNT=5")}
		all, err := s.All()
		if err != nil || len(all) != 5 {
			t.Fatal(all, err)
		}
		for i, o := range all {
			begin, end := o.Start().In(warsaw), o.End().In(warsaw)
			if domain.DateOf(begin, warsaw) != s.First.AddDays(7*i) || begin.Format("15:04") != "18:00" || end.Format("15:04") != "20:00" || o.Hi-o.Lo != 120 {
				t.Errorf("%s: %s to %s", o.Original, begin, end)
			}
		}
	}
}

// TestInstantAgreesWithDate holds what Instant says of domain.Date.At.
func TestInstantAgreesWithDate(t *testing.T) {
	for _, d := range changes(warsaw) {
		for c := domain.TimeOfDay(0); c < minutesADay; c++ {
			at := Instant(d, c, warsaw)
			if twice := at.Add(time.Hour).In(warsaw).Format("15:04") == c.String(); !twice && !at.Equal(d.At(c, warsaw)) {
				t.Fatalf("%s %s: %s, by the date %s", d, c, at, d.At(c, warsaw))
			}
		}
	}
}
