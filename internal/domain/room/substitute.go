package room

import (
	"cmp"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
)

// Substitute is another room or another time for one date of a booking.
type Substitute struct {
	Room     domain.ResourceID
	Date     domain.Date
	Hours    recur.Hours
	Resource Resource
	Later    int      // minutes after the wanted time; before it when negative
	Lacks    []Access // what the wanted room has and this one has not
}

const (
	mostOffers = 3
	stepTime   = 15      // minutes between the times that are tried
	lackCosts  = 12 * 60 // a missing way of access weighs as much as half a day
)

// Substitutes are the best three by fit for a date that clashes: another room at
// the same time, with as many places as the wanted one has; the wanted room
// earlier or later on the day, the nearest of each; the wanted room a day before
// or after. Each can really be had, with all that goes with the room, by terms,
// buffers and rows; none is before today.
//
// Rows are those around the date, of all resources. One with the number 0 stands
// in the way of every resource: such are the other dates of the same series.
func Substitutes(clash Slot, wanted Resource, all []Resource, rows []Occupied, zone *time.Location, today domain.Date) []Substitute {
	f := finder{clash: clash, hours: clockHours(clash.Interval, zone), wanted: wanted, all: all, zone: zone, now: recur.Instant(today, 0, zone).Unix() / 60}
	for _, o := range rows {
		if o.No == 0 {
			f.own = append(f.own, Slot{Day: o.Day, Interval: o.Interval})
		} else {
			f.rows = append(f.rows, o)
		}
	}
	slices.SortFunc(f.rows, byTime)
	return f.substitutes()
}

// clockHours are the hours of an interval by the clocks of a zone.
func clockHours(in recur.Interval, zone *time.Location) recur.Hours {
	from, to := in.Start().In(zone), in.End().In(zone)
	h := recur.Hours{From: domain.TimeOfDay(from.Hour()*60 + from.Minute()), To: domain.TimeOfDay(to.Hour()*60 + to.Minute())}
	first, last := domain.DateOf(from, zone), domain.DateOf(to, zone)
	for d := first; d.Before(last); d = d.AddDays(1) {
		h.Nights++
	}
	return h
}

// finder looks for substitutes of one clashing date.
type finder struct {
	clash  Slot
	hours  recur.Hours
	wanted Resource
	all    []Resource
	rows   []Occupied // by resource and time, of all resources around the date
	own    []Slot     // the dates of the same booking
	zone   *time.Location
	now    int64 // minutes: nothing earlier is offered
}

func (f finder) substitutes() (offers []Substitute) {
	day := domain.DateOf(f.clash.Start(), f.zone)
	for _, r := range f.all {
		if r.Kind == KindRoom && r.ID != f.wanted.ID && r.Capacity >= f.wanted.Capacity {
			offers = f.add(offers, r, day, f.hours)
		}
	}
	offers = append(offers, f.nearest(day, stepTime)...)
	offers = append(offers, f.nearest(day, -stepTime)...)
	for _, d := range []domain.Date{day.AddDays(1), day.AddDays(-1)} {
		offers = f.add(offers, f.wanted, d, f.hours)
	}
	slices.SortStableFunc(offers, f.order)
	return offers[:min(mostOffers, len(offers))]
}

// order puts the better first: of two that cost as much, what is nearer in time,
// then what is later, then by name.
func (f finder) order(a, b Substitute) int {
	return cmp.Or(
		cmp.Compare(f.cost(a), f.cost(b)), cmp.Compare(distance(a.Later), distance(b.Later)), cmp.Compare(b.Later, a.Later),
		cmp.Compare(a.Resource.Name, b.Resource.Name), cmp.Compare(a.Resource.No, b.Resource.No),
	)
}

func distance(minutes int) int { return max(minutes, -minutes) }

// add offers a room at a time when it is free then.
func (f finder) add(offers []Substitute, r Resource, day domain.Date, h recur.Hours) []Substitute {
	in, err := h.On(day, f.zone)
	if err != nil || in.Lo < f.now || !f.free(r, in) {
		return offers
	}
	one := Substitute{Room: r.ID, Resource: r, Date: day, Hours: h, Later: int(in.Lo - f.clash.Lo)}
	for _, a := range f.wanted.Access {
		if !slices.Contains(r.Access, a) {
			one.Lacks = append(one.Lacks, a)
		}
	}
	return append(offers, one)
}

// nearest is the first time of the day that is free in one direction.
func (f finder) nearest(day domain.Date, step int) []Substitute {
	for n := step; ; n += step {
		h, within := shifted(f.hours, n)
		if !within {
			return nil
		}
		if found := f.add(nil, f.wanted, day, h); found != nil {
			return found
		}
	}
}

// shifted are hours that begin so many minutes later on the same day, false when
// that would be another day.
func shifted(h recur.Hours, minutes int) (recur.Hours, bool) {
	from, to := int(h.From)+minutes, int(h.To)+h.Nights*minutesADay+minutes
	if from < 0 || from >= minutesADay {
		return h, false
	}
	return recur.Hours{From: domain.TimeOfDay(from), To: domain.TimeOfDay(to % minutesADay), Nights: to / minutesADay}, true
}

// free reports whether a room can be had for an interval, and all that goes with
// it.
func (f finder) free(r Resource, in recur.Interval) bool {
	if !f.has(r, 1, in) {
		return false
	}
	for _, w := range f.clash.Wants {
		if w.Resource == f.wanted.ID {
			continue
		}
		i := slices.IndexFunc(f.all, func(o Resource) bool { return o.ID == w.Resource })
		if i < 0 || w.Resource == r.ID || !f.has(f.all[i], w.Amount, in) {
			return false
		}
	}
	return !slices.ContainsFunc(f.own, func(o Slot) bool { return o.Day != f.clash.Day && meets(r, o, in) })
}

// meets reports whether a slot of the same booking is in the way of an interval:
// in another room nobody has to clean between.
func meets(r Resource, o Slot, in recur.Interval) bool {
	whole := o.Interval
	if amount(o, r.ID) > 0 {
		whole, in = r.around(whole), r.around(in)
	}
	return whole.Lo < in.Hi && in.Lo < whole.Hi
}

// has reports whether so many pieces of a resource can be had.
func (f finder) has(r Resource, amount int, in recur.Interval) bool {
	of := r.rows(f.rows)
	if r.Refused(of, in, f.zone, time.Unix(60*f.now, 0)).Reason != "" {
		return false
	}
	return r.Kind != KindStock || r.Amount-most(of, r.around(in)) >= amount
}

// cost is how far a substitute is from what was wanted, in minutes: the time
// between, what is lacking, and places too many, so that the smallest that will do
// comes first.
func (f finder) cost(s Substitute) int {
	return distance(s.Later) + len(s.Lacks)*lackCosts + min(max(0, s.Resource.Capacity-f.wanted.Capacity), stepTime-1)
}
