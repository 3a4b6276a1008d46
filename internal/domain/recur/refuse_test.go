package recur

import (
	"testing"
	"time"

	"krag/internal/domain"
)

// evenings is a series that is right.
func evenings() Series {
	return Series{First: date("2026-03-25"), Hours: clock("18:00-20:00"), Zone: warsaw, Rule: rule("FREQ=WEEKLY;COUNT=10")}
}

func TestSeriesIsRefused(t *testing.T) {
	many := make([]domain.Date, maxDays+1)
	for i := range many {
		many[i] = date("2026-03-25").AddDays(i)
	}
	other := clock("10:00-11:00")
	for _, c := range []struct {
		name, key string
		change    func(s *Series)
	}{
		{"no first day", "recur.range", func(s *Series) { s.First = domain.Date{} }},
		{"a day there is not", "recur.range", func(s *Series) { s.First = domain.Date{Year: 2026, Month: 2, Day: 30} }},
		{"too early a day", "recur.range", func(s *Series) { s.First = date("1989-12-31") }},
		{"a day that is left out and there is not", "recur.range", func(s *Series) { s.Without = []domain.Date{{Year: 2026, Month: 13, Day: 1}} }},
		{"no hours", "recur.hours", func(s *Series) { s.Hours = Hours{} }},
		{"an end before the beginning", "recur.hours", func(s *Series) { s.Hours.To = 17 * 60 }},
		{"no time of day", "time.malformed", func(s *Series) { s.Hours.To = 24 * 60 }},
		{"too many nights", "recur.nights", func(s *Series) { s.Hours.Nights = 32 }},
		{"a rule that is wrong", "recur.every", func(s *Series) { s.Rule.Every = 0 }},
		{"a first day beside the rule", "recur.first", func(s *Series) { s.Rule = rule("FREQ=WEEKLY;BYDAY=TU;UNTIL=20270101") }},
		{"that is left out, but might count", "recur.first", func(s *Series) {
			s.Rule = rule("FREQ=WEEKLY;BYDAY=TU;COUNT=3")
			s.Without = []domain.Date{s.First}
		}},
		{"an end before the first day", "recur.until.early", func(s *Series) { s.Rule = rule("FREQ=WEEKLY;UNTIL=20260324") }},
		{"an end a second before the first", "recur.until.early", func(s *Series) { s.Rule = rule("FREQ=WEEKLY;UNTIL=20260325T165959Z") }},
		{"no end", "recur.endless", func(s *Series) { s.Rule = rule("FREQ=WEEKLY") }},
		{"more than five years", "recur.long", func(s *Series) { s.Rule = rule("FREQ=YEARLY;COUNT=7") }},
		{"a day after five years", "recur.long", func(s *Series) { s.Dates = dates("2031-03-26") }},
		{"five years from the first chosen day", "recur.long", func(s *Series) {
			s.Rule = rule("FREQ=MONTHLY;UNTIL=20310101")
			s.Dates = dates("2025-12-31")
		}},
		{"a rule until after five years", "recur.long", func(s *Series) { s.Rule = rule("FREQ=MONTHLY;UNTIL=20310326") }},
		{"one until an instant after five years", "recur.long", func(s *Series) { s.Rule = rule("FREQ=MONTHLY;UNTIL=20310325T230000Z") }},
		{"more than a thousand", "recur.many", func(s *Series) { s.Rule = rule("FREQ=DAILY;UNTIL=20301231") }},
		{"more than a thousand days", "recur.many", func(s *Series) { s.Dates = many }},
		{"one that is not there is moved", "recur.move.unknown", func(s *Series) { s.Moved = []Move{{date("2026-03-26"), date("2026-03-27"), other}} }},
		{"one that is left out is moved", "recur.move.unknown", func(s *Series) {
			s.Without = dates("2026-04-01")
			s.Moved = []Move{{date("2026-04-01"), date("2026-03-27"), other}}
		}},
		{"one is moved twice", "recur.move.twice", func(s *Series) {
			s.Moved = []Move{{s.First, date("2026-03-27"), other}, {s.First, date("2026-03-28"), other}}
		}},
		{"one is moved to no hours", "recur.hours", func(s *Series) { s.Moved = []Move{{s.First, s.First, Hours{}}} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := evenings()
			c.change(&s)
			_, err := s.All()
			refused(t, err, c.key)
		})
	}
	t.Run("no zone is our mistake", func(t *testing.T) {
		s := evenings()
		s.Zone = nil
		if _, err := s.All(); domain.KindOf(err) != domain.KindInternal || err == nil {
			t.Error(err)
		}
	})
}

// TestSeriesToTheLastDay has what is just not refused.
func TestSeriesToTheLastDay(t *testing.T) {
	for _, text := range []string{"FREQ=YEARLY;COUNT=6", "FREQ=MONTHLY;UNTIL=20310325", "FREQ=DAILY;COUNT=1000", "FREQ=MONTHLY;UNTIL=20310325T225959Z"} {
		s := evenings()
		s.Rule = rule(text)
		if _, err := s.All(); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestBetweenIsRefused(t *testing.T) {
	s := evenings()
	s.Rule = rule("FREQ=DAILY")
	for _, c := range []struct{ from, to, key string }{
		{"2026-01-01", "2031-01-02", "recur.long"},
		{"2026-01-01", "2030-12-31", "recur.many"},
		{"1989-01-01", "1990-12-31", "recur.range"},
		{"2099-01-01", "2101-01-01", "recur.range"},
	} {
		_, err := s.Between(date(c.from), date(c.to))
		refused(t, err, c.key)
	}
	if all, err := s.Between(date("2026-05-02"), date("2026-05-01")); len(all) != 0 || err != nil {
		t.Error(all, err)
	}
	if all, err := s.Between(date("2100-12-01"), date("2100-12-31")); len(all) != 31 || err != nil {
		t.Error(len(all), err)
	}
}

func TestSplitIsRefused(t *testing.T) {
	s := evenings()
	s.Without = dates("2026-04-01")
	for day, key := range map[string]string{
		"2026-03-25": "recur.split.first", "2026-04-01": "recur.split.unknown", "2026-04-02": "recur.split.unknown", "2026-12-30": "recur.split.unknown",
	} {
		_, _, err := s.Split(date(day))
		refused(t, err, key)
	}
	_, _, err := s.Split(domain.Date{Year: 1 << 40, Month: time.May, Day: 1})
	refused(t, err, "recur.split.unknown")
}

// TestSplitLeavesTheWholeAlone changes a part and looks at the series.
func TestSplitLeavesTheWholeAlone(t *testing.T) {
	s := evenings()
	s.Dates = dates("2026-03-30", "2026-04-30")
	before, after, err := s.Split(date("2026-04-08"))
	if err != nil {
		t.Fatal(err)
	}
	before.Rule.Count, after.Rule.Every, before.Dates[0] = 1, 2, date("2027-01-01")
	if s.Rule.Count != 10 || s.Rule.Every != 1 || s.Dates[0] != date("2026-03-30") {
		t.Error(s.Rule, s.Dates)
	}
	if after.Rule.Count != 8 {
		t.Errorf("%d are left, want 8", after.Rule.Count)
	}
}
