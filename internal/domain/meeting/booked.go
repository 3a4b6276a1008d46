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

// FollowBooked moves the meetings of a booking to where its days are now, and
// calls off those whose day is gone, inside the caller's transaction. What was
// held stays as it was, and so does what nobody planned.
func (s *Service) FollowBooked(ctx context.Context, scope domain.Scope, booking domain.SeriesID, gone []domain.Date, now []Booked) error {
	for _, day := range gone {
		err := s.follow(ctx, scope, bookedID(booking, day), func(m *Meeting) { m.State = Cancelled })
		if err != nil {
			return err
		}
	}
	for _, d := range now {
		err := s.follow(ctx, scope, bookedID(booking, d.Day), func(m *Meeting) { m.StartsAt, m.EndsAt, m.Place = d.StartsAt, d.EndsAt, d.Place })
		if err != nil {
			return err
		}
	}
	return nil
}

// Carry is a day of a booking in the place of another, whose meeting it takes on.
type Carry struct {
	From domain.Date
	To   Booked
}

// CarryBooked plans a meeting on a day that a booking has anew where one is
// planned on the day it comes from, inside the caller's transaction and before
// that is called off. What somebody called off does not come back with its day.
func (s *Service) CarryBooked(ctx context.Context, scope domain.Scope, group domain.GroupID, booking domain.SeriesID, days []Carry) error {
	var fresh []Booked
	for _, d := range days {
		m, err := s.store.ByID(ctx, scope, bookedID(booking, d.From))
		if err == nil && m.State == Planned {
			fresh = append(fresh, d.To)
		}
		if err != nil && domain.KindOf(err) != domain.KindNotFound {
			return err
		}
	}
	if err := s.PlanBooked(ctx, scope, group, booking, fresh); err != nil {
		return err
	}
	for _, d := range fresh { // it was planned there before, and went away
		err := s.from(ctx, scope, Cancelled, bookedID(booking, d.Day), func(m *Meeting) {
			m.State, m.StartsAt, m.EndsAt, m.Place = Planned, d.StartsAt, d.EndsAt, d.Place
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) follow(ctx context.Context, scope domain.Scope, id domain.MeetingID, change func(*Meeting)) error {
	return s.from(ctx, scope, Planned, id, change)
}

// from changes a meeting that is in a state, and leaves any other alone.
func (s *Service) from(ctx context.Context, scope domain.Scope, state State, id domain.MeetingID, change func(*Meeting)) error {
	m, err := s.store.ByID(ctx, scope, id)
	switch {
	case domain.KindOf(err) == domain.KindNotFound:
		return nil
	case err != nil:
		return err
	case m.State != state:
		return nil
	}
	was := m
	change(&m)
	if err := s.store.Update(ctx, scope, m); err != nil {
		return err
	}
	return s.ear.Heard(ctx, scope, was)
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
