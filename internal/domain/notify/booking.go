package notify

import (
	"context"
	"encoding/json"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
)

// bookingArgs are what an answer to a booking leaves for its job.
type bookingArgs struct {
	Booking domain.BookingID `json:"booking"`
	At      int64            `json:"at"` // in microseconds: tells one answer from another
}

// Rang notes, inside the caller's transaction of whatever scope, that something
// became of a booking that its holder has to know. What that is, is read once it
// has committed.
func (s *Service) Rang(ctx context.Context, holder domain.Scope, booking domain.BookingID) error {
	args, err := json.Marshal(bookingArgs{booking, s.desk.Clock.Now().UnixMicro()})
	if err != nil {
		return err
	}
	return s.outbox.Add(ctx, outbox.Job{Kind: JobBooking, Scope: holder, Args: args})
}

// RunBooking is the handler of JobBooking: who booked is to be told what is true
// of the booking now. Running twice plans nothing twice, and what is not decided
// yet plans nothing.
func (s *Service) RunBooking(ctx context.Context, job outbox.Job) error {
	var args bookingArgs
	if err := json.Unmarshal(job.Args, &args); err != nil {
		return err
	}
	now := s.desk.Clock.Now()
	m := Message{
		ID: domain.NewID[domain.MessageID](), Kind: Booking, About: args.Booking.UUID, Round: args.At,
		State: Planned, DueAt: now, MadeAt: now,
	}
	var tell bool
	err := s.desk.Read(ctx, job.Scope, func(ctx context.Context) (err error) {
		m, tell, err = s.booked(ctx, job.Scope, m)
		return err
	})
	if err != nil || !tell {
		return err
	}
	_, err = s.add(ctx, job.Scope, []Message{m})
	return err
}

// booked completes a message about a booking: for whom it is, and until when.
func (s *Service) booked(ctx context.Context, scope domain.Scope, m Message) (_ Message, tell bool, err error) {
	known, err := s.store.Known(ctx, scope, Booking, []domain.UUID{m.About})
	if err != nil {
		return m, false, err
	}
	if m.Party, err = s.store.Booker(ctx, scope, m.About); err != nil || m.Party == (Party{}) {
		return m, false, err
	}
	facts, err := s.store.Facts(ctx, scope, []Message{m})
	f, there := facts[m.Topic()]
	m.ExpiresAt = f.Starts
	return m, there && f.Standing != Past && m.ExpiresAt.After(m.MadeAt) && !known[Key{m.About, m.Party.ID(), m.Round}], err
}
