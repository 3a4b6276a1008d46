package notify

import (
	"time"

	"krag/internal/domain"
)

// Mode is whether an institution sends.
type Mode string

// The modes. What would have been sent in a test stands on a page instead.
const (
	Live Mode = "live"
	Test Mode = "test"
	Mute Mode = "mute"
)

// House is how an institution sends.
type House struct {
	Mode      Mode
	From      domain.TimeOfDay // nothing is sent before it in the morning,
	Until     domain.TimeOfDay // or from it on in the evening
	Rounds    []int            // minutes before a meeting, where a group has none of its own
	PerHour   int              // e-mails and SMS an hour, 0 for as many as there are
	PartsEach int              // pieces of SMS a calendar month, 0 for as many as there are
	Sender    string           // the neutral name under which it writes; empty for the program's own
	Zone      *time.Location
	Version   int64 // 0 before anybody changed it
}

// The rounds that can be chosen, in minutes before a meeting.
var RoundChoices = []int{7 * 24 * 60, 2 * 24 * 60, 24 * 60, 2 * 60}

// Standard is an institution that has changed nothing.
func Standard(zone *time.Location) House {
	return House{Mode: Mute, From: 8 * 60, Until: 20 * 60, Rounds: []int{24 * 60}, PerHour: 1000, PartsEach: 2000, Zone: zone}
}

// stretch is by how much what is urgent may come earlier or later than the house
// sends otherwise: nobody is woken at three.
const stretch = 120

// wide are the hours of the house for what is urgent.
func (h House) wide() (from, until domain.TimeOfDay) {
	if h.From == h.Until {
		return h.From, h.Until
	}
	from, until = (h.From-stretch+24*60)%(24*60), (h.Until+stretch)%(24*60)
	if shut := (h.From - h.Until + 24*60) % (24 * 60); shut <= 2*stretch {
		return 0, 0 // nothing is left of the night
	}
	return from, until
}

// opening is the first instant from now on that lies in the hours of a day; now
// itself when it does. Hours that end before they begin last over midnight, and
// equal ones last all day. A day of a clock change is as long as it is: what the
// clock skips is passed by, and an hour that comes twice is open twice.
func opening(now time.Time, from, until domain.TimeOfDay, zone *time.Location) time.Time {
	if from == until {
		return now
	}
	local := now.In(zone)
	clock := domain.TimeOfDay(local.Hour()*60 + local.Minute())
	inside := from <= clock && clock < until
	if from > until {
		inside = clock >= from || clock < until
	}
	if inside {
		return now
	}
	today := domain.DateOf(now, zone)
	for day := range 3 {
		if at := today.AddDays(day).At(from, zone).UTC(); at.After(now) {
			return at
		}
	}
	return now // cannot be: a day begins within two
}
