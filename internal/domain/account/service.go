package account

import (
	"context"
	"crypto/sha256"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
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
	demo  Demo
}

// Demo says that a server shows made-up people to whoever started it. Only then
// there are sign-in links: docs/adr/0013.
type Demo bool

// New makes the service.
func New(d *desk.Desk, store Store, keys domain.Keys, locks Locks, pass *Passwords, demo Demo) *Service {
	return &Service{desk: d, store: store, keys: keys, locks: locks, pass: pass, demo: demo}
}

// Hash is what is stored of a token.
func Hash(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}

// newSession fills in a session. Its token is made outside of the transaction
// that stores it, since that may run twice.
func (s *Service) newSession(token string, session Session, life time.Duration) Session {
	now := s.desk.Clock.Now()
	session.TokenHash, session.MadeAt, session.SeenAt, session.ExpiresAt = Hash(token), now, now, now.Add(life)
	return session
}

// home is who stands behind a user, before there is a session.
func (s *Service) home(ctx context.Context, id domain.UserID, in domain.Scope) (a authz.Actor, err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		a, err = s.store.Home(ctx, id, in)
		return err
	})
	return a, err
}

// Standing is what a user is in an institution now, for what is read in the
// user's name without a session. Who is nothing there is KindNotFound.
func (s *Service) Standing(ctx context.Context, id domain.UserID, in domain.Scope) (authz.Actor, error) {
	return s.home(ctx, id, in)
}

// note writes down inside the caller's transaction what somebody did to the
// own account. Who may was decided by a password or by a link.
func (s *Service) note(ctx context.Context, a authz.Actor, action authz.Action) error {
	return s.desk.Log.Record(ctx, audit.On(a, action, "user", a.User.UUID))
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

// SignOutEverywhere ends every session of the actor, a member of staff or an
// operator.
func (s *Service) SignOutEverywhere(ctx context.Context, a authz.Actor) error {
	return s.desk.Change(ctx, a, ActEverywhere, authz.Resource{Scope: a.Scope, User: a.User}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.NoteEnding(ctx, a, EndedEverywhere); err != nil {
			return e, err
		}
		if n, err := s.store.DeleteSessionsOfUser(ctx, a.User); err != nil || n == 0 {
			return e, err
		}
		return audit.On(a, ActEverywhere, "user", a.User.UUID), nil
	})
}
