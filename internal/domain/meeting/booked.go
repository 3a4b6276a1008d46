package meeting

import (
	"context"
	"encoding/binary"
	"time"

	"krag/internal/domain"
)

// Booked is one day of a booking that a group's meeting stands on. Day names it
// in the booking, whatever day it is moved to.
type Booked struct {
	Day      domain.Date
	StartsAt time.Time // UTC
	EndsAt   time.Time // UTC
	Place    string
}

// bookedID makes the id of the meeting on a day of a booking: the booking's own
// with the day mixed into its last four bytes.
func bookedID(s domain.SeriesID, day domain.Date) domain.MeetingID {
	id := domain.MeetingID(s)
	var days [4]byte
	binary.BigEndian.PutUint32(days[:], uint32(day.Time(time.UTC).Unix()/(24*60*60))+1)
	for i, b := range days {
		id.UUID[12+i] ^= b
	}
	return id
}

// PlanBooked plans a meeting on each day of a booking, inside the caller's
// transaction. A meeting that is there already stays.
func (s *Service) PlanBooked(ctx context.Context, scope domain.Scope, group domain.GroupID, booking domain.SeriesID, days []Booked) error {
	if len(days) == 0 {
		return nil
	}
	all := make([]Meeting, len(days))
	for i, d := range days {
		all[i] = Meeting{
			ID: bookedID(booking, d.Day), Group: group, Series: booking, State: Planned, Version: 1,
			StartsAt: d.StartsAt, EndsAt: d.EndsAt, Place: d.Place,
		}
	}
	_, err := s.store.Insert(ctx, scope, all)
	return err
}

// Following is what becomes of the meetings of a booking that is not as it was.
type Following struct {
	Group   domain.GroupID
	Booking domain.SeriesID
	Carried []Carry       // days that it has anew, in the place of others
	Gone    []domain.Date // days that it has no more
	Changed []Booked      // days that are not as they were
}

// Carry is a day of a booking in the place of another, whose meeting it takes on.
type Carry struct {
	From domain.Date
	To   Booked
}

// FollowBooked moves the meetings of a booking to where its days are now, plans
// those that are carried and calls off those whose day is gone, inside the caller's
// transaction. What was held stays as it was, and so does what nobody planned.
// Whoever would come hears of all of it at once.
func (s *Service) FollowBooked(ctx context.Context, scope domain.Scope, f Following) error {
	var were []Meeting
	carried, err := s.carry(ctx, scope, f)
	if err != nil {
		return err
	}
	follow := func(state State, day domain.Date, change func(*Meeting)) {
		if err != nil {
			return
		}
		var was Meeting
		var moved bool
		if was, moved, err = s.from(ctx, scope, state, bookedID(f.Booking, day), change); moved {
			were = append(were, was)
		}
	}
	for _, d := range carried { // it was planned there before, and went away
		follow(Cancelled, d.Day, func(m *Meeting) { m.State, m.StartsAt, m.EndsAt, m.Place = Planned, d.StartsAt, d.EndsAt, d.Place })
	}
	for _, day := range f.Gone {
		follow(Planned, day, func(m *Meeting) { m.State = Cancelled })
	}
	for _, d := range f.Changed {
		follow(Planned, d.Day, func(m *Meeting) { m.StartsAt, m.EndsAt, m.Place = d.StartsAt, d.EndsAt, d.Place })
	}
	if err != nil || len(were) == 0 {
		return err
	}
	return s.ear.Heard(ctx, scope, were...)
}

// carry plans a meeting on a day that a booking has anew where one is planned on
// the day it comes from, and gives these days. What somebody called off does not
// come back with its day.
func (s *Service) carry(ctx context.Context, scope domain.Scope, f Following) (fresh []Booked, err error) {
	for _, d := range f.Carried {
		m, err := s.store.ByID(ctx, scope, bookedID(f.Booking, d.From))
		if err == nil && m.State == Planned {
			fresh = append(fresh, d.To)
		}
		if err != nil && domain.KindOf(err) != domain.KindNotFound {
			return nil, err
		}
	}
	return fresh, s.PlanBooked(ctx, scope, f.Group, f.Booking, fresh)
}

// from changes a meeting that is in a state, and leaves any other alone. It gives
// the meeting as it was, and whether it was changed.
func (s *Service) from(ctx context.Context, scope domain.Scope, state State, id domain.MeetingID, change func(*Meeting)) (was Meeting, moved bool, err error) {
	was, err = s.store.ByID(ctx, scope, id)
	switch {
	case domain.KindOf(err) == domain.KindNotFound:
		return was, false, nil
	case err != nil, was.State != state:
		return was, false, err
	}
	m := was
	change(&m)
	err = s.update(ctx, scope, m)
	return was, err == nil, err
}

// Stands reports, inside the caller's transaction, whether a meeting stands on a
// day of a booking.
func (s *Service) Stands(ctx context.Context, scope domain.Scope, booking domain.SeriesID, day domain.Date) (bool, error) {
	_, err := s.store.ByID(ctx, scope, bookedID(booking, day))
	if domain.KindOf(err) == domain.KindNotFound {
		return false, nil
	}
	return err == nil, err
}
