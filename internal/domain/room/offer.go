package room

import (
	"cmp"
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

// Substitute is another room or another time for one date of a booking.
type Substitute struct {
	Resource Resource
	Date     domain.Date
	Hours    recur.Hours
	Later    int      // minutes after the wanted time; before it when negative
	Lacks    []Access // what the wanted room has and this one has not
}

const (
	mostOffers = 3
	stepTime   = 15      // minutes between the times that are tried
	widest     = 5 * 60  // minutes from the wanted time on the same day
	lackCosts  = 12 * 60 // a missing way of access weighs as much as half a day
)

// finder looks for substitutes of one clashing date.
type finder struct {
	clash  Slot
	hours  recur.Hours
	wanted Resource
	rows   []Occupied // by resource and time, of all resources around the date
	own    []Slot     // the other dates of the same booking
	zone   *time.Location
	now    int64 // minutes: nothing earlier is offered
}

// substitutes are the best three by fit: another room at the same time; the
// same room earlier or later on the day; the same room a day before or after.
// Each is really free, by terms, buffers and rows.
func (f finder) substitutes(all []Resource) (offers []Substitute) {
	day := domain.DateOf(f.clash.Start(), f.zone)
	for _, r := range all {
		if r.Kind == KindRoom && r.ID != f.wanted.ID && r.Capacity >= f.wanted.Capacity {
			offers = f.add(offers, r, day, f.hours)
		}
	}
	offers = append(offers, f.nearest(day, stepTime)...)
	offers = append(offers, f.nearest(day, -stepTime)...)
	for _, d := range []domain.Date{day.AddDays(-1), day.AddDays(1)} {
		offers = f.add(offers, f.wanted, d, f.hours)
	}
	slices.SortStableFunc(offers, func(a, b Substitute) int { return cmp.Compare(f.cost(a), f.cost(b)) })
	return offers[:min(mostOffers, len(offers))]
}

// add offers a room at a time when it is free then.
func (f finder) add(offers []Substitute, r Resource, day domain.Date, h recur.Hours) []Substitute {
	in, err := h.On(day, f.zone)
	if err != nil || in.Lo < f.now || !f.free(r, in) {
		return offers
	}
	one := Substitute{Resource: r, Date: day, Hours: h, Later: int(in.Lo - f.clash.Lo)}
	for _, a := range f.wanted.Access {
		if !slices.Contains(r.Access, a) {
			one.Lacks = append(one.Lacks, a)
		}
	}
	return append(offers, one)
}

// nearest is the first time of the day that is free in one direction.
func (f finder) nearest(day domain.Date, step int) []Substitute {
	for n := step; max(n, -n) <= widest; n += step {
		h := f.hours
		h.From, h.To = h.From+domain.TimeOfDay(n), h.To+domain.TimeOfDay(n)
		if h.From < 0 || h.To < 0 || h.From >= minutesADay || h.To >= minutesADay {
			return nil
		}
		if found := f.add(nil, f.wanted, day, h); found != nil {
			return found
		}
	}
	return nil
}

// free reports whether a resource can be had for an interval.
func (f finder) free(r Resource, in recur.Interval) bool {
	if !r.RetiredAt.IsZero() || r.Refuses(in, f.zone).Reason != "" {
		return false
	}
	whole := r.around(in)
	if _, taken := overlap(f.rows, r.No, whole, domain.BookingID{}); taken {
		return false
	}
	return !slices.ContainsFunc(f.own, func(o Slot) bool {
		return o.Day != f.clash.Day && o.Lo < in.Hi && in.Lo < o.Hi
	})
}

// cost is how far a substitute is from what was wanted, in minutes: the time
// between, what is lacking, and places too many, so that the smallest that will do
// comes first.
func (f finder) cost(s Substitute) int {
	return max(s.Later, -s.Later) + len(s.Lacks)*lackCosts + min(max(0, s.Resource.Capacity-f.wanted.Capacity), stepTime-1)
}

// mostClashes is for how many dates substitutes are looked for.
const mostClashes = 30

// Offers finds substitutes for the dates of a booking that clash, for the first
// mostClashes of them.
func (s *Service) Offers(ctx context.Context, a authz.Actor, n NewBooking, clashes Clashes) (map[domain.Date][]Substitute, error) {
	offers := map[domain.Date][]Substitute{}
	slots, err := n.Plan.Slots()
	if err != nil {
		return nil, err
	}
	err = s.desk.View(ctx, a, may(n.Purpose), authz.Resource{Scope: a.Scope, Group: n.Group}, func(ctx context.Context) error {
		all, err := s.store.Bookable(ctx, a.Scope)
		if err != nil {
			return err
		}
		all = slices.DeleteFunc(all, func(r Resource) bool { return mayHave(a, []Resource{r}) != nil })
		for _, day := range clashes.Days()[:min(len(clashes.Days()), mostClashes)] {
			i := slices.IndexFunc(slots, func(o Slot) bool { return o.Day == day })
			if offers[day], err = s.offersFor(ctx, slots[i], slots, n, all); err != nil {
				return err
			}
		}
		return nil
	})
	return offers, err
}

// offersFor finds them for one date. Where what clashes is not the room but
// what goes with it, another room is no help; another time may be.
func (s *Service) offersFor(ctx context.Context, clash Slot, own []Slot, n NewBooking, all []Resource) ([]Substitute, error) {
	i := slices.IndexFunc(all, func(r Resource) bool { return r.ID == clash.Wants[0].Resource })
	if i < 0 {
		return nil, nil
	}
	in := recur.Interval{Lo: clash.Lo - 2*minutesADay, Hi: clash.Hi + 2*minutesADay}
	now := s.desk.Clock.Now()
	rows, err := s.store.Occupied(ctx, numbers(all), in, now)
	f := finder{
		clash: clash, hours: hoursOf(n.Plan, clash.Day), wanted: all[i], rows: rows, own: own, zone: n.Plan.Series.Zone, now: now.Unix() / 60,
	}
	return f.substitutes(all), err
}

// hoursOf are the hours of one date of a plan.
func hoursOf(p Plan, day domain.Date) recur.Hours {
	for _, m := range p.Series.Moved {
		if m.Original == day {
			return m.Hours
		}
	}
	return p.Series.Hours
}
