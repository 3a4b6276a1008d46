package group

import (
	"testing"
	"time"

	"krag/internal/domain"
)

func TestCallDue(t *testing.T) {
	day := func(y int, m time.Month, d int) domain.Date { return domain.Date{Year: y, Month: m, Day: d} }
	since := day(2024, time.August, 31)
	half, year, second := day(2025, time.February, 28), day(2025, time.August, 31), day(2026, time.August, 31)
	for _, c := range []struct {
		name  string
		made  []domain.Date
		today domain.Date
		want  domain.Date
	}{
		{"the day it begins", nil, since, half},
		{"half a year later", nil, half, half},
		{"nobody called, and the year is not over", nil, year.AddDays(-1), half},
		{"nobody called, and the year is over", nil, year, year},
		{"called early", []domain.Date{half}, half.AddDays(-20), year},
		{"called late, and again", []domain.Date{half, year}, year, second},
		{"nobody called for years", nil, day(2031, time.January, 1), day(2030, time.August, 31)},
		{"called after years", []domain.Date{day(2030, time.August, 31)}, day(2031, time.January, 1), day(2031, time.August, 31)},
	} {
		if got := CallDue(since, c.made, c.today); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestReadiness(t *testing.T) {
	none := Standing{}.Readiness()
	if len(none) != len(Facts) {
		t.Fatalf("%d facts of %d", len(none), len(Facts))
	}
	for _, r := range none {
		if r.Holds() || r.N != 0 {
			t.Errorf("%s holds for a group of which nothing is known: %+v", r.Fact, r)
		}
	}
	whole := Standing{
		Agreement: true, Successor: true, Key: true, Room: true, Alone: 40,
		Covered: map[Role]int{Opener: 2, Moderator: 3, Timekeeper: 2, Contact: 1},
	}
	for _, r := range whole.Readiness() {
		if !r.Holds() || r.N > r.Of {
			t.Errorf("%s: %+v", r.Fact, r)
		}
	}
	whole.Covered[Moderator], whole.Alone = 1, 2
	for _, r := range whole.Readiness() {
		if want := r.Fact != FactRoles && r.Fact != FactLed; r.Holds() != want {
			t.Errorf("%s: %+v", r.Fact, r)
		}
	}
}

// TestReadinessOfFewRoles: what rests on roles that a group does not use is not asked for.
func TestReadinessOfFewRoles(t *testing.T) {
	two := Standing{Uses: Uses{Opener, Moderator, KeyKeeper}, Covered: map[Role]int{Opener: 2, Moderator: 1}}.Readiness()
	for _, r := range two {
		if r.Fact == FactContact {
			t.Error("a contact is asked of a group that uses none")
		}
		if r.Fact == FactRoles && (r.Of != 2 || r.N != 1) {
			t.Errorf("of two roles: %+v", r)
		}
	}
	for _, r := range (Standing{Uses: Uses{KeyKeeper}}).Readiness() {
		if r.Fact == FactRoles || r.Fact == FactContact {
			t.Errorf("%s is asked of a group that has only a key", r.Fact)
		}
	}
}

func TestTaskIsOverdueAfterItsDay(t *testing.T) {
	day := domain.Date{Year: 2026, Month: time.March, Day: 3}
	for _, c := range []struct {
		task  HandTask
		today domain.Date
		want  bool
	}{
		{HandTask{Due: day}, day, false},
		{HandTask{Due: day}, day.AddDays(1), true},
		{HandTask{Due: day, Done: day.AddDays(3)}, day.AddDays(9), false},
		{HandTask{}, day, false},
	} {
		if got := c.task.Overdue(c.today); got != c.want {
			t.Errorf("%+v on %s: %v", c.task, c.today, got)
		}
	}
}
