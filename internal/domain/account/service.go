package account

import (
	"context"
	"crypto/sha256"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Service lets people in and out.
type Service struct {
	desk  *desk.Desk
	store Store
	keys  domain.Keys
	locks Locks
	pass  *Passwords
}

// New makes the service.
func New(d *desk.Desk, store Store, keys domain.Keys, locks Locks, pass *Passwords) *Service {
	return &Service{desk: d, store: store, keys: keys, locks: locks, pass: pass}
}

var (
	errWrongPair = domain.Invalid("account.sign_in.wrong")
	errLinkGone  = domain.Gone("account.link.gone")
)

// Hash is what is stored of a token.
func Hash(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}

func (s *Service) openSession(ctx context.Context, session Session, until time.Time) (string, error) {
	token := domain.NewToken()
	session = s.newSession(token, session, until)
	err := s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		return s.store.InsertSession(ctx, session)
	})
	return token, err
}

func (s *Service) newSession(token string, session Session, until time.Time) Session {
	now := s.desk.Clock.Now()
	session.TokenHash, session.MadeAt, session.SeenAt, session.ExpiresAt = Hash(token), now, now, until
	return session
}

// Actor gives who stands behind a session's token, and the session; Nobody
// when there is none. It writes at most every ten minutes.
func (s *Service) Actor(ctx context.Context, token string) (a authz.Actor, session Session, err error) {
	if token == "" {
		return authz.Nobody, Session{}, nil
	}
	now := s.desk.Clock.Now()
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		session, a, err = s.store.Session(ctx, Hash(token), now)
		return err
	})
	switch {
	case domain.KindOf(err) == domain.KindNotFound:
		return authz.Nobody, Session{}, nil
	case err != nil:
		return authz.Nobody, Session{}, err
	case now.Sub(session.SeenAt) < seenEvery:
		return a, session, nil
	}
	// When somebody was last seen is worth no error page: the next request
	// notes it.
	_ = s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		return s.store.TouchSession(ctx, session.TokenHash, now)
	})
	return a, session, nil
}

// SignOut ends the actor's session.
func (s *Service) SignOut(ctx context.Context, a authz.Actor) error {
	if len(a.Session) == 0 {
		return nil
	}
	return s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		return s.store.DeleteSession(ctx, a.Session)
	})
}

// SignOutEverywhere ends every session of the actor.
func (s *Service) SignOutEverywhere(ctx context.Context, a authz.Actor) error {
	return s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		if a.Has(authz.Member) {
			return s.store.DeleteSessionsOfPerson(ctx, a.Person, domain.GroupID{})
		}
		return s.store.DeleteSessionsOfUser(ctx, a.User)
	})
}
