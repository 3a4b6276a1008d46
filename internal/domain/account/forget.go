package account

import (
	"context"

	"krag/internal/domain"
)

// Forget clears what is known of somebody who worked here, inside the caller's
// transaction; the flow destroys the key after the commit. Only a closed
// account is forgotten, so that no institution loses its last manager that way.
// It reports false when that was done before.
func (s *Service) Forget(ctx context.Context, scope domain.Scope, id domain.UserID) (fresh bool, err error) {
	return s.forget(ctx, scope, id, func(c Credentials) error {
		if !c.Disabled {
			return domain.Conflict("account.forget_open")
		}
		return nil
	})
}

// ForgetAgain is Forget for rows that a backup brought back: there the account
// may be open, and its owner the only manager.
func (s *Service) ForgetAgain(ctx context.Context, scope domain.Scope, id domain.UserID) (fresh bool, err error) {
	return s.forget(ctx, scope, id, func(Credentials) error { return nil })
}

func (s *Service) forget(ctx context.Context, scope domain.Scope, id domain.UserID, may func(Credentials) error) (fresh bool, err error) {
	if err := s.takeInstitution(ctx, scope); err != nil {
		return false, err
	}
	c, err := s.here(ctx, scope, id)
	if domain.KindOf(err) == domain.KindNotFound {
		return false, s.store.ForgottenUser(ctx, scope, id)
	}
	if err == nil {
		err = may(c)
	}
	if err == nil {
		err = s.clear(ctx, scope, id)
	}
	return err == nil, err
}

// clear takes away every way in, what somebody was here, and the name. The
// tries go first: they stand under the hash of the sign-in name.
func (s *Service) clear(ctx context.Context, scope domain.Scope, id domain.UserID) error {
	if err := s.store.ForgetTries(ctx, id); err != nil {
		return err
	}
	for _, kind := range []LinkKind{LinkReset, LinkSignIn} {
		if err := s.store.DeleteLinksOfUser(ctx, id, kind); err != nil {
			return err
		}
	}
	if _, err := s.store.DeleteSessionsOfUser(ctx, id); err != nil {
		return err
	}
	if err := s.store.DeleteGrants(ctx, scope, id); err != nil {
		return err
	}
	return s.store.ForgetUser(ctx, scope, id)
}

// takeInstitution takes the institution's row, for rules over several of its
// users. Operators have no institution and no such rule.
func (s *Service) takeInstitution(ctx context.Context, scope domain.Scope) error {
	if scope == domain.Across {
		return nil
	}
	return s.store.TouchInstitution(ctx, scope)
}
