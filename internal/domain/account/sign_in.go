package account

import (
	"context"
	"time"

	"krag/internal/domain"
)

// A sign-in name is closed for a while after this many wrong passwords.
const (
	maxFailures   = 10
	failureWindow = 15 * time.Minute
)

var errWrongPair = domain.Invalid("account.sign_in.wrong")

// SignIn gives the token of a new session. A wrong name and a wrong password
// are the same error, and take as long.
func (s *Service) SignIn(ctx context.Context, login, password string) (token string, err error) {
	loginKey := s.locks.LoginKey(FoldLogin(login))
	now := s.desk.Clock.Now()
	var c Credentials
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) error {
		n, err := s.store.Failures(ctx, loginKey, now.Add(-failureWindow))
		if err != nil {
			return err
		}
		if n >= maxFailures {
			return domain.NewError(domain.KindTooMany, "account.sign_in.too_many")
		}
		c, err = s.store.CredentialsByLogin(ctx, loginKey)
		if domain.KindOf(err) == domain.KindNotFound {
			return nil
		}
		return err
	})
	if err != nil {
		return "", err
	}
	ok, err := s.pass.Check(ctx, c.PasswordHash, password)
	if err != nil {
		return "", err
	}
	if !ok || c.Disabled {
		return "", s.countFailure(ctx, loginKey, now)
	}
	return s.enter(ctx, c.User)
}

// enter opens a session and writes it down where the user works: the manager
// can then see that somebody came in who says not to have. Failed tries are in
// no journal: what is written only about names that exist tells which do.
func (s *Service) enter(ctx context.Context, user domain.UserID) (token string, err error) {
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
		if err := s.store.InsertSession(ctx, session); err != nil {
			return err
		}
		return s.note(ctx, a, ActSignIn)
	})
}

func (s *Service) countFailure(ctx context.Context, loginKey []byte, now time.Time) error {
	err := s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		_, err := s.store.CountFailure(ctx, loginKey, now, now.Add(-failureWindow))
		return err
	})
	if err != nil {
		return err
	}
	return errWrongPair
}
