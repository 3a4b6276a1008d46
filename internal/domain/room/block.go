package room

import (
	"context"
	"errors"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

// Blocks are hours of a room that somebody else's calendar has. ID comes from
// the form: the bookings' ids are made of it, so that a second sending makes
// nothing twice.
type Blocks struct {
	ID    domain.BookingID
	Room  domain.ResourceID
	Title string // neutral
	Hours []recur.Interval
	Zone  *time.Location
}

const mostBlocks = 300 // dates of one booking

// Block keeps others out of a room at some hours. What is taken or closed
// already stays as it is: Block gives how many hours it took, and how many it
// left.
func (s *Service) Block(ctx context.Context, a authz.Actor, b Blocks) (took, left int, err error) {
	for i, n := range b.bookings() {
		n.ID = nthBooking(b.ID, i)
		clashes, err := s.Look(ctx, a, n)
		if err != nil {
			return took, left, err
		}
		slots, err := n.Plan.Slots()
		if err != nil {
			return took, left, err
		}
		left += len(clashes.Days())
		if n.Plan.Series.Without = clashes.Days(); len(clashes.Days()) == len(slots) {
			continue
		}
		if err := s.Book(ctx, a, n); err != nil {
			if _, again := errors.AsType[Clashes](err); again { // somebody was quicker
				err = domain.Conflict("booking.taken_meanwhile")
			}
			return took, left, err
		}
		took += len(slots) - len(clashes.Days())
	}
	return took, left, nil
}

// nthBooking makes the id of the i-th booking of one form.
func nthBooking(id domain.BookingID, i int) domain.BookingID {
	id.UUID[14] ^= byte((i + 1) >> 8)
	id.UUID[15] ^= byte(i + 1)
	return id
}

// bookings are the hours by their times of day, each a booking on chosen days.
func (b Blocks) bookings() (all []NewBooking) {
	days := map[recur.Hours][]domain.Date{}
	var order []recur.Hours
	for _, in := range b.Hours {
		for _, one := range parts(in, b.Zone) {
			d, h := wallOf(one, b.Zone)
			if _, known := days[h]; !known {
				order = append(order, h)
			}
			if !slices.Contains(days[h], d) {
				days[h] = append(days[h], d)
			}
		}
	}
	for _, h := range order {
		for chunk := range slices.Chunk(days[h], mostBlocks) {
			all = append(all, NewBooking{Purpose: ForBlock, Title: b.Title, Plan: Plan{
				Wants: []Want{{b.Room, 1}}, Series: recur.Series{First: chunk[0], Dates: chunk[1:], Hours: h, Zone: b.Zone},
			}})
		}
	}
	return all
}

// parts cuts what is longer than a day at its midnights, and a day of 25 hours
// once more.
func parts(in recur.Interval, zone *time.Location) (all []recur.Interval) {
	for in.Hi-in.Lo > maxStay {
		next := recur.Instant(domain.DateOf(in.Start(), zone).AddDays(1), 0, zone).Unix() / 60
		if next-in.Lo > maxStay {
			next = in.Lo + maxStay/2
		}
		all = append(all, recur.Interval{Lo: in.Lo, Hi: next})
		in.Lo = next
	}
	return append(all, in)
}

// wallOf is an interval by the clock of a zone.
func wallOf(in recur.Interval, zone *time.Location) (domain.Date, recur.Hours) {
	from, to := in.Start().In(zone), in.End().In(zone)
	day := domain.DateOf(from, zone)
	return day, recur.Hours{
		From: domain.TimeOfDay(from.Hour()*60 + from.Minute()), To: domain.TimeOfDay(to.Hour()*60 + to.Minute()),
		Nights: int(domain.DateOf(to, zone).Time(time.UTC).Sub(day.Time(time.UTC)).Hours() / 24),
	}
}
