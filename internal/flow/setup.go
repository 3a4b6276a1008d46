package flow

import (
	"context"
	"errors"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/institution"
)

// OfferSetup gives the token of a link by which an institution is set up. ID
// comes from the form: sent again, it gives the link a new token, and the one
// before stops working. A link that was used already is KindGone.
func (f *Flow) OfferSetup(ctx context.Context, a authz.Actor, id domain.LinkID) (token string, err error) {
	return f.offer(ctx, a, func(ctx context.Context) (domain.LinkID, domain.Scope, error) {
		number, err := f.Institutions.Number(ctx)
		return id, number, err
	})
}

func (f *Flow) offer(ctx context.Context, a authz.Actor, number func(context.Context) (domain.LinkID, domain.Scope, error)) (token string, err error) {
	token = domain.NewToken()
	err = f.Desk.Change(ctx, a, account.ActOffer, authz.Resource{}, func(ctx context.Context) (e audit.Entry, err error) {
		id, number, err := number(ctx)
		if err != nil {
			return e, err
		}
		return audit.On(a, account.ActOffer, "link", id.UUID), f.Accounts.SetupLink(ctx, id, number, token)
	})
	return token, err
}

// FirstSetupLink makes the link for the first institution of a server. It is
// one link, however often it is made: what was printed before stops working.
func (f *Flow) FirstSetupLink(ctx context.Context) (token string, err error) {
	return f.offer(ctx, authz.House(domain.Across), f.Institutions.First)
}

// SetupLink makes the same link for commands; no page calls it.
func (f *Flow) SetupLink(ctx context.Context) (token string, err error) {
	return f.OfferSetup(ctx, authz.House(domain.Across), domain.NewID[domain.LinkID]())
}

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
	if s.Login != "" {
		account.CheckNotLogin(&p, "password", s.Password, s.Login)
	}
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
// manager in, all at once: what did not come to its end left nothing, and the
// answers that come next are the ones that count. The link brought the number
// along and the ids are made from its own, so that a second try finds the key
// that the first one made.
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
	manager, session := s.manager(domain.UserID{UUID: link.ID.UUID}), domain.NewToken()
	key, err := f.Keys.Prepare(ctx, link.Scope, domain.UserKey, manager.ID.UUID)
	if err != nil {
		return "", err
	}
	return session, f.Accounts.TryName(ctx, link.ID.UUID, func() error {
		return f.Desk.InTx(ctx, link.Scope, func(ctx context.Context) error {
			if err := f.Accounts.UseSetup(ctx, link); err != nil {
				return err
			}
			if _, err := f.Institutions.Create(ctx, link.Scope, s.Institution); err != nil {
				return err
			}
			if err := f.Accounts.FirstManager(ctx, link.Scope, manager, key, hash, session); err != nil {
				return err
			}
			return f.noteSetUp(ctx, link.Scope, s.Institution.ID, manager)
		})
	})
}

// noteSetUp begins the log of an institution: its manager made it, and let
// the first person in.
func (f *Flow) noteSetUp(ctx context.Context, scope domain.Scope, made domain.InstitutionID, n account.NewStaff) error {
	by := authz.Actor{Roles: n.Roles, User: n.ID, Institution: made, Scope: scope}
	if err := f.Desk.Log.Record(ctx, audit.On(by, account.ActSetUp, "institution", made.UUID)); err != nil {
		return err
	}
	return f.Desk.Log.Record(ctx, audit.On(by, account.ActStaffAdd, "user", n.ID.UUID))
}
