package room

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// DutyKind is who opens or locks.
type DutyKind string

// The kinds: nobody is named, somebody of the staff, the group's host, or
// whoever has the key.
const (
	DutyNobody DutyKind = ""
	DutyStaff  DutyKind = "staff"
	DutyHost   DutyKind = "host"
	DutyKey    DutyKind = "key"
)

// OnDuty is who it is.
type OnDuty struct {
	Kind DutyKind
	User domain.UserID // of the staff
}

// Duty is who opens and who locks for a booking: on one day, or with the day
// zero on all that have none of their own.
type Duty struct {
	Booking      domain.BookingID
	Day          domain.Date
	Opens, Locks OnDuty
	Version      int64 // 0 for one that is not stored
}

// On is the duty of a day among all of a booking.
func On(all []Duty, day domain.Date) (d Duty) {
	for _, one := range all {
		if one.Day == day || one.Day.IsZero() && d.Day.IsZero() {
			d = one
		}
	}
	return d
}

// SetDuty says who opens and who locks; Version is the one the form showed. It
// makes none twice.
func (s *Service) SetDuty(ctx context.Context, a authz.Actor, d Duty) error {
	return s.desk.Change(ctx, a, ActKeys, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		b, err := s.store.Booking(ctx, a.Scope, d.Booking)
		if err != nil {
			return e, err
		}
		if err := s.checkDuty(ctx, a, b, d); err != nil {
			return e, err
		}
		changed, err := s.putDuty(ctx, a, d)
		if err != nil || !changed {
			return e, err
		}
		return audit.On(a, ActKeys, "booking", d.Booking.UUID).In(b.Group), nil
	})
}

// putDuty stores a duty. One that says the same already is no change, also when
// it was stored meanwhile.
func (s *Service) putDuty(ctx context.Context, a authz.Actor, d Duty) (bool, error) {
	if said, err := s.saidOnDuty(ctx, a, d); said || err != nil {
		return false, err
	}
	stale := s.store.PutDuty(ctx, a.Scope, d)
	if domain.KindOf(stale) == domain.KindStale {
		if said, err := s.saidOnDuty(ctx, a, d); said || err != nil {
			return false, err
		}
	}
	return stale == nil, stale
}

// saidOnDuty reports whether the same is stored.
func (s *Service) saidOnDuty(ctx context.Context, a authz.Actor, d Duty) (bool, error) {
	all, err := s.store.Duties(ctx, a.Scope, d.Booking)
	return slices.ContainsFunc(all, func(o Duty) bool { return o.Day == d.Day && o.Opens == d.Opens && o.Locks == d.Locks }), err
}

func (s *Service) checkDuty(ctx context.Context, a authz.Actor, b Booking, d Duty) error {
	var p domain.Problems
	for field, who := range map[string]OnDuty{"opens": d.Opens, "locks": d.Locks} {
		works, err := who.Kind != DutyStaff, error(nil)
		if !works {
			works, err = s.store.Works(ctx, a.Scope, who.User)
		}
		if err != nil {
			return err
		}
		missing(&p, !works || who.Kind == DutyHost && b.Group.IsZero(), field, "key.duty.missing")
	}
	if slots, err := b.Plan.Slots(); err != nil || !d.Day.IsZero() && !slices.ContainsFunc(slots, func(o Slot) bool { return o.Day == d.Day }) {
		return domain.NotFound("error.not_found")
	}
	return p.Err()
}

// Duties are those of a booking; On picks that of a day. Whoever may see the
// booking may see them.
func (s *Service) Duties(ctx context.Context, a authz.Actor, id domain.BookingID) (all []Duty, err error) {
	b, err := s.find(ctx, a, id)
	if err != nil {
		return nil, err
	}
	err = s.desk.View(ctx, a, may(b.Purpose), authz.Resource{Scope: a.Scope, Group: b.Group}, func(ctx context.Context) (err error) {
		all, err = s.store.Duties(ctx, a.Scope, id)
		return err
	})
	return all, err
}

// keepDuties has the same people open and lock for dates that became a booking
// of their own.
func (s *Service) keepDuties(ctx context.Context, a authz.Actor, of, next domain.BookingID) error {
	all, err := s.store.Duties(ctx, a.Scope, of)
	if err != nil {
		return err
	}
	for _, d := range all {
		if !d.Day.IsZero() { // a day has another name there
			continue
		}
		d.Booking, d.Version = next, 0
		if err := s.store.PutDuty(ctx, a.Scope, d); err != nil {
			return err
		}
	}
	return nil
}
