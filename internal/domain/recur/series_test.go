package recur

import (
	"errors"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"

	"pgregory.net/rapid"
)

// rule reads a rule that is right.
func rule(text string) *Rule {
	r, err := ParseRule(text)
	if err != nil {
		panic(text + ": " + err.Error())
	}
	return &r
}

// clock reads 18:00-20:00, or 22:00-06:00 as ending on the next day.
func clock(text string) Hours {
	from, err := domain.ParseTimeOfDay(text[:5])
	to, err2 := domain.ParseTimeOfDay(text[6:])
	if err != nil || err2 != nil {
		panic(text)
	}
	h := Hours{From: from, To: to}
	if to <= from {
		h.Nights = 1
	}
	return h
}

// drawSeries draws a series that All gives; ok is false when it would be too
// long or has no first day.
func drawSeries(t *rapid.T) (s Series, ok bool) {
	s = Series{Hours: clock(rapid.SampledFrom([]string{"18:00-20:00", "02:15-02:45", "22:00-06:00"}).Draw(t, "hours")), Zone: warsaw}
	r := drawRule(t)
	if s.First, ok = drawFirst(t, r); !ok {
		return s, false
	}
	last := s.First.AddDays(rapid.IntRange(0, 2*366).Draw(t, "length"))
	switch rapid.IntRange(0, 3).Draw(t, "end") {
	case 0:
		r.Count = min(len(slices.Collect(r.from(s.First, last))), maxCount)
	case 1:
		r.Until = last
	case 2:
		r.UntilUTC = last.Time(time.UTC).Add(time.Duration(rapid.IntRange(0, 24*60).Draw(t, "until")) * time.Minute)
	}
	if rapid.IntRange(0, 9).Draw(t, "ruled") > 0 && (r.UntilUTC.IsZero() || !r.UntilUTC.Before(Instant(s.First, s.Hours.From, warsaw))) && !r.endless() {
		s.Rule = &r
	}
	near := rapid.Custom(func(t *rapid.T) domain.Date { return s.First.AddDays(rapid.IntRange(-10, 400).Draw(t, "beside")) })
	s.Dates = rapid.SliceOfN(near, 0, 5).Draw(t, "dates")
	s.Without = rapid.SliceOfN(rapid.OneOf(near, rapid.SampledFrom(s.days(last))), 0, 4).Draw(t, "without")
	for _, d := range rapid.SliceOfNDistinct(rapid.IntRange(0, 20), 0, 3, rapid.ID[int]).Draw(t, "moved") {
		if days := s.days(last); d < len(days) {
			s.Moved = append(s.Moved, Move{days[d], days[d].AddDays(rapid.IntRange(-9, 9).Draw(t, "by")), clock(rapid.SampledFrom([]string{"02:30-03:15", "10:00-11:00"}).Draw(t, "to"))})
		}
	}
	return s, s.begins().Year > firstYear
}

// slow is the whole series by the oracle.
func slow(s Series) (all []Occurrence) {
	n := 0
	for d := s.begins(); !later(s.begins()).Before(d); d = d.AddDays(1) {
		ruled := s.Rule == nil && d == s.First
		if r := s.Rule; r != nil && matches(*r, s.First, d) {
			n++
			ruled = (r.Count == 0 || n <= r.Count) && (r.Until.IsZero() || d.String() <= r.Until.String()) &&
				(r.UntilUTC.IsZero() || s.Hours.on(d, s.Zone).Start().Compare(r.UntilUTC) <= 0)
		}
		if !ruled && !slices.Contains(s.Dates, d) || slices.Contains(s.Without, d) {
			continue
		}
		o := Occurrence{d, s.Hours.on(d, s.Zone)}
		for _, m := range s.Moved {
			if m.Original == d {
				o.Interval = m.Hours.on(m.Date, s.Zone)
			}
		}
		all = append(all, o)
	}
	return inTime(all)
}

func inTime(all []Occurrence) []Occurrence {
	return slices.SortedStableFunc(slices.Values(all), func(a, b Occurrence) int { return int(a.Lo - b.Lo) })
}

func TestSeriesAgainstTheOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, ok := drawSeries(t)
		if !ok {
			return
		}
		got, err := s.All()
		if want := slow(s); err != nil || !slices.Equal(got, want) {
			t.Fatalf("%s: %v\ngot  %v\nwant %v", s.Rule, err, got, want)
		}
		if cut := windows(t, s, s.begins().AddDays(-9), later(s.begins())); !slices.Equal(cut, got) {
			t.Fatalf("%s: by windows\ngot  %v\nwant %v", s.Rule, cut, got)
		}
	})
}

// windows puts the series together from pieces of a drawn length.
func windows(t *rapid.T, s Series, from, last domain.Date) (all []Occurrence) {
	step := rapid.IntRange(20, 700).Draw(t, "window")
	for ; !last.Before(from); from = from.AddDays(step) {
		part, err := s.Between(from, from.AddDays(step-1))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, part...)
	}
	return inTime(all)
}

// TestSplitIsTheWhole cuts at every occurrence that has another day before it.
func TestSplitIsTheWhole(t *testing.T) {
	cuts := 0
	rapid.Check(t, func(t *rapid.T) {
		s, ok := drawSeries(t)
		if !ok {
			return
		}
		whole, err := s.All()
		if err != nil || len(whole) == 0 {
			return
		}
		at := rapid.SampledFrom(whole).Draw(t, "at").Original
		before, after, err := s.Split(at)
		if at == s.begins() {
			refused(t, err, "recur.split.first")
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		cuts++
		head, err1 := before.All()
		tail, err2 := after.All()
		if err := errors.Join(err1, err2); err != nil || !slices.Equal(inTime(slices.Concat(head, tail)), whole) {
			t.Fatalf("%s at %s: %v\n%s: %v\n%s: %v\nwhole: %v", s.Rule, at, err, before.Rule, head, after.Rule, tail, whole)
		}
		for _, o := range head {
			if !o.Original.Before(at) {
				t.Fatalf("%s came into the part before %s", o.Original, at)
			}
		}
	})
	if cuts == 0 {
		t.Error("nothing was ever cut")
	}
}

// refused asks for an error with one of its keys.
func refused(t interface {
	Helper()
	Errorf(string, ...any)
}, err error, key string,
) {
	t.Helper()
	var keys []string
	if e, ok := errors.AsType[*domain.Error](err); ok {
		keys = append(keys, e.Key)
	}
	if p, ok := errors.AsType[domain.Problems](err); ok {
		for _, e := range p {
			keys = append(keys, e.Key)
		}
	}
	if !slices.Contains(keys, key) || domain.KindOf(err) != domain.KindInvalid {
		t.Errorf("refused by %v, want %s: %v", keys, key, err)
	}
}

// TestMovedIntoTheWindow finds what was to be later and was brought forward,
// and does not find what was put off.
func TestMovedIntoTheWindow(t *testing.T) {
	s := evenings()
	s.Moved = []Move{{date("2026-05-06"), date("2026-03-26"), clock("10:00-11:00")}, {date("2026-04-01"), date("2026-06-01"), clock("10:00-11:00")}}
	all, err := s.Between(date("2026-03-25"), date("2026-04-02"))
	if err != nil || len(all) != 2 || all[0].Original != date("2026-03-25") || all[1].Original != date("2026-05-06") {
		t.Error(all, err)
	}
}

func TestUntilIsIncluded(t *testing.T) {
	for _, c := range []struct{ name, first, until, last string }{
		{"the instant of a beginning", "2026-03-25", "20260401T160000Z", "2026-04-01"},
		{"a second before", "2026-03-25", "20260401T155959Z", "2026-03-25"},
		{"the day of a beginning", "2026-03-25", "20260401", "2026-04-01"},
		{"the day before", "2026-03-25", "20260331", "2026-03-25"},
		{"its own first instant", "2026-03-25", "20260325T170000Z", "2026-03-25"},
		{"its own first day", "2026-03-25", "20260325", "2026-03-25"},
	} {
		s := Series{First: date(c.first), Hours: clock("18:00-20:00"), Zone: warsaw, Rule: rule("FREQ=WEEKLY;UNTIL=" + c.until)}
		all, err := s.All()
		if err != nil || all[len(all)-1].Original != date(c.last) {
			t.Errorf("until %s: %v %v, want %s the last", c.name, all, err, c.last)
		}
	}
}

// TestUntilByTheDayOfTheZone: the last day is the one of the zone, although
// its early hours are still the day before in UTC.
func TestUntilByTheDayOfTheZone(t *testing.T) {
	s := Series{First: date("2026-07-01"), Hours: clock("00:30-01:30"), Zone: warsaw, Rule: rule("FREQ=DAILY;UNTIL=20260703")}
	if all, err := s.All(); err != nil || len(all) != 3 {
		t.Error(all, err)
	}
}

func TestMonthsWithoutTheDayArePassedOver(t *testing.T) {
	for text, want := range map[string][]domain.Date{
		"FREQ=MONTHLY;COUNT=4":                              dates("2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31"),
		"FREQ=MONTHLY;BYMONTHDAY=29,30,31;UNTIL=20260331":   dates("2026-01-31", "2026-03-29", "2026-03-30", "2026-03-31"),
		"FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3":                dates("2026-01-31", "2026-02-28", "2026-03-31"),
		"FREQ=MONTHLY;INTERVAL=13;BYMONTHDAY=-1;COUNT=2":    dates("2026-01-31", "2027-02-28"),
		"FREQ=MONTHLY;BYDAY=5SA;COUNT=3":                    dates("2026-01-31", "2026-05-30", "2026-08-29"),
		"FREQ=MONTHLY;BYDAY=-5SA;COUNT=2":                   nil, // 3 January is the fifth to last
		"FREQ=YEARLY;BYMONTH=1;BYDAY=-1SA;COUNT=2":          dates("2026-01-31", "2027-01-30"),
		"FREQ=YEARLY;BYMONTHDAY=31;UNTIL=20260601":          dates("2026-01-31", "2026-03-31", "2026-05-31"),
		"FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=-1;COUNT=2":      dates("2026-01-31", "2026-02-28"),
		"FREQ=WEEKLY;BYDAY=SA,SU;BYSETPOS=1;COUNT=2":        dates("2026-01-31", "2026-02-07"),
		"FREQ=DAILY;BYMONTHDAY=-1;BYDAY=SA;UNTIL=20260301":  dates("2026-01-31", "2026-02-28"),
		"FREQ=WEEKLY;INTERVAL=2;BYMONTH=1,2;UNTIL=20260301": dates("2026-01-31", "2026-02-14", "2026-02-28"),
	} {
		s := Series{First: date("2026-01-31"), Hours: clock("18:00-20:00"), Zone: warsaw, Rule: rule(text)}
		all, err := s.All()
		if want == nil {
			refused(t, err, "recur.first")
			continue
		}
		var got []domain.Date
		for _, o := range all {
			got = append(got, o.Original)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v %v, want %v", text, got, err, want)
		}
	}
}

func TestLeapDay(t *testing.T) {
	s := Series{First: date("2024-02-29"), Hours: clock("18:00-20:00"), Zone: warsaw, Rule: rule("FREQ=YEARLY;UNTIL=20280301")}
	if all, err := s.All(); err != nil || len(all) != 2 || all[1].Original != date("2028-02-29") {
		t.Error(all, err)
	}
	s.First = date("2096-02-29")
	s.Rule = rule("FREQ=YEARLY")
	if all, err := s.Between(date("2097-01-01"), date("2100-12-31")); err != nil || len(all) != 0 {
		t.Error("2100 is no leap year:", all, err)
	}
}
