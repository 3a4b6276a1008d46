package account

import (
	"context"
	"net/netip"

	"krag/internal/domain"
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
	return s.enter(ctx, c.User, tried)
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
func (s *Service) enter(ctx context.Context, user domain.UserID, tried []Try) (token string, err error) {
	a, err := s.home(ctx, user, domain.Across)
	if domain.KindOf(err) == domain.KindNotFound {
		return "", errWrongPair
	}
	if err != nil {
		return "", err
	}
	token = domain.NewToken()
	session := s.newSession(token, Session{User: user}, SessionLife)
	return token, s.desk.InTx(ctx, a.Scope, func(ctx context.Context) error {
		if err := s.giveBack(ctx, tried); err != nil {
			return err
		}
		if err := s.store.InsertSession(ctx, session); err != nil {
			return err
		}
		return s.note(ctx, a, ActSignIn)
	})
}
