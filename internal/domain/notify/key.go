package notify

import (
	"context"
	"time"

	"krag/internal/domain"
)

// keysBack are the messages to whoever of the staff has a key that is due
// tomorrow. A loan that is prolonged is told of again, for its other day.
func (s *Service) keysBack(ctx context.Context, scope domain.Scope, now time.Time) (fresh []Message, err error) {
	house, err := s.store.House(ctx, scope)
	if err != nil || house.Mode == Mute {
		return nil, err
	}
	day := domain.DateOf(now, house.Zone).AddDays(1)
	due, err := s.store.KeysBack(ctx, scope, day)
	if err != nil || len(due) == 0 {
		return nil, err
	}
	var about []domain.UUID
	for loan := range due {
		about = append(about, loan)
	}
	known, err := s.store.Known(ctx, scope, KeyBack, about)
	round := day.Time(house.Zone).Unix() / 60
	for loan, p := range due {
		if known[Key{loan, p.ID(), round}] {
			continue
		}
		fresh = append(fresh, Message{
			ID: domain.NewID[domain.MessageID](), Party: p, Kind: KeyBack, About: loan, Round: round, State: Planned,
			DueAt: now, ExpiresAt: day.AddDays(1).Time(house.Zone).UTC(), MadeAt: now,
		})
	}
	return fresh, err
}

// Fetch is a key that somebody needs to open what is booked.
type Fetch struct {
	Booking domain.UUID
	Party   Party
	Starts  time.Time // UTC
}

// keysToFetch are the messages to whoever opens for what is booked until the end
// of tomorrow. Who is named later is told then, and what is moved is told of
// again, for its other hour.
func (s *Service) keysToFetch(ctx context.Context, scope domain.Scope, now time.Time) (fresh []Message, err error) {
	house, err := s.store.House(ctx, scope)
	if err != nil || house.Mode == Mute {
		return nil, err
	}
	until := domain.DateOf(now, house.Zone).AddDays(2).Time(house.Zone)
	all, err := s.store.KeysToFetch(ctx, scope, now, until)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	about := make([]domain.UUID, len(all))
	for i, f := range all {
		about[i] = f.Booking
	}
	known, err := s.store.Known(ctx, scope, KeyFetch, about)
	for _, f := range all {
		round := f.Starts.Unix() / 60
		if known[Key{f.Booking, f.Party.ID(), round}] {
			continue
		}
		fresh = append(fresh, Message{
			ID: domain.NewID[domain.MessageID](), Party: f.Party, Kind: KeyFetch, About: f.Booking, Round: round, State: Planned,
			DueAt: now, ExpiresAt: f.Starts, MadeAt: now,
		})
	}
	return fresh, err
}
