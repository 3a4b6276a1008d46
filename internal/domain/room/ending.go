package room

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
)

// EndFrom gives back, inside the caller's transaction, what some bookings of a
// group have from an instant on, which is not before now, and reports
// whether that was anything. Ids that are none of its bookings are passed by.
func (s *Service) EndFrom(ctx context.Context, scope domain.Scope, group domain.GroupID, ids []domain.BookingID, from time.Time) (freed bool, err error) {
	all, err := s.ending(ctx, scope, group, ids)
	if err != nil || len(all) == 0 {
		return false, err
	}
	var taken []domain.ResourceID
	for _, b := range all {
		taken = append(taken, b.Plan.Resources()...)
	}
	if _, err := s.takeStill(ctx, scope, taken); err != nil {
		return false, err
	}
	if all, err = s.ending(ctx, scope, group, ids); err != nil { // as they are now that nobody changes them
		return false, err
	}
	for _, b := range all {
		some, err := s.endFrom(ctx, scope, b, from)
		if err != nil {
			return false, err
		}
		freed = freed || some
	}
	return freed, nil
}

// ending are those of some bookings of a group that have something ahead.
func (s *Service) ending(ctx context.Context, scope domain.Scope, group domain.GroupID, ids []domain.BookingID) ([]Booking, error) {
	all, err := s.store.OfGroup(ctx, scope, group, s.desk.Clock.Now())
	return slices.DeleteFunc(all, func(b Booking) bool { return b.State != Active || !slices.Contains(ids, b.ID) }), err
}

func (s *Service) endFrom(ctx context.Context, scope domain.Scope, b Booking, from time.Time) (some bool, err error) {
	rest, gone, err := b.Plan.endingAt(from)
	switch {
	case err != nil || len(gone) == 0:
		return false, err
	case len(gone) == len(b.Plan.days()):
		err = s.cancel(ctx, &b)
	default:
		b.Plan = rest
		var freed []Occupied
		if freed, err = s.release(ctx, b.ID, gone); err == nil {
			err = s.free(ctx, freed)
		}
	}
	if err != nil {
		return false, err
	}
	b.ChangedAt, b.Sequence = s.desk.Clock.Now(), b.Sequence+1
	return true, s.store.Update(ctx, scope, b)
}

// endingAt is what is left of a plan before an instant, and the days that are
// gone then. A date that was moved goes with the day it was moved to. When
// nothing is left, or nothing is gone, the plan stays as it is.
func (pl Plan) endingAt(from time.Time) (rest Plan, gone []domain.Date, err error) {
	slots, err := pl.Slots()
	if err != nil {
		return pl, nil, err
	}
	var last domain.Date // of those that stay
	for _, o := range slots {
		switch {
		case !o.Start().Before(from):
			gone = append(gone, o.Day)
		case last.Before(o.Day):
			last = o.Day
		}
	}
	if len(gone) == 0 || len(gone) == len(slots) {
		return pl, gone, nil
	}
	slices.SortFunc(gone, func(a, b domain.Date) int { return a.Time(time.UTC).Compare(b.Time(time.UTC)) })
	rest, err = pl.leaving(gone, last)
	return rest, gone, err
}

// leaving is a plan without some days, in their order: it is cut off after the
// last that stays, and what lies before that is left out.
func (pl Plan) leaving(gone []domain.Date, last domain.Date) (rest Plan, err error) {
	rest = pl
	at := slices.IndexFunc(gone, last.Before)
	if at >= 0 {
		if rest, _, err = rest.split(gone[at]); err != nil {
			return pl, err
		}
		gone = gone[:at]
	}
	for _, day := range gone {
		if rest, err = rest.without(day); err != nil {
			return pl, err
		}
	}
	return rest, nil
}
