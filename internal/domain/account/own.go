package account

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// ChangePassword sets a new password and ends every other session; it gives
// the token of a fresh one.
func (s *Service) ChangePassword(ctx context.Context, a authz.Actor, old, fresh string) (token string, err error) {
	if err := s.desk.Policy.Check(a, ActOwn, authz.Resource{Scope: a.Scope, User: a.User}); err != nil {
		return "", err
	}
	var c Credentials
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		c, err = s.store.CredentialsByID(ctx, a.User)
		return err
	})
	if err != nil {
		return "", err
	}
	ok, err := s.pass.Check(ctx, c.PasswordHash, old)
	if err != nil {
		return "", err
	}
	var p domain.Problems
	if !ok {
		p.Add("old", "account.password.wrong")
	}
	CheckNewPassword(&p, "password", fresh)
	if err := p.Err(); err != nil {
		return "", err
	}
	return s.setPassword(ctx, a.User, fresh, nil)
}

// setPassword stores a password, ends every session and link for a new
// password, and opens a session, all at once: of two changes at the same
// moment the session of one remains. A link is used up with them.
func (s *Service) setPassword(ctx context.Context, user domain.UserID, password string, link *Link) (string, error) {
	hash, err := s.pass.Hash(ctx, password)
	if err != nil {
		return "", err
	}
	now := s.desk.Clock.Now()
	token := domain.NewToken()
	session := s.newSession(token, Session{User: user}, now.Add(SessionLife))
	err = s.desk.InTx(ctx, domain.Across, func(ctx context.Context) error {
		if link != nil {
			if err := s.use(ctx, *link, now); err != nil {
				return err
			}
		}
		if err := s.store.SetPassword(ctx, user, hash); err != nil {
			return err
		}
		if err := s.store.DeleteLinksOfUser(ctx, user, LinkReset); err != nil {
			return err
		}
		if err := s.store.DeleteSessionsOfUser(ctx, user); err != nil {
			return err
		}
		return s.store.InsertSession(ctx, session)
	})
	return token, err
}
