package group

import (
	"testing"
	"time"

	"krag/internal/domain"
)

func TestStepsComeInOrder(t *testing.T) {
	now := time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)
	on := func(day string, p domain.Precision) domain.Moment {
		d, err := domain.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		return domain.Moment{Date: d, Precision: p}
	}
	const day, month, year = domain.PrecisionDay, domain.PrecisionMonth, domain.PrecisionYear
	for _, c := range []struct {
		before, next domain.Moment
		refused      bool
	}{
		{domain.Moment{}, on("2002-01-01", year), false},
		{domain.Moment{}, on("2026-03-03", day), false},
		{domain.Moment{}, on("2026-03-04", day), false}, // today already, east of Greenwich
		{domain.Moment{}, on("2026-03-05", day), true},
		{domain.Moment{}, on("2026-03-01", month), false},
		{domain.Moment{}, on("2026-04-01", month), true},
		{domain.Moment{}, on("2027-01-01", year), true},
		{on("2026-02-10", day), on("2026-02-10", day), false},
		{on("2026-02-10", day), on("2026-02-09", day), true},
		{on("2026-02-10", day), on("2026-02-01", month), false}, // may be the day after
		{on("2026-02-10", day), on("2026-01-01", month), true},
		{on("2026-02-01", month), on("2026-02-01", day), false},
		{on("2025-01-01", year), on("2025-01-01", year), false},
		{on("2025-01-01", year), on("2024-12-01", month), true},
		{on("2025-01-01", year), domain.Moment{}, false}, // that it is missing is noted elsewhere
	} {
		var before []Step
		if !c.before.Date.IsZero() {
			before = []Step{{On: on("1999-01-01", day)}, {On: c.before}}
		}
		var p domain.Problems
		NewStep{On: c.next}.CheckOrder(&p, before, now)
		if refused := len(p) > 0; refused != c.refused {
			t.Errorf("%v after %v: refused %v, want %v", c.next, c.before, refused, c.refused)
		}
	}
}
