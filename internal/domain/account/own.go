package account

import (
	"context"
	"errors"

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
	c, ok, err := s.knows(ctx, a.User, old)
	if err != nil {
		return "", err
	}
	var p domain.Problems
	if !ok {
		p.Add("old", "account.password.wrong")
	}
	s.checkNew(&p, c, fresh)
	if err := p.Err(); err != nil {
		return "", err
	}
	token, err = s.setPassword(ctx, a, ActPassword, fresh, func(ctx context.Context) error { return s.still(ctx, a, c) })
	if errors.Is(err, errOutrun) {
		return s.outrun(ctx, a, fresh)
	}
	return token, err
}

// errOutrun says that the password or the session ended while it took its time.
var errOutrun = domain.NewError(domain.KindUnauthenticated, "error.sign_in_first")

// still holds that a password is the one that was compared, and that the
// session is in force, until the transaction ends: comparing and hashing take a
// while, in which the owner may have taken both from whoever does this.
func (s *Service) still(ctx context.Context, a authz.Actor, c Credentials) error {
	if err := unlessOutrun(s.store.HoldPassword(ctx, c.User, c.PasswordHash)); err != nil {
		return err
	}
	return unlessOutrun(s.store.HoldSession(ctx, a.Session, s.desk.Clock.Now()))
}

func unlessOutrun(held bool, err error) error {
	if err == nil && !held {
		return errOutrun
	}
	return err
}

// outrun answers who came too late. When the password is already the one that
// was asked for, the form was sent twice at once; knowing that one is as good.
func (s *Service) outrun(ctx context.Context, a authz.Actor, fresh string) (token string, err error) {
	c, ok, err := s.knows(ctx, a.User, fresh)
	if err != nil {
		return "", err
	}
	if !ok {
		return "", errOutrun
	}
	return s.setPassword(ctx, a, ActPassword, fresh, func(ctx context.Context) error {
		return unlessOutrun(s.store.HoldPassword(ctx, c.User, c.PasswordHash))
	})
}

// knows reports whether a password is a user's, and gives what it was compared
// with.
func (s *Service) knows(ctx context.Context, id domain.UserID, password string) (c Credentials, ok bool, err error) {
	if c, err = s.credentialsOf(ctx, id); err != nil {
		return c, false, err
	}
	tried, err := s.count(ctx, byName(c.LoginKey))
	if err != nil {
		return c, false, err
	}
	ok, err = s.pass.Check(ctx, c.PasswordHash, password)
	if ok || err != nil {
		s.spare(ctx, tried)
	}
	return c, ok, err
}

func (s *Service) credentialsOf(ctx context.Context, id domain.UserID) (c Credentials, err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		c, err = s.store.CredentialsByID(ctx, id)
		return err
	})
	return c, err
}

// setPassword stores a password, ends every session and link for a new
// password, opens a session and writes it down, all at once: of two changes at
// the same moment the session of one remains. First comes what gives the right
// to, a link that is used up or what was compared; tries at the old password
// are forgotten.
func (s *Service) setPassword(ctx context.Context, a authz.Actor, action authz.Action, password string, right func(context.Context) error) (token string, err error) {
	hash, err := s.pass.Hash(ctx, password)
	if err != nil {
		return "", err
	}
	token = domain.NewToken()
	session := s.newSession(token, Session{User: a.User}, SessionLife)
	return token, s.desk.InTx(ctx, a.Scope, func(ctx context.Context) error {
		if err := right(ctx); err != nil {
			return err
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
