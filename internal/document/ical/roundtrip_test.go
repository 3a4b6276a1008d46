package ical

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"

	"pgregory.net/rapid"
)

// hours are such as clock changes touch at their beginning, inside, at their
// end, and not at all.
var hours = []string{"18:00-20:00", "02:15-02:45", "22:00-06:00", "00:30-03:00", "01:30-02:30", "02:30-03:15", "02:00-03:00", "00:00-00:00"}

var rules = []string{
	"FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;BYDAY=SU", "FREQ=DAILY;BYMONTH=3,10", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=SA,SU",
	"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "FREQ=WEEKLY;BYMONTH=3,10;BYDAY=SU", "FREQ=MONTHLY", "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=MONTHLY;BYDAY=2TU,-1SU",
	"FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=-1", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=25,29,31", "FREQ=YEARLY",
	"FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU", "FREQ=YEARLY;BYDAY=13SU", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=25",
}

// drawSeries draws a series in Warsaw, near the clock changes of 1996 to 2037
// more often than not.
func drawSeries(t *rapid.T) (s recur.Series, ok bool) {
	s = series("2026-01-01", rapid.SampledFrom(hours).Draw(t, "hours"), rapid.SampledFrom(rules).Draw(t, "rule"))
	year, month := rapid.IntRange(1996, 2037).Draw(t, "year"), rapid.SampledFrom([]time.Month{3, 10, 9, 1, 12}).Draw(t, "month")
	s.First = domain.Date{Year: year, Month: month, Day: rapid.IntRange(1, 28).Draw(t, "day")}
	s.Rule.Count = 1
	for range 400 {
		if s.Check() == nil {
			break
		}
		s.First = s.First.AddDays(1)
	}
	last := s.First.AddDays(rapid.IntRange(0, 500).Draw(t, "length"))
	s.Rule.Count = 0
	switch rapid.IntRange(0, 3).Draw(t, "end") {
	case 0:
		s.Rule.Count = rapid.IntRange(1, 5).Draw(t, "count") // with a move, at most five years of one a year
	case 1:
		s.Rule.Until = last
	case 2:
		s.Rule.UntilUTC = last.Time(time.UTC).Add(time.Duration(rapid.IntRange(0, 24*60).Draw(t, "until")) * time.Minute)
	case 3:
		s.Rule = nil
	}
	return s, except(t, &s)
}

// except draws exceptions, and reports whether the series holds together.
func except(t *rapid.T, s *recur.Series) bool {
	near := rapid.Custom(func(t *rapid.T) domain.Date { return s.First.AddDays(rapid.IntRange(-3, 60).Draw(t, "beside")) })
	s.Dates = rapid.SliceOfN(near, 0, 4).Draw(t, "dates")
	all, err := s.All()
	if err != nil {
		return false
	}
	for _, o := range all {
		switch rapid.IntRange(0, 9).Draw(t, "exception") {
		case 0:
			s.Without = append(s.Without, o.Original)
		case 1:
			by, to := rapid.IntRange(-9, 9).Draw(t, "by"), clock(rapid.SampledFrom(hours).Draw(t, "to"))
			s.Moved = append(s.Moved, recur.Move{Original: o.Original, Date: o.Original.AddDays(by), Hours: to})
		}
	}
	return true
}

// TestReadsWhatItWrites: what is written is read back as it was meant, also
// with the zone taken from the file, and the same again.
func TestReadsWhatItWrites(t *testing.T) {
	read, exceptions := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s, ok := drawSeries(t)
		if !ok {
			return
		}
		all, err := s.All()
		if err != nil || len(all) == 0 {
			return
		}
		text := write(t, s)
		exceptions += strings.Count(text, "RECURRENCE-ID")
		for _, text := range []string{text, strings.ReplaceAll(text, "Europe/Warsaw", "Central European Standard Time")} {
			if got := readAll(t, text, all); !slices.Equal(got, intervals(all)) {
				t.Fatalf("%s from %s %v, without %v:\ngot  %v\nwant %v\n%s", s.Rule, s.First, s.Hours, s.Without, got, intervals(all), text)
			}
		}
		read++
	})
	if read == 0 || exceptions == 0 {
		t.Errorf("%d series read, %d exceptions: nothing worth looking at was drawn", read, exceptions)
	}
}

func write(t *rapid.T, s recur.Series) string {
	out, err := (Calendar{Events: []Event{event("a", s)}}).Write()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func readAll(t *rapid.T, text string, all []recur.Occurrence) (got []string) {
	first := domain.DateOf(all[0].Start(), warsaw)
	last := slices.MaxFunc(all, func(a, b recur.Occurrence) int { return int(a.Hi - b.Hi) })
	found, err := ReadBusy(strings.NewReader(text), warsaw, first, domain.DateOf(last.End(), warsaw))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for _, b := range found {
		got = append(got, fmt.Sprint(b.Interval))
	}
	return got
}

func intervals(all []recur.Occurrence) (said []string) {
	slices.SortFunc(all, func(a, b recur.Occurrence) int { return int(2*(a.Lo-b.Lo)) + min(max(int(a.Hi-b.Hi), -1), 1) })
	for _, o := range all {
		said = append(said, fmt.Sprint(o.Interval))
	}
	return said
}
