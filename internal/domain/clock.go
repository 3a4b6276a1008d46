package domain

import "time"

// Clock tells the time. The whole house asks it instead of time.Now, so that
// a test can stand at the night of a clock change.
type Clock interface{ Now() time.Time }

// ClockFunc makes a Clock of a function.
type ClockFunc func() time.Time

// Now gives the current instant in UTC, cut to the microsecond, which is the
// finest both engines keep.
func (f ClockFunc) Now() time.Time { return f().UTC().Truncate(time.Microsecond) }

// SystemClock is the clock of the machine.
var SystemClock Clock = ClockFunc(time.Now)
