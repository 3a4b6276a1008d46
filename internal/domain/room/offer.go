package room

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

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
		clash: clash, hours: hoursOf(n.Plan, clash.Day), wanted: all[i], all: all, rows: rows, own: own, zone: n.Plan.Series.Zone, now: now.Unix() / 60,
	}
	return f.substitutes(), err
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
