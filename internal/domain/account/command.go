package account

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/audit"
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

// letIn makes the account and the link; who may was decided. Of a form sent
// twice only the last link works.
func (s *Service) letIn(ctx context.Context, a authz.Actor, n NewStaff) (token string, err error) {
	if err := s.keys.Prepare(ctx, a.Scope, n.ID.UUID); err != nil {
		return "", err
	}
	loginKey := s.locks.LoginKey(FoldLogin(n.Login))
	token, link := s.newLink(Link{Kind: LinkReset, User: n.ID, Institution: a.Institution, Scope: a.Scope}, ResetLife)
	err = s.desk.Change(ctx, a, ActStaffAdd, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.insertStaff(ctx, a.Scope, n, loginKey); err != nil {
			return e, err
		}
		if err := s.store.DeleteLinksOfUser(ctx, n.ID, LinkReset); err != nil { // of a form sent before
			return e, err
		}
		return audit.On(a, ActStaffAdd, "user", n.ID.UUID), s.store.InsertLink(ctx, link)
	})
	return token, err
}
