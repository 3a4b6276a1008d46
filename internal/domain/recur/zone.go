package recur

import (
	"time"

	"krag/internal/domain"
)

// Instant is the moment, in UTC, at which clocks in a zone show a time of day
// on a date. RFC 5545 3.3.5 decides over a clock change: a time that comes
// twice means the first; one that is skipped is read with the offset from
// before, and so lies as much after the change as it would have lain in it
// (02:30 becomes 03:30).
//
// It agrees with domain.Date.At but for a time that comes twice, of which that
// one leaves open which it takes.
func Instant(d domain.Date, c domain.TimeOfDay, zone *time.Location) time.Time {
	wall := d.Time(time.UTC).Add(time.Duration(c) * time.Minute)
	// Clocks are at most 12 h behind and 14 h ahead of UTC: these two moments
	// lie before and after any that the clock could mean.
	before, after := offset(wall.Add(-15*time.Hour), zone), offset(wall.Add(13*time.Hour), zone)
	first, second := wall.Add(-before), wall.Add(-after)
	if offset(first, zone) != before && offset(second, zone) == after {
		return second
	}
	return first
}

// offset is how far clocks in a zone are ahead of UTC.
func offset(t time.Time, zone *time.Location) time.Duration {
	_, seconds := t.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}

// Interval is a span of time, half open: Lo belongs to it and Hi does not. Both
// are whole minutes since 1970-01-01 00:00 UTC, and Lo comes before Hi.
type Interval struct{ Lo, Hi int64 }

// Start is the first moment of the interval, in UTC.
func (i Interval) Start() time.Time { return time.Unix(60*i.Lo, 0).UTC() }

// End is the first moment after the interval, in UTC.
func (i Interval) End() time.Time { return time.Unix(60*i.Hi, 0).UTC() }

// Hours are the times of day between which something takes place, by the clock
// on the wall: To is on the same day, or so many nights later. Midnight as an
// end is 00:00 after one night.
type Hours struct {
	From   domain.TimeOfDay
	To     domain.TimeOfDay
	Nights int // 0 to 31
}

const (
	maxNights   = 31
	minutesADay = 24 * 60
)

// minutes is how long the hours are by the clock.
func (h Hours) minutes() int { return h.Nights*minutesADay + int(h.To) - int(h.From) }

func (h Hours) check(p *domain.Problems, field string) {
	outside := func(c domain.TimeOfDay) bool { return c < 0 || c >= minutesADay }
	switch {
	case outside(h.From), outside(h.To):
		p.Add(field, "time.malformed")
	case h.Nights < 0 || h.Nights > maxNights:
		p.Add(field, "recur.nights", domain.Args{"max": maxNights})
	case h.minutes() <= 0:
		p.Add(field, "recur.hours")
	}
}

// On is when the hours are on a day in a zone, in the years 1990 to 2100. An
// error is Invalid: the hours or the day are outside of what can be.
func (h Hours) On(d domain.Date, zone *time.Location) (Interval, error) {
	var p domain.Problems
	if h.check(&p, "hours"); !known(d) {
		p.Add("date", "recur.range", years)
	}
	if len(p) > 0 {
		return Interval{}, p
	}
	return h.on(d, zone), nil
}

// on is when the hours are on a day in a zone. The end is by the clock; where
// the beginning was skipped past it, the length is.
func (h Hours) on(d domain.Date, zone *time.Location) Interval {
	i := Interval{Instant(d, h.From, zone).Unix() / 60, Instant(d.AddDays(h.Nights), h.To, zone).Unix() / 60}
	if i.Hi <= i.Lo {
		i.Hi = i.Lo + int64(h.minutes())
	}
	return i
}
