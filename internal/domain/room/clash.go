package room

import (
	"fmt"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// Reason is why a resource cannot be had.
type Reason string

// The reasons. What another booking or a protection of people refuses is Busy
// alike: nobody learns more.
const (
	Busy         Reason = "busy"
	Closed       Reason = "closed"
	Holiday      Reason = "holiday"
	OutsideHours Reason = "outside_hours"
	TooFew       Reason = "too_few" // pieces of a stock
	TooFar       Reason = "too_far" // ahead
	TooMuch      Reason = "too_much"
	Itself       Reason = "itself" // the series meets itself
)

// Refusal is why, with what explains it.
type Refusal struct {
	Reason Reason
	Said   string // of a closure
	Left   int    // pieces that are left, for TooFew
	Most   int    // days for TooFar, minutes a week for TooMuch
	Until  int64  // for Busy: the minute from which it is free again, 0 where that is not told
}

// Clash is one date of a booking that cannot be as it is.
type Clash struct {
	Slot
	Resource domain.ResourceID
	Refusal
}

// Slot is one occurrence of a booking: its day names it in the series, the
// interval is without the time to prepare and to clean.
type Slot struct {
	Day domain.Date
	recur.Interval
	Wants []Want
}

// Want is a resource and how many pieces of it; 1 but for a stock.
type Want struct {
	Resource domain.ResourceID
	Amount   int
}

// Clashes is the error of a booking that cannot be made: all the dates in whose
// way something stands, in their order. It is a KindConflict.
type Clashes []Clash

func (c Clashes) Error() string { return fmt.Sprintf("%d clashes", len(c)) }

// Unwrap gives the kind.
func (c Clashes) Unwrap() error { return domain.Conflict("booking.clash") }

// Days are the days of the clashes, each once.
func (c Clashes) Days() (days []domain.Date) {
	for _, one := range c {
		if len(days) == 0 || days[len(days)-1] != one.Day {
			days = append(days, one.Day)
		}
	}
	return days
}
