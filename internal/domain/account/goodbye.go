package account

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// Ending is how somebody ended the own session along with something greater.
type Ending string

// The endings: a member left the group or was forgotten by the own wish;
// somebody ended every session of the own account.
const (
	EndedByLeaving  Ending = "left"
	EndedEverywhere Ending = "everywhere"
	goodbyeLife            = 10 * time.Minute
)

// NoteEnding keeps for ten minutes how the actor's session ends, inside the
// caller's transaction that ends it. A second click comes with a session that
// is no more: it is told from one that ran out, after which nothing was done.
func (s *Service) NoteEnding(ctx context.Context, a authz.Actor, how Ending) error {
	if len(a.Session) == 0 {
		return nil
	}
	return s.store.InsertGoodbye(ctx, a.Session, how, s.desk.Clock.Now().Add(goodbyeLife))
}

// Ended tells how the session of a token ended, empty when that is not known.
func (s *Service) Ended(ctx context.Context, token string) (how Ending, err error) {
	if token == "" {
		return "", nil
	}
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		how, err = s.store.Goodbye(ctx, Hash(token), s.desk.Clock.Now())
		return err
	})
	return how, err
}
