package account

import (
	"cmp"
	"context"
	"crypto/hmac"
	"net/netip"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

var errWrongPair = domain.Invalid("account.sign_in.wrong")

// SignIn gives the token of a new session. A wrong name and a wrong password
// are the same error, are counted alike, and take as long. Too many of them
// under one name or from one address is KindTooMany.
func (s *Service) SignIn(ctx context.Context, from netip.Addr, login, password string) (token string, err error) {
	key := s.locks.LoginKey(FoldLogin(login))
	tried, err := s.count(ctx, byName(key), s.byAddress(from))
	if err != nil {
		return "", err
	}
	c, err := s.credentials(ctx, key)
	if err != nil {
		return "", err
	}
	ok, err := s.pass.Check(ctx, c.PasswordHash, password)
	switch {
	case err != nil: // nothing was compared
		s.spare(ctx, tried)
		return "", err
	case !ok || c.Disabled:
		return "", errWrongPair
	}
	return s.enter(ctx, c, tried)
}

// Named reports whether a sign-in name is the actor's own.
func (s *Service) Named(ctx context.Context, a authz.Actor, login string) (own bool, err error) {
	key := s.locks.LoginKey(FoldLogin(login))
	err = s.desk.View(ctx, a, ActOwn, authz.Resource{Scope: a.Scope, User: a.User}, func(ctx context.Context) error {
		c, err := s.store.CredentialsByID(ctx, a.User)
		own = hmac.Equal(c.LoginKey, key)
		return err
	})
	return own, err
}

// credentials are empty for a name that nobody has.
func (s *Service) credentials(ctx context.Context, loginKey []byte) (c Credentials, err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		c, err = s.store.CredentialsByLogin(ctx, loginKey)
		return err
	})
	if domain.KindOf(err) == domain.KindNotFound {
		return Credentials{}, nil
	}
	return c, err
}

// enter opens a session, gives the tries back and writes it down where the
// user works: the manager can then see that somebody came in who says not to
// have. Failed tries are in no journal: what is written only about names that
// exist tells which do.
func (s *Service) enter(ctx context.Context, c Credentials, tried []Try) (token string, err error) {
	a, err := s.home(ctx, c.User, domain.Across)
	if domain.KindOf(err) == domain.KindNotFound {
		return "", errWrongPair
	}
	if err != nil {
		return "", err
	}
	token = domain.NewToken()
	session := s.newSession(token, Session{User: c.User}, SessionLife)
	return token, s.desk.InTx(ctx, a.Scope, func(ctx context.Context) error {
		// Comparing takes a while, in which it may have been changed.
		if still, err := s.store.HoldPassword(ctx, c.User, c.PasswordHash); err != nil || !still {
			return cmp.Or(err, error(errWrongPair))
		}
		if err := s.giveBack(ctx, tried); err != nil {
			return err
		}
		if err := s.store.InsertSession(ctx, session); err != nil {
			return err
		}
		return s.note(ctx, a, ActSignIn)
	})
}
