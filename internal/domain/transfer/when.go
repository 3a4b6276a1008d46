package transfer

import (
	"strings"

	"krag/internal/domain"
)

// When is a date known to the day, the month or the year, as it stands in a
// file: 2024-05-06, 2024-05 or 2024.
type When domain.Moment

// IsZero reports that no date is known.
func (w When) IsZero() bool { return w.Date.IsZero() }

// Day makes a When of a day, none of none.
func Day(d domain.Date) When {
	if d.IsZero() {
		return When{}
	}
	return When{Date: d, Precision: domain.PrecisionDay}
}

// IsDay reports that it is known to the day.
func (w When) IsDay() bool { return !w.IsZero() && w.Precision == domain.PrecisionDay }

// precisions by how many parts of a date are written.
var precisions = map[int]domain.Precision{1: domain.PrecisionYear, 2: domain.PrecisionMonth, 3: domain.PrecisionDay}

// MarshalText writes as much as is known.
func (w When) MarshalText() ([]byte, error) {
	if w.IsZero() {
		return nil, nil
	}
	parts := strings.Split(w.Date.String(), "-")
	for n, precision := range precisions {
		if precision == w.Precision {
			parts = parts[:n]
		}
	}
	return []byte(strings.Join(parts, "-")), nil
}

// UnmarshalText reads what MarshalText wrote; anything else is Invalid, and so
// is a year that nobody may write down.
func (w *When) UnmarshalText(b []byte) error {
	text := string(b)
	n := strings.Count(text, "-") + 1
	date, err := domain.ParseDate(text + strings.Repeat("-01", max(3-n, 0)))
	if err != nil || len(text) != []int{0, 4, 7, 10}[min(n, 3)] {
		return domain.Invalid("date.malformed")
	}
	if err := domain.CheckYear(date.Year); err != nil {
		return err
	}
	*w = When{Date: date, Precision: precisions[n]}
	return nil
}
