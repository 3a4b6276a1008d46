package account

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// ChangePassword sets a new password and ends every other session; it gives
// the token of a fresh one. Guessing the old one on a screen that was left open
// counts like guessing at the door.
func (s *Service) ChangePassword(ctx context.Context, a authz.Actor, old, fresh string) (token string, err error) {
	if err := s.desk.Policy.Check(a, ActPassword, authz.Resource{Scope: a.Scope, User: a.User}); err != nil {
		return "", err
	}
	ok, err := s.knows(ctx, a.User, old)
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
	return s.setPassword(ctx, a, ActPassword, fresh, nil)
}

// knows reports whether a password is a user's.
func (s *Service) knows(ctx context.Context, id domain.UserID, password string) (bool, error) {
	var c Credentials
	err := s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		c, err = s.store.CredentialsByID(ctx, id)
		return err
	})
	if err != nil {
		return false, err
	}
	tried, err := s.count(ctx, byName(c.LoginKey))
	if err != nil {
		return false, err
	}
	ok, err := s.pass.Check(ctx, c.PasswordHash, password)
	if ok || err != nil {
		s.spare(ctx, tried)
	}
	return ok, err
}

// setPassword stores a password, ends every session and link for a new
// password, opens a session and writes it down, all at once: of two changes at
// the same moment the session of one remains. A link is used up with them, and
// tries at the old password are forgotten.
func (s *Service) setPassword(ctx context.Context, a authz.Actor, action authz.Action, password string, link *Link) (token string, err error) {
	hash, err := s.pass.Hash(ctx, password)
	if err != nil {
		return "", err
	}
	token = domain.NewToken()
	session := s.newSession(token, Session{User: a.User}, SessionLife)
	return token, s.desk.InTx(ctx, a.Scope, func(ctx context.Context) error {
		if link != nil {
			if err := s.use(ctx, *link); err != nil {
				return err
			}
		}
		if err := s.store.SetPassword(ctx, a.User, hash); err != nil {
			return err
		}
		if err := s.store.ForgetTries(ctx, a.User); err != nil {
			return err
		}
		if err := s.store.DeleteLinksOfUser(ctx, a.User, LinkReset); err != nil {
			return err
		}
		if _, err := s.store.DeleteSessionsOfUser(ctx, a.User); err != nil {
			return err
		}
		if err := s.store.InsertSession(ctx, session); err != nil {
			return err
		}
		return s.note(ctx, a, action)
	})
}
