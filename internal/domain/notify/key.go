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
