package room

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// Purpose is what a booking is for.
type Purpose string

// The purposes. A block only keeps others out.
const (
	ForMeeting Purpose = "meeting"
	ForEvent   Purpose = "event"
	ForBlock   Purpose = "block"
)

// State is what became of a booking; it is drawn in the package comment.
type State string

// The states.
const (
	Active    State = "active"
	Waiting   State = "waiting"
	Cancelled State = "cancelled"
)

// Hold is how an hour is had.
type Hold string

// The holds.
const (
	Confirmed Hold = "confirmed"
	Tentative Hold = "tentative" // until it is decided
	Asked     Hold = "asked"     // until the owner answers
	Offered   Hold = "offered"   // to who waited for it
)

// How long an hour is kept for somebody.
const (
	KeptTentative = 7 * 24 * time.Hour
	KeptAsked     = 14 * 24 * time.Hour
	KeptOffered   = 48 * time.Hour
)

// Plan is when and what: a series, what is wanted, and single dates that take
// place elsewhere.
type Plan struct {
	Series    recur.Series
	Wants     []Want // the first is the room the others go with
	Elsewhere []Elsewhere
}

// Elsewhere is one date in other rooms than the rest.
type Elsewhere struct {
	Day   domain.Date
	Wants []Want
}

// Booking is a plan with what it is for.
type Booking struct {
	ID        domain.BookingID
	Purpose   Purpose
	Group     domain.GroupID // of a meeting
	Title     string         // of an event or a block; neutral
	Private   bool           // others see that it is taken and nothing else
	Plan      Plan
	State     State
	By        domain.UUID // the user, or the person of a host
	MadeAt    time.Time   // UTC
	ChangedAt time.Time   // UTC
	Sequence  int         // counts changes, RFC 5545 3.8.7.4
	Version   int64
}

// NewBooking is a booking to be made. ID comes from the form, so that a second
// sending makes nothing twice.
type NewBooking struct {
	ID        domain.BookingID
	Purpose   Purpose
	Group     domain.GroupID
	Title     string
	Private   bool
	Plan      Plan
	Tentative bool // kept for KeptTentative, to be decided
}

const (
	maxTitle = 80
	maxWants = 20
	maxStay  = 24 * 60 // minutes of one occurrence
)

// Check notes what is to be mended.
func (n NewBooking) Check() error {
	var p domain.Problems
	switch n.Purpose {
	case ForMeeting:
		if n.Group.IsZero() {
			p.Add("group", "booking.group.missing")
		}
	case ForEvent, ForBlock:
		if !between(n.Title, 1, maxTitle) {
			p.Add("title", "booking.title.missing", domain.Args{"max": maxTitle})
		}
	default:
		p.Add("purpose", "booking.purpose.missing")
	}
	n.Plan.check(&p)
	return p.Err()
}

func between(s string, least, most int) bool {
	n := len([]rune(strings.TrimSpace(s)))
	return least <= n && n <= most
}

func (pl Plan) check(p *domain.Problems) {
	if len(pl.Wants) == 0 {
		p.Add("room", "booking.room.missing")
	}
	all := slices.Clone(pl.Wants)
	twice := wantsTwice(pl.Wants)
	for _, e := range pl.Elsewhere {
		all, twice = append(all, e.Wants...), twice || wantsTwice(e.Wants)
	}
	if twice {
		p.Add("room", "booking.twice")
		return
	}
	for _, w := range all {
		if w.Amount < 1 || w.Resource.IsZero() {
			p.Add("amount", "booking.amount.missing")
			return
		}
	}
	if len(pl.Wants) > maxWants {
		p.Add("room", "booking.room.many", domain.Args{"max": maxWants})
	}
	checkWhen(p, pl)
}

// wantsTwice reports whether the same is wanted two times at once.
func wantsTwice(wants []Want) bool {
	for i, w := range wants {
		if slices.ContainsFunc(wants[:i], func(o Want) bool { return o.Resource == w.Resource }) {
			return true
		}
	}
	return false
}

// checkWhen has the series check itself, and looks whether it meets itself.
func checkWhen(p *domain.Problems, pl Plan) {
	slots, err := pl.Slots()
	if err != nil {
		keep(p, err)
		return
	}
	for i, s := range slots {
		if s.Hi-s.Lo > maxStay {
			p.Add("hours", "booking.long", domain.Args{"hours": maxStay / 60})
			return
		}
		if i > 0 && s.Lo < slots[i-1].Hi {
			p.Add("moved", "booking.itself", domain.Args{"date": s.Day})
			return
		}
	}
	if len(slots) == 0 {
		p.Add("dates", "booking.none")
	}
}

// keep adds what another check found.
func keep(p *domain.Problems, err error) {
	if many, ok := errors.AsType[domain.Problems](err); ok {
		*p = append(*p, many...)
	} else if one, ok := errors.AsType[*domain.Error](err); ok {
		*p = append(*p, one)
	}
}

// Slots are all occurrences, in the order of time. Errors are as of
// recur.Series.All.
func (pl Plan) Slots() ([]Slot, error) {
	all, err := pl.Series.All()
	if err != nil {
		return nil, err
	}
	other := map[domain.Date][]Want{}
	for _, e := range pl.Elsewhere {
		other[e.Day] = e.Wants
	}
	slots := make([]Slot, len(all))
	for i, o := range all {
		slots[i] = Slot{o.Original, o.Interval, pl.Wants}
		if w, ok := other[o.Original]; ok {
			slots[i].Wants = w
		}
	}
	return slots, nil
}

// Resources are all that a plan takes, each once.
func (pl Plan) Resources() (ids []domain.ResourceID) {
	add := func(wants []Want) {
		for _, w := range wants {
			if !slices.Contains(ids, w.Resource) {
				ids = append(ids, w.Resource)
			}
		}
	}
	add(pl.Wants)
	for _, e := range pl.Elsewhere {
		add(e.Wants)
	}
	return ids
}

// resourcesAfter are those that the dates take which are not over.
func (pl Plan) resourcesAfter(now time.Time) (ids []domain.ResourceID) {
	slots, _ := pl.Slots()
	for _, o := range slots {
		for _, w := range o.Wants {
			if o.Hi > now.Unix()/60 && !slices.Contains(ids, w.Resource) {
				ids = append(ids, w.Resource)
			}
		}
	}
	return ids
}

// Occupied is one row of the table in which nothing overlaps, or so many pieces
// of a stock: the interval has the time to prepare and to clean inside.
type Occupied struct {
	No int64 // of the resource
	recur.Interval
	Before, After int // minutes
	Amount        int // pieces; 0 for a room or an item, which is taken as a whole
	Holder        int64
	Booking       domain.BookingID
	Day           domain.Date
	Hold          Hold
	Until         time.Time // UTC, zero when confirmed
}

// Bare is the interval without the time to prepare and to clean.
func (o Occupied) Bare() recur.Interval {
	return recur.Interval{Lo: o.Lo + int64(o.Before), Hi: o.Hi - int64(o.After)}
}

// byTime is the order of rows in one statement: by resource, then by time.
func byTime(a, b Occupied) int { return cmp.Or(cmp.Compare(a.No, b.No), cmp.Compare(a.Lo, b.Lo)) }
