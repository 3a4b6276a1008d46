package recur_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// What a series of weeks is shifted by, every one of its days is.
func TestShiftedWeeks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := domain.Date{Year: 2026, Month: time.January, Day: 1}.AddDays(rapid.IntRange(0, 400).Draw(t, "first"))
		days := rapid.IntRange(-20, 20).Draw(t, "days")
		rule := recur.Rule{Freq: recur.FreqWeekly, Every: rapid.IntRange(1, 4).Draw(t, "every"), Count: rapid.IntRange(1, 30).Draw(t, "count")}
		if rapid.Bool().Draw(t, "named") {
			rule.Weekdays = []recur.WeekdayNum{{Day: recur.WeekdayOf(first)}}
		}
		s := recur.Series{First: first, Hours: recur.Hours{From: 600, To: 660}, Zone: time.UTC, Rule: &rule}
		shifted := s
		shifted.First = first.AddDays(days)
		shifted.Rule = rule.Shifted(shifted.First, days)
		was, err := s.All()
		if err != nil {
			t.Fatal(err)
		}
		is, err := shifted.All()
		if err != nil {
			t.Fatal(err)
		}
		for i, o := range was {
			if is[i].Original != o.Original.AddDays(days) {
				t.Fatalf("%s became %s, %d days further is %s", o.Original, is[i].Original, days, o.Original.AddDays(days))
			}
		}
	})
}

func TestShiftedMonths(t *testing.T) {
	first := domain.Date{Year: 2026, Month: time.March, Day: 3} // the first Tuesday
	for text, want := range map[string]string{
		"FREQ=MONTHLY;COUNT=3;BYDAY=1TU":               "FREQ=MONTHLY;COUNT=3;BYDAY=1WE",
		"FREQ=MONTHLY;COUNT=3;BYMONTHDAY=3":            "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=4",
		"FREQ=MONTHLY;UNTIL=20260603;BYMONTHDAY=3":     "FREQ=MONTHLY;UNTIL=20260604;BYMONTHDAY=4",
		"FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU;BYSETPOS=1":  "FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU;BYSETPOS=1",
		"FREQ=DAILY;INTERVAL=2;UNTIL=20260310T160000Z": "FREQ=DAILY;INTERVAL=2;UNTIL=20260311T160000Z",
		"FREQ=WEEKLY;COUNT=4;BYDAY=TU,SU":              "FREQ=WEEKLY;COUNT=4;BYDAY=MO,WE",
	} {
		rule, err := recur.ParseRule(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := rule.Shifted(first.AddDays(1), 1).String(); got != want {
			t.Errorf("%s became %s, want %s", text, got, want)
		}
	}
}
