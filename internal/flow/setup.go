package flow

import (
	"context"
	"errors"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/institution"
)

// Answers are the five of the set-up page.
type Answers struct {
	Institution institution.NewInstitution
	Name        string // of the manager
	Leads       bool   // whether the manager also works with groups
	Login       string
	Password    string
}

// Check notes what is to be mended.
func (s Answers) Check() error {
	var p domain.Problems
	s.Institution.Check(&p)
	var manager domain.Problems
	if errors.As(s.manager(domain.UserID{}).Check(), &manager) {
		for _, e := range manager {
			if e.Field == "name" { // taken by the institution's name
				e.Field = "manager"
			}
			p = append(p, e)
		}
	}
	account.CheckNewPassword(&p, "password", s.Password)
	return p.Err()
}

func (s Answers) manager(id domain.UserID) account.NewStaff {
	roles := []authz.Role{authz.Manager}
	if s.Leads {
		roles = append(roles, authz.Coordinator)
	}
	return account.NewStaff{ID: id, Name: s.Name, Login: s.Login, Roles: roles}
}

// SetUp makes an institution and its manager by a set-up link and signs the
// manager in. The ids are made from the link's, so that a set-up that broke
// off half-way goes on where it stopped, and one link makes one institution.
func (f *Flow) SetUp(ctx context.Context, token string, s Answers) (session string, err error) {
	link, err := f.Accounts.Link(ctx, token)
	if err != nil {
		return "", err
	}
	if err := s.Check(); err != nil {
		return "", err
	}
	hash, err := f.Accounts.HashPassword(ctx, s.Password)
	if err != nil {
		return "", err
	}
	s.Institution.ID = domain.InstitutionID{UUID: link.ID.UUID}
	var made institution.Institution
	err = f.Desk.InTx(ctx, domain.Across, func(ctx context.Context) (err error) {
		made, err = f.Institutions.Create(ctx, s.Institution)
		return err
	})
	if err != nil {
		return "", err
	}
	if err := f.firstManager(ctx, link, made, s, hash); err != nil {
		return "", err
	}
	return f.Accounts.SignIn(ctx, s.Login, s.Password)
}

func (f *Flow) firstManager(ctx context.Context, link account.Link, in institution.Institution, s Answers, hash string) error {
	user := domain.UserID{UUID: link.ID.UUID}
	if err := f.Keys.Prepare(ctx, in.Scope(), user.UUID); err != nil {
		return err
	}
	return f.Desk.InTx(ctx, in.Scope(), func(ctx context.Context) error {
		if err := f.Accounts.UseSetup(ctx, link); err != nil {
			return err
		}
		return f.Accounts.FirstManager(ctx, in.Scope(), s.manager(user), hash)
	})
}
