package account

import (
	"cmp"
	"context"
	"strings"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// NewStaff is somebody to be let in. ID comes from the form.
type NewStaff struct {
	ID    domain.UserID
	Name  string
	Login string
	Roles []authz.Role
	Group domain.GroupID // for a host
}

// Check notes what is to be mended.
func (n NewStaff) Check() error {
	var p domain.Problems
	checkName(&p, n.Name)
	CheckLogin(&p, n.Login)
	checkRoles(&p, n.Roles, n.Group)
	return p.Err()
}

func checkName(p *domain.Problems, name string) {
	if n := utf8.RuneCountInString(strings.TrimSpace(name)); n == 0 || n > 80 {
		p.Add("name", "account.name.missing", domain.Args{"max": 80})
	}
}

// CheckLogin notes under "login" what is to be mended in a sign-in name.
func CheckLogin(p *domain.Problems, login string) {
	if n := utf8.RuneCountInString(FoldLogin(login)); n < 3 || n > 80 {
		p.Add("login", "account.login.length", domain.Args{"min": 3, "max": 80})
	}
}

func checkRoles(p *domain.Problems, roles []authz.Role, group domain.GroupID) {
	if len(roles) == 0 {
		p.Add("roles", "account.role.missing")
	}
	for _, r := range roles {
		switch {
		case r != authz.Manager && r != authz.Coordinator && r != authz.Host:
			p.Add("roles", "account.role.unknown")
		case r == authz.Host && group.IsZero():
			p.Add("group", "account.role.host_group")
		}
	}
}

// AddStaff makes an account and gives the token of a link by which its owner
// chooses a password. A second sending of the form makes no second account,
// only a fresh link. That a sign-in name is taken is written down, and told so
// often only: then it is KindTooMany.
func (s *Service) AddStaff(ctx context.Context, a authz.Actor, n NewStaff) (token string, err error) {
	if err := s.desk.Policy.Check(a, ActStaffAdd, authz.Resource{Scope: a.Scope}); err != nil {
		return "", err
	}
	if err := n.Check(); err != nil {
		return "", err
	}
	err = s.TryName(ctx, a.User.UUID, func() (err error) {
		token, err = s.letIn(ctx, a, n)
		return err
	})
	if nameTaken(err) {
		err = cmp.Or(s.noteTaken(ctx, a), err)
	}
	return token, err
}

// letIn makes the account and the link; who may was decided. Of a form sent
// twice only the last link works.
func (s *Service) letIn(ctx context.Context, a authz.Actor, n NewStaff) (token string, err error) {
	key, err := s.keys.Prepare(ctx, a.Scope, domain.UserKey, n.ID.UUID)
	if err != nil {
		return "", err
	}
	loginKey := s.locks.LoginKey(FoldLogin(n.Login))
	token, link := s.newLink(Link{Kind: LinkReset, User: n.ID, Institution: a.Institution, Scope: a.Scope}, ResetLife)
	err = s.desk.Change(ctx, a, ActStaffAdd, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.insertStaff(ctx, a.Scope, n, key, loginKey); err != nil {
			return e, err
		}
		if err := s.store.DeleteLinksOfUser(ctx, n.ID, LinkReset); err != nil { // of a form sent before
			return e, err
		}
		return audit.On(a, ActStaffAdd, "user", n.ID.UUID), s.store.InsertLink(ctx, link)
	})
	return token, err
}

// FirstManager makes the first user of an institution and opens a session by
// the given token, inside the caller's transaction; the flow that sets an
// institution up prepares the key.
func (s *Service) FirstManager(ctx context.Context, scope domain.Scope, n NewStaff, key domain.Key, passwordHash, token string) error {
	if err := s.insertStaff(ctx, scope, n, key, s.locks.LoginKey(FoldLogin(n.Login))); err != nil {
		return err
	}
	if err := s.store.SetPassword(ctx, n.ID, passwordHash); err != nil {
		return err
	}
	return s.store.InsertSession(ctx, s.newSession(token, Session{User: n.ID}, SessionLife))
}

// HashPassword hashes outside any transaction.
func (s *Service) HashPassword(ctx context.Context, password string) (string, error) {
	return s.pass.Hash(ctx, password)
}

func (s *Service) insertStaff(ctx context.Context, scope domain.Scope, n NewStaff, key domain.Key, loginKey []byte) error {
	u := User{ID: n.ID, Name: domain.NewSecret(strings.TrimSpace(n.Name)), MadeAt: s.desk.Clock.Now(), Version: 1}
	fresh, err := s.store.InsertUser(ctx, scope, u, loginKey, key)
	if domain.KindOf(err) == domain.KindConflict {
		var p domain.Problems
		p.Add("login", keyTaken)
		return p
	}
	if err != nil {
		return err
	}
	if !fresh {
		// A form sent twice, or a forged one with the id of somebody
		// elsewhere, who must not get a link from here.
		_, err := s.here(ctx, scope, n.ID)
		return err
	}
	return s.grant(ctx, scope, n.ID, n.Roles, n.Group)
}

func (s *Service) grant(ctx context.Context, scope domain.Scope, user domain.UserID, roles []authz.Role, group domain.GroupID) error {
	for _, r := range roles {
		g := Grant{ID: domain.NewID[domain.GrantID](), User: user, Role: r}
		if r == authz.Host {
			g.Group = group
		}
		if err := s.store.InsertGrant(ctx, scope, g); err != nil {
			return err
		}
	}
	return nil
}
