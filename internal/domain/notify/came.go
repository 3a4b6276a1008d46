package notify

import (
	"context"
	"time"

	"krag/internal/domain"
)

// Waits is a letter from outside that waits, and somebody who may answer it.
type Waits struct {
	Letter domain.UUID
	Party  Party
	Came   time.Time // UTC
}

// cameFor is for how long it is of use to say that a letter came.
const cameFor = 7 * 24 * time.Hour

// lettersCame are the messages that a letter waits, to those who may answer it and
// were not told: also to whoever has the role only now.
func (s *Service) lettersCame(ctx context.Context, scope domain.Scope, now time.Time) (fresh []Message, err error) {
	all, err := s.store.LettersWaiting(ctx, scope, now, now.Add(-cameFor))
	if err != nil || len(all) == 0 {
		return nil, err
	}
	about := make([]domain.UUID, len(all))
	for i, w := range all {
		about[i] = w.Letter
	}
	known, err := s.store.Known(ctx, scope, Came, about)
	for _, w := range all {
		if known[Key{w.Letter, w.Party.ID(), 0}] {
			continue
		}
		fresh = append(fresh, Message{
			ID: domain.NewID[domain.MessageID](), Party: w.Party, Kind: Came, About: w.Letter,
			State: Planned, DueAt: now, ExpiresAt: w.Came.Add(cameFor), MadeAt: now,
		})
	}
	return fresh, err
}

// Reply is an answer to somebody outside that is to leave.
type Reply struct {
	Contact Contact
	House   House
	Words   domain.Secret
	Token   string // of the address at which one writes again; empty when there is none
	Expires time.Time
}

// Outside says what becomes now of an answer to somebody who is no party here, as
// of any message: in the hours that are safe for them and that the house keeps, and
// within what it sends.
func (s *Service) Outside(ctx context.Context, scope domain.Scope, c Contact, expires time.Time) (v Verdict, h House, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.Read(ctx, scope, func(ctx context.Context) error {
		if h, err = s.store.House(ctx, scope); err != nil {
			return err
		}
		_, h, err = s.neutralOnly(ctx, scope, h)
		if err != nil {
			return err
		}
		c.May, c.Version = true, 1
		v = Case{Message: Message{Kind: Came, ExpiresAt: expires}, Contact: c, Fact: &Fact{Standing: On}, Belongs: true, House: h, Wired: s.wired, Now: now}.Decide()
		if v.Do != Send || h.PerHour == 0 {
			return nil
		}
		sent, err := s.store.SentSince(ctx, scope, now.Add(-time.Hour))
		if err == nil && sent >= h.PerHour {
			v = Verdict{Do: Wait, Until: now.Add(LimitedFor)}
		}
		return err
	})
	return v, h, err
}

// LimitedFor is how long an answer waits that is over a limit.
const LimitedFor = 10 * time.Minute
