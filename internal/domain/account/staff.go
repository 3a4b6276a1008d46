package account

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Staff lists the people of the actor's institution and their roles.
func (s *Service) Staff(ctx context.Context, a authz.Actor) (staff []Staff, err error) {
	err = s.desk.Look(ctx, a, ActStaffList, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		staff, err = s.store.Staff(ctx, a.Scope)
		ids := make([]domain.UUID, len(staff))
		for i, m := range staff {
			ids[i] = m.ID.UUID
		}
		return audit.On(a, ActStaffList, "user", ids...), err
	})
	return staff, err
}

// StaffMember gives one of them, for the page that changes roles.
func (s *Service) StaffMember(ctx context.Context, a authz.Actor, id domain.UserID) (m Staff, err error) {
	err = s.desk.Look(ctx, a, ActStaffShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		m, err = s.store.StaffByID(ctx, a.Scope, id)
		return audit.On(a, ActStaffShow, "user", id.UUID), err
	})
	return m, err
}

// Names gives what the people of the actor's institution are called, for the
// journal. Nothing is written down: reading the journal is.
func (s *Service) Names(ctx context.Context, a authz.Actor) (names map[domain.UserID]domain.Secret, err error) {
	err = s.desk.View(ctx, a, ActStaffList, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		staff, err := s.store.Staff(ctx, a.Scope)
		names = make(map[domain.UserID]domain.Secret, len(staff))
		for _, m := range staff {
			names[m.ID] = m.Name
		}
		return err
	})
	return names, err
}

// Own gives what the house knows of the actor.
func (s *Service) Own(ctx context.Context, a authz.Actor) (m Staff, err error) {
	err = s.desk.View(ctx, a, ActOwn, authz.Resource{Scope: a.Scope, User: a.User}, func(ctx context.Context) (err error) {
		m, err = s.store.StaffByID(ctx, a.Scope, a.User)
		return err
	})
	return m, err
}

// SetRoles replaces what a user holds; sessions end, so that nobody goes on
// with a role that was taken away. An institution keeps at least one manager.
// Version is the one the form showed.
func (s *Service) SetRoles(ctx context.Context, a authz.Actor, id domain.UserID, version int64, roles []authz.Role, group domain.GroupID) error {
	var p domain.Problems
	checkRoles(&p, roles, group)
	if err := p.Err(); err != nil {
		return err
	}
	return s.changeStaff(ctx, a, ActStaffRoles, id, func(ctx context.Context, _ Credentials) (bool, error) {
		if err := s.store.TakeUser(ctx, id, version); err != nil {
			return false, err
		}
		if err := s.store.DeleteGrants(ctx, a.Scope, id); err != nil {
			return false, err
		}
		return true, s.grant(ctx, a.Scope, id, roles, group)
	})
}

// SetDisabled closes or opens an account again.
func (s *Service) SetDisabled(ctx context.Context, a authz.Actor, id domain.UserID, disabled bool) error {
	action := ActStaffEnable
	if disabled {
		action = ActStaffDisable
	}
	return s.changeStaff(ctx, a, action, id, func(ctx context.Context, c Credentials) (bool, error) {
		if c.Disabled == disabled {
			return false, nil
		}
		return true, s.store.SetDisabled(ctx, id, disabled)
	})
}

// changeStaff takes the institution first: whether a manager remains is a
// rule over several rows. Change reports whether there was anything to change.
func (s *Service) changeStaff(ctx context.Context, a authz.Actor, action authz.Action, id domain.UserID, change func(context.Context, Credentials) (bool, error)) error {
	return s.desk.Change(ctx, a, action, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.takeInstitution(ctx, a.Scope); err != nil {
			return e, err
		}
		c, err := s.here(ctx, a.Scope, id)
		if err != nil {
			return e, err
		}
		if changed, err := change(ctx, c); err != nil || !changed {
			return e, err
		}
		if err := s.managerLeft(ctx, a.Scope); err != nil {
			return e, err
		}
		_, err = s.store.DeleteSessionsOfUser(ctx, id)
		return audit.On(a, action, "user", id.UUID), err
	})
}

// here gives a user who is something in the scope, without the name, whose
// key nobody asks for inside a transaction.
func (s *Service) here(ctx context.Context, scope domain.Scope, id domain.UserID) (Credentials, error) {
	grants, err := s.store.Grants(ctx, scope, id)
	if err != nil {
		return Credentials{}, err
	}
	if len(grants) == 0 {
		return Credentials{}, domain.NotFound("error.not_found")
	}
	return s.store.CredentialsByID(ctx, id)
}

// WorksHere is KindNotFound, inside the caller's transaction, when a user has no
// role in a scope.
func (s *Service) WorksHere(ctx context.Context, scope domain.Scope, id domain.UserID) error {
	_, err := s.here(ctx, scope, id)
	return err
}

func (s *Service) managerLeft(ctx context.Context, scope domain.Scope) error {
	if scope == domain.Across {
		return nil
	}
	left, err := s.store.ManagersLeft(ctx, scope)
	if err == nil && left == 0 {
		err = domain.Conflict("account.last_manager")
	}
	return err
}

// ResetLink makes a link by which a user chooses a new password; an earlier
// one stops working. Staff hand it over themselves.
func (s *Service) ResetLink(ctx context.Context, a authz.Actor, id domain.UserID) (token string, err error) {
	token, link := s.newLink(Link{Kind: LinkReset, User: id, Institution: a.Institution, Scope: a.Scope}, ResetLife)
	err = s.desk.Change(ctx, a, ActStaffReset, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if _, err := s.here(ctx, a.Scope, id); err != nil {
			return e, err
		}
		if err := s.store.DeleteLinksOfUser(ctx, id, LinkReset); err != nil {
			return e, err
		}
		return audit.On(a, ActStaffReset, "user", id.UUID), s.store.InsertLink(ctx, link)
	})
	return token, err
}

// Hosts are the groups that a member of staff hosts.
func (m Staff) Hosts() (groups []domain.GroupID) {
	for _, g := range m.Grants {
		if g.Role == authz.Host {
			groups = append(groups, g.Group)
		}
	}
	return groups
}

// HasRole reports whether a member of staff holds a role.
func (m Staff) HasRole(r authz.Role) bool {
	return slices.ContainsFunc(m.Grants, func(g Grant) bool { return g.Role == r })
}
