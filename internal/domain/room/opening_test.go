package room

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// at is a minute of a day in Warsaw.
func at(y int, m time.Month, d, hour, minute int) int64 {
	return recur.Instant(domain.Date{Year: y, Month: m, Day: d}, domain.TimeOfDay(hour*60+minute), warsaw).Unix() / 60
}

func TestRefuses(t *testing.T) {
	night, week := Week{}, Week{}
	for d := range night {
		night[d] = []Span{{0, 6 * 60}, {20 * 60, minutesADay}}
	}
	week[time.Tuesday] = []Span{{8 * 60, 12 * 60}, {12 * 60, 20 * 60}}
	winter := Season{MonthDay{12, 20}, MonthDay{1, 6}, night}
	closed := Closure{Interval: recur.Interval{Lo: at(2026, 3, 3, 12, 0), Hi: at(2026, 3, 3, 14, 0)}, Reason: "malowanie"}
	for name, c := range map[string]struct {
		terms  Terms
		lo, hi int64
		want   Reason
	}{
		"always":                          {Terms{}, at(2026, 3, 3, 22, 0), at(2026, 3, 4, 2, 0), ""},
		"a holiday":                       {Terms{}, at(2026, 5, 1, 10, 0), at(2026, 5, 1, 11, 0), Holiday},
		"open on holidays":                {Terms{Holidays: true}, at(2026, 5, 1, 10, 0), at(2026, 5, 1, 11, 0), ""},
		"into a holiday":                  {Terms{}, at(2026, 4, 30, 23, 0), at(2026, 5, 1, 0, 1), Holiday},
		"until the midnight of a holiday": {Terms{}, at(2026, 4, 30, 23, 0), at(2026, 5, 1, 0, 0), ""},
		"over spans that touch":           {Terms{Hours: &week}, at(2026, 3, 3, 8, 0), at(2026, 3, 3, 20, 0), ""},
		"a minute too long":               {Terms{Hours: &week}, at(2026, 3, 3, 8, 0), at(2026, 3, 3, 20, 1), OutsideHours},
		"a closed day":                    {Terms{Hours: &week}, at(2026, 3, 4, 8, 0), at(2026, 3, 4, 9, 0), OutsideHours},
		"over midnight":                   {Terms{Hours: &night, Holidays: true}, at(2026, 3, 3, 20, 0), at(2026, 3, 4, 6, 0), ""},
		"a season over the New Year":      {Terms{Hours: &week, Seasons: []Season{winter}, Holidays: true}, at(2026, 12, 31, 21, 0), at(2027, 1, 1, 3, 0), ""},
		"the last day of a season":        {Terms{Seasons: []Season{winter}, Holidays: true}, at(2027, 1, 6, 12, 0), at(2027, 1, 6, 13, 0), OutsideHours},
		"the day after a season":          {Terms{Seasons: []Season{winter}}, at(2027, 1, 7, 12, 0), at(2027, 1, 7, 13, 0), ""},
		"to clean in a closure":           {Terms{Closures: []Closure{closed}, After: 1}, at(2026, 3, 3, 11, 0), at(2026, 3, 3, 12, 0), Closed},
		"up to a closure":                 {Terms{Closures: []Closure{closed}}, at(2026, 3, 3, 11, 0), at(2026, 3, 3, 12, 0), ""},
		"the hour that comes twice":       {Terms{Hours: &Week{{{2*60 + 10, 2*60 + 30}}}}, at(2026, 10, 25, 2, 30), at(2026, 10, 25, 2, 30) + 40, OutsideHours},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.terms.Refuses(recur.Interval{Lo: c.lo, Hi: c.hi}, warsaw)
			if got.Reason != c.want || got.Reason == Closed && got.Said != closed.Reason {
				t.Errorf("%+v, want %q", got, c.want)
			}
		})
	}
}

// hardDays are those at which a calendar goes wrong: around clock changes, the
// New Year, leap days and holidays.
var hardDays = []domain.Date{
	{Year: 2026, Month: 3, Day: 28},
	{Year: 2026, Month: 3, Day: 29},
	{Year: 2026, Month: 10, Day: 24},
	{Year: 2026, Month: 10, Day: 25},
	{Year: 2026, Month: 12, Day: 23},
	{Year: 2026, Month: 12, Day: 31},
	{Year: 2027, Month: 1, Day: 5},
	{Year: 2028, Month: 2, Day: 28},
	{Year: 2026, Month: 4, Day: 4},
	{Year: 2026, Month: 6, Day: 3},
	{Year: 2037, Month: 10, Day: 25},
	{Year: 1996, Month: 10, Day: 27},
}

// TestRefusesLikeAClock compares with one who walks through an interval with
// the eye on the clock, minute by minute.
func TestRefusesLikeAClock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := drawTerms(t)
		lo := recur.Instant(rapid.SampledFrom(hardDays).Draw(t, "day"), 0, warsaw).Unix()/60 + int64(rapid.IntRange(0, 26*4).Draw(t, "quarter")*15)
		i := recur.Interval{Lo: lo, Hi: lo + int64(rapid.IntRange(1, 26*4).Draw(t, "length")*15)}
		if n := rapid.IntRange(0, 1).Draw(t, "closures"); n > 0 {
			at := lo + int64(rapid.IntRange(-300, 300).Draw(t, "closed"))
			terms.Closures = []Closure{{Interval: recur.Interval{Lo: at, Hi: at + int64(rapid.IntRange(1, 300).Draw(t, "closed for"))}}}
		}
		if got, want := terms.Refuses(i, warsaw).Reason, slowly(terms, i); got != want {
			t.Fatalf("%v–%v: %q, want %q", i.Start().In(warsaw), i.End().In(warsaw), got, want)
		}
	})
}

func drawTerms(t *rapid.T) (terms Terms) {
	terms.Holidays = rapid.Bool().Draw(t, "holidays")
	terms.Before, terms.After = rapid.IntRange(0, 40).Draw(t, "before"), rapid.IntRange(0, 40).Draw(t, "after")
	if rapid.Bool().Draw(t, "hours") {
		week := drawWeek(t)
		terms.Hours = &week
	}
	for range rapid.IntRange(0, 2).Draw(t, "seasons") {
		terms.Seasons = append(terms.Seasons, Season{drawDay(t), drawDay(t), drawWeek(t)})
	}
	return terms
}

func drawDay(t *rapid.T) MonthDay {
	d := rapid.SampledFrom(hardDays).Draw(t, "season's day").AddDays(rapid.IntRange(-2, 2).Draw(t, "beside"))
	return MonthDay{d.Month, d.Day}
}

func drawWeek(t *rapid.T) (w Week) {
	for d := range w {
		w[d] = rapid.SampledFrom([][]Span{
			nil, {{0, minutesADay}}, {{0, 180}, {180, minutesADay}}, {{0, 120}, {180, minutesADay}}, {{60, 165}}, {{120, 180}}, {{480, 720}, {840, minutesADay}},
		}).Draw(t, "day's hours")
	}
	return w
}

// slowly is the same by brute force: which minutes the hands pass on each day,
// from the first place to the last, and whether each of them is open.
func slowly(t Terms, i recur.Interval) Reason {
	for m := i.Lo - int64(t.Before); m < i.Hi+int64(t.After); m++ {
		for _, c := range t.Closures {
			if c.Lo <= m && m < c.Hi {
				return Closed
			}
		}
	}
	first, last, order := map[domain.Date]int{}, map[domain.Date]int{}, []domain.Date{}
	for m := i.Lo; m < i.Hi; m++ {
		now := time.Unix(m*60, 0).In(warsaw)
		day, minute := domain.DateOf(now, warsaw), now.Hour()*60+now.Minute()
		if !slices.Contains(order, day) {
			order, first[day], last[day] = append(order, day), minute, minute
		}
		first[day], last[day] = min(first[day], minute), max(last[day], minute)
	}
	for _, day := range order {
		if r := slowDay(t, day, first[day], last[day]); r != "" {
			return r
		}
	}
	return ""
}

func slowDay(t Terms, day domain.Date, first, last int) Reason {
	if _, is := recur.HolidayOn(day); is && !t.Holidays {
		return Holiday
	}
	week := t.Hours
	for i := len(t.Seasons) - 1; i >= 0; i-- { // the first that fits, so the last that is looked at
		if inSeason(t.Seasons[i], day) {
			week = &t.Seasons[i].Hours
		}
	}
	for m := first; week != nil && m <= last; m++ {
		if !slices.ContainsFunc(week[day.Weekday()], func(s Span) bool { return s.From <= m && m < s.To }) {
			return OutsideHours
		}
	}
	return ""
}

// inSeason walks from the first day of a season of this year or of the one
// before to its last.
func inSeason(s Season, day domain.Date) bool {
	for _, year := range []int{day.Year, day.Year - 1} {
		on := domain.Date{Year: year, Month: s.From.Month, Day: s.From.Day}.AddDays(0) // of a 29 February the day after
		for range 367 {
			if on == day {
				return true
			}
			next := on.AddDays(1)
			if s.To.is(on) || (s.To == MonthDay{time.February, 29}) && s.To.Month == on.Month && next.Day == 1 {
				break
			}
			on = next
		}
	}
	return false
}

func (m MonthDay) is(d domain.Date) bool { return m.Month == d.Month && m.Day == d.Day }

func TestParseSpans(t *testing.T) {
	for text, want := range map[string]string{
		"": "", " ": "", "8:00–12:00": "8:00–12:00", "8-12": "8:00–12:00", "8.30 - 12, 14—24": "8:30–12:00, 14:00–24:00", "14-18; 8 do 12": "8:00–12:00, 14:00–18:00", "0-24:00": "0:00–24:00",
		"8": "room.hours.malformed", "8-": "room.hours.malformed", "8-12,": "room.hours.malformed", "8-25": "room.hours.malformed", "rano": "room.hours.malformed", "-5-8": "room.hours.malformed",
		"12-8": "room.hours.order", "8-8": "room.hours.order", "8-12, 11-13": "room.hours.order", strings.Repeat("8-12,", 9) + "8-9": "room.hours.malformed",
	} {
		spans, err := ParseSpans(text)
		if got := SpansText(spans) + key(err); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func key(err error) string {
	if one, ok := err.(*domain.Error); ok {
		return one.Key
	}
	return ""
}

func TestParseMonthDay(t *testing.T) {
	for text, want := range map[string]string{
		"1.07": "1.07", " 31.12. ": "31.12", "29.2": "29.02", "1. 7": "1.07", "30.02": "0.00", "7": "0.00", "1.13": "0.00", "lipiec": "0.00", "0.7": "0.00", "1.7.2026": "0.00",
	} {
		m, err := ParseMonthDay(text)
		if m.String() != want || (err != nil) != (want == "0.00") {
			t.Errorf("%q is read as %v, %v", text, m, err)
		}
	}
}

// What is read is written the way it is read again.
func FuzzParseSpans(f *testing.F) {
	for _, text := range []string{"8:00–12:00, 14:00–18:00", "8-12", "8 do 12; 24", "–,–", "23:59-24"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		spans, err := ParseSpans(text)
		if err != nil {
			return
		}
		again, err := ParseSpans(SpansText(spans))
		if err != nil || !slices.Equal(spans, again) || !inOrder(spans) {
			t.Errorf("%q: %v, again %v, %v", text, spans, again, err)
		}
	})
}

func FuzzParseMonthDay(f *testing.F) {
	for _, text := range []string{"1.07", "29.2.", "x.1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ParseMonthDay(text)
		if err != nil {
			return
		}
		if again, err := ParseMonthDay(m.String()); err != nil || again != m {
			t.Errorf("%q: %v, again %v, %v", text, m, again, err)
		}
	})
}
