package store

import (
	"cmp"
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/recur"
	"krag/internal/domain/room"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// Queue adds somebody who waits.
func (s *Rooms) Queue(ctx context.Context, w room.Waiter) error {
	return queries(ctx).QueueAdd(ctx, query.QueueAddParams{
		ResourceNo: w.No, Lo: w.Lo, Hi: w.Hi, HolderNo: w.Holder, BookingID: w.Booking.UUID, Day: w.Day.String(), AskedAt: sqldb.Micros(w.AskedAt),
	})
}

// Unqueue takes a booking out of the queue.
func (s *Rooms) Unqueue(ctx context.Context, id domain.BookingID) error {
	return queries(ctx).QueueDrop(ctx, id.UUID)
}

// Waiters are those who wait for a part of an interval.
func (s *Rooms) Waiters(ctx context.Context, no int64, in recur.Interval) ([]room.Waiter, error) {
	rows, err := queries(ctx).QueueOf(ctx, query.QueueOfParams{ResourceNo: no, Lo: in.Lo, Hi: in.Hi, Since: in.Lo - longest})
	if err != nil {
		return nil, err
	}
	all := make([]room.Waiter, len(rows))
	for i, r := range rows {
		day, err := domain.ParseDate(r.Day)
		if err != nil {
			return nil, err
		}
		all[i] = room.Waiter{
			No: r.ResourceNo, Interval: recur.Interval{Lo: r.Lo, Hi: r.Hi}, Holder: r.HolderNo,
			Booking: domain.BookingID{UUID: r.BookingID}, Day: day, AskedAt: sqldb.Time(r.AskedAt),
		}
	}
	return all, nil
}

// Answer keeps what the owner of a room said.
func (s *Rooms) Answer(ctx context.Context, said room.Answer) error {
	answer := "refused"
	if said.Approved {
		answer = "approved"
	}
	return queries(ctx).AnswerPut(ctx, query.AnswerPutParams{
		ResourceNo: said.Resource, HolderNo: said.Holder, BookingID: said.Booking.UUID, Answer: answer, Reason: said.Reason, At: sqldb.Micros(said.At),
	})
}

// Asked lists what waits for an answer.
func (s *Rooms) Asked(ctx context.Context, scope domain.Scope, now time.Time) ([]room.AskedFor, error) {
	rows, err := queries(ctx).Asked(ctx, query.AskedParams{OwnerNo: scope.Institution(), Now: sqldb.MicrosOrNull(now)})
	if err != nil {
		return nil, err
	}
	all := make([]room.AskedFor, len(rows))
	for i, r := range rows {
		of, err := resourceOf(r.Resource)
		if err != nil {
			return nil, err
		}
		all[i] = room.AskedFor{
			Room: of, Booking: domain.BookingID{UUID: r.BookingID}, Holder: r.Holder, Title: cmp.Or(r.Neutral, r.Title),
			First: recur.Interval{Lo: r.Lo, Hi: r.Hi}, Count: int(r.Dates), Until: sqldb.Time(r.UntilAt),
		}
	}
	return all, nil
}

// Kept lists what is kept for a yes.
func (s *Rooms) Kept(ctx context.Context, scope domain.Scope, now time.Time) ([]room.Kept, error) {
	rows, err := queries(ctx).Kept(ctx, query.KeptParams{InstitutionNo: scope.Institution(), Now: sqldb.MicrosOrNull(now)})
	if err != nil {
		return nil, err
	}
	all := make([]room.Kept, len(rows))
	for i, r := range rows {
		terms, err := decodeTerms(r.Terms)
		if err != nil {
			return nil, err
		}
		all[i] = room.Kept{
			Hold: room.Hold(r.State), Booking: domain.BookingID{UUID: r.BookingID}, Group: domain.GroupID{UUID: r.GroupID},
			Title: cmp.Or(r.Neutral, r.Title), Room: terms.Name, First: recur.Interval{Lo: r.Lo, Hi: r.Hi}, Until: sqldb.Time(r.UntilAt),
		}
	}
	return all, nil
}

// Told are what was said to own bookings since an instant; see room.Store.
func (s *Rooms) Told(ctx context.Context, scope domain.Scope, since, now time.Time) ([]room.Told, error) {
	rows, err := queries(ctx).AnswersTo(ctx, query.AnswersToParams{InstitutionNo: scope.Institution(), Since: sqldb.Micros(since), Now: now.Unix() / 60})
	if err != nil {
		return nil, err
	}
	all := make([]room.Told, len(rows))
	for i, r := range rows {
		terms, err := decodeTerms(r.Terms)
		if err != nil {
			return nil, err
		}
		all[i] = room.Told{
			Answer: room.Answer{Booking: domain.BookingID{UUID: r.BookingID}, Approved: r.Answer == "approved", Reason: r.Reason, At: sqldb.Time(r.At)},
			Room:   terms.Name, Title: cmp.Or(r.Neutral, r.Title), Group: domain.GroupID{UUID: r.GroupID},
		}
	}
	return all, nil
}

// Answers are what was said to a booking.
func (s *Rooms) Answers(ctx context.Context, id domain.BookingID) ([]room.Answer, error) {
	rows, err := queries(ctx).AnswersOf(ctx, id.UUID)
	all := make([]room.Answer, len(rows))
	for i, r := range rows {
		all[i] = room.Answer{
			Resource: r.ResourceNo, Holder: r.HolderNo, Booking: id, Approved: r.Answer == "approved", Reason: r.Reason, At: sqldb.Time(r.At),
		}
	}
	return all, err
}

// Ask turns what is kept into a request.
func (s *Rooms) Ask(ctx context.Context, id domain.BookingID, no int64, now, until time.Time) (int, error) {
	n, err := queries(ctx).OccupancyAsk(ctx, query.OccupancyAskParams{
		BookingID: id.UUID, ResourceNo: no, Now: sqldb.MicrosOrNull(now), UntilAt: sqldb.MicrosOrNull(until),
	})
	return int(n), err
}
