package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/domain/room"
	"krag/internal/store/query"
)

// Booker is who made a booking; see notify.Store.
func (s *Messages) Booker(ctx context.Context, scope domain.Scope, booking domain.UUID) (notify.Party, error) {
	r, err := queries(ctx).Booker(ctx, query.BookerParams{InstitutionNo: scope.Institution(), ID: booking})
	if errors.Is(err, sql.ErrNoRows) {
		return notify.Party{}, nil
	}
	return notify.Party{Person: domain.PersonID{UUID: r.PersonID}, User: domain.UserID{UUID: r.UserID}}, err
}

// had is what is had of a booking, and by whom it was refused.
type had struct {
	room.Booking
	rows    []room.Occupied
	refused []domain.ResourceID // of which nothing is kept
}

// bookingFacts adds what is true of bookings, as of when their newest message was
// made. One that is not decided yet is missing.
func (s *Messages) bookingFacts(ctx context.Context, scope domain.Scope, all []notify.Message, facts map[notify.Topic]notify.Fact) error {
	topics, ids, err := topicsOf(all, func(k notify.Kind) bool { return k == notify.Booking })
	if err != nil || len(topics) == 0 {
		return err
	}
	at := map[domain.UUID]time.Time{}
	for _, m := range all {
		if m.Kind == notify.Booking && m.MadeAt.After(at[m.About]) {
			at[m.About] = m.MadeAt
		}
	}
	bookings, err := bookingsHad(ctx, scope, ids)
	if err != nil {
		return err
	}
	for id, h := range bookings {
		f, decided := h.fact(at[id])
		for _, topic := range topics[id] {
			if decided {
				facts[topic] = f
			}
		}
	}
	return nil
}

func bookingsHad(ctx context.Context, scope domain.Scope, ids string) (map[domain.UUID]*had, error) {
	rows, err := queries(ctx).BookingsByID(ctx, query.BookingsByIDParams{InstitutionNo: scope.Institution(), IDs: ids})
	if err != nil {
		return nil, err
	}
	all := map[domain.UUID]*had{}
	for _, r := range rows {
		b, err := bookingOf(r)
		if err != nil {
			return nil, err
		}
		all[r.ID] = &had{Booking: b}
	}
	return all, keptOf(ctx, scope, ids, all)
}

// keptOf adds what is kept of bookings, and what was refused.
func keptOf(ctx context.Context, scope domain.Scope, ids string, all map[domain.UUID]*had) error {
	kept, err := queries(ctx).OccupancyOfBookings(ctx, query.OccupancyOfBookingsParams{InstitutionNo: scope.Institution(), IDs: ids})
	if err != nil {
		return err
	}
	for _, r := range kept {
		o, err := occupiedOf(r)
		if err != nil {
			return err
		}
		if h := all[r.BookingID]; h != nil {
			h.rows = append(h.rows, o)
		}
	}
	refusals, err := queries(ctx).RefusalsOfBookings(ctx, query.RefusalsOfBookingsParams{InstitutionNo: scope.Institution(), IDs: ids})
	for _, r := range refusals {
		h := all[r.BookingID]
		if h != nil && !slices.ContainsFunc(h.rows, func(o room.Occupied) bool { return o.No == r.No }) {
			h.refused = append(h.refused, domain.ResourceID{UUID: r.ID})
		}
	}
	return err
}

// fact is what there is to tell of a booking, with its first date ahead; false
// while somebody has yet to decide.
func (h had) fact(at time.Time) (f notify.Fact, decided bool) {
	f = notify.Fact{About: h.ID.UUID, Group: h.Group, Standing: notify.Past, Version: h.Version}
	slots, _ := h.Plan.Slots()
	slots = slices.DeleteFunc(slots, func(o room.Slot) bool { return o.Lo <= at.Unix()/60 })
	if len(slots) == 0 || h.State == room.Cancelled {
		return f, true
	}
	f.Starts, f.Ends = time.Unix(slots[0].Lo*60, 0).UTC(), time.Unix(slots[0].Hi*60, 0).UTC()
	keeps := func(as room.Hold) bool {
		return slices.ContainsFunc(h.rows, func(o room.Occupied) bool { return o.Hold == as && o.Kept(at) })
	}
	switch {
	case slices.ContainsFunc(h.refused, func(id domain.ResourceID) bool { return slices.Contains(h.Plan.Resources(), id) }):
		f.Standing = notify.Off
	case keeps(room.Offered):
		f.Standing = notify.Offered
	case keeps(room.Asked), keeps(room.Tentative):
		return f, false
	case keeps(room.Confirmed):
		f.Standing = notify.On
	}
	return f, true
}
