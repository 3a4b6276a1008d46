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
	return s.openSession(ctx, Session{User: c.User}, now.Add(SessionLife))
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
