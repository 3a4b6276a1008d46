package account

import (
	"context"
	"errors"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// mostTaken is how often in one window somebody is told that a sign-in name is
// taken: that tells that somebody has an account, perhaps in an institution
// that is nobody's business here. See docs/adr/0017.
const mostTaken = 10

func namesBy(who domain.UUID) limit {
	return limit{Hash("sign-in names by " + who.String()), mostTaken, "account.login.too_many"}
}

// TryName does what may find that a sign-in name is taken, for somebody who is
// told so: a manager, or whoever holds a set-up link, by the id of either. Only
// being told counts. Commands, which are of nobody, are not counted.
func (s *Service) TryName(ctx context.Context, by domain.UUID, try func() error) error {
	if by.IsZero() {
		return try()
	}
	tried, err := s.count(ctx, namesBy(by))
	if err != nil {
		return err
	}
	if err = try(); !nameTaken(err) {
		s.spare(ctx, tried)
	}
	return err
}

const keyTaken = "account.login.taken"

func nameTaken(err error) bool {
	var all domain.Problems
	return errors.As(err, &all) && slices.ContainsFunc(all, func(p *domain.Error) bool { return p.Key == keyTaken })
}

// noteTaken writes down that somebody was told a name is taken; not which.
func (s *Service) noteTaken(ctx context.Context, a authz.Actor) error {
	return s.desk.InTx(ctx, a.Scope, func(ctx context.Context) error {
		return s.desk.Log.Record(ctx, audit.On(a, ActStaffRefused, "login"))
	})
}
