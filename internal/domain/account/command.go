package account

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// What follows is for whoever has the machine itself: commands call it, no
// page does.

// ByLogin finds a user by the sign-in name; nobody is KindNotFound.
func (s *Service) ByLogin(ctx context.Context, login string) (domain.UserID, error) {
	key := s.locks.LoginKey(FoldLogin(login))
	var c Credentials
	err := s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		c, err = s.store.CredentialsByLogin(ctx, key)
		return err
	})
	return c.User, err
}

// AddOperator makes an account that runs the server and reaches no personal
// data, and gives the token of a link by which its owner chooses a password.
func (s *Service) AddOperator(ctx context.Context, n NewStaff) (token string, err error) {
	var p domain.Problems
	checkName(&p, n.Name)
	CheckLogin(&p, n.Login)
	if err := p.Err(); err != nil {
		return "", err
	}
	n.Roles, n.Group = []authz.Role{authz.Operator}, domain.GroupID{}
	return s.letIn(ctx, authz.House(domain.Across), n)
}
