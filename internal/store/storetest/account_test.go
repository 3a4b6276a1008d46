package storetest

import (
	"context"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/institution"
)

func TestSignIn(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		made := h.staff(in, "anna", authz.Manager, authz.Coordinator)
		session, err := h.accounts.SignIn(t.Context(), office, " An na ", password)
		h.must(err)
		a := h.actor(session)
		if a.User != made.User || a.Scope != in.Scope() || a.Institution != in.ID || !a.Has(authz.Manager) || !a.Has(authz.Coordinator) || len(a.Roles) != 2 || len(a.Groups) != 0 {
			t.Errorf("the actor has roles %v in %v", a.Roles, a.Scope)
		}
		h.must(h.accounts.SignOut(t.Context(), a))
		if h.actor(session).SignedIn() {
			t.Error("the session outlived signing out")
		}
		if !h.actor("").Has(authz.Visitor) {
			t.Error("no token is not a visitor")
		}
	})
}

// TestWrongPair asks that nobody can learn which names exist.
func TestWrongPair(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		h.staff(in, "anna", authz.Manager)
		closed := h.staff(in, "ewa", authz.Coordinator)
		h.must(h.accounts.SetDisabled(t.Context(), itself(in), closed.User, true))
		_, unknown := h.accounts.SignIn(t.Context(), office, "nikt", password)
		_, wrong := h.accounts.SignIn(t.Context(), office, "anna", "cztery zielone klucze")
		_, disabled := h.accounts.SignIn(t.Context(), office, "ewa", password)
		for _, err := range []error{unknown, wrong, disabled} {
			if err == nil || err.Error() != unknown.Error() || domain.KindOf(err) != domain.KindInvalid {
				t.Errorf("%v differs from %v", err, unknown)
			}
		}
	})
}

func TestSetRolesEndsSessions(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		manager := h.staff(in, "anna", authz.Manager)
		h.staff(in, "ewa", authz.Coordinator)
		session, err := h.accounts.SignIn(t.Context(), office, "ewa", password)
		h.must(err)
		group := domain.NewID[domain.GroupID]()
		h.must(h.accounts.SetRoles(t.Context(), manager, h.actor(session).User, 2, []authz.Role{authz.Host}, group))
		if h.actor(session).SignedIn() {
			t.Error("a session went on after the roles changed")
		}
		session, err = h.accounts.SignIn(t.Context(), office, "ewa", password)
		h.must(err)
		if a := h.actor(session); len(a.Roles) != 1 || !a.Has(authz.Host) || !a.OwnGroup(group) {
			t.Errorf("roles %v, groups %v; want a host of one", a.Roles, a.Groups)
		}
	})
}

// TestLastManager lets two managers take the role from each other at once.
func TestLastManager(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		for range 5 {
			in := h.institution("Ośrodek")
			one := h.staff(in, "anna"+in.ID.String(), authz.Manager)
			two := h.staff(in, "ewa"+in.ID.String(), authz.Manager)
			errs := together(
				func() error {
					return h.accounts.SetRoles(t.Context(), one, two.User, 2, []authz.Role{authz.Coordinator}, domain.GroupID{})
				},
				func() error {
					return h.accounts.SetDisabled(t.Context(), two, one.User, true)
				})
			if (errs[0] == nil) == (errs[1] == nil) {
				t.Errorf("%v and %v; want exactly one refused", errs[0], errs[1])
			}
			if left := h.managers(in); left != 1 {
				t.Errorf("%d managers left, want 1", left)
			}
		}
	})
}

func (h *house) managers(in institution.Institution) (n int) {
	h.t.Helper()
	h.must(h.Read(h.t.Context(), in.Scope(), func(ctx context.Context) (err error) {
		n, err = h.store.Accounts().ManagersLeft(ctx, in.Scope())
		return err
	}))
	return n
}

// TestStaffStoreContract goes through what account.Store promises of users.
func TestStaffStoreContract(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in, other := h.institution("Ośrodek"), h.institution("Dom")
		made := h.staff(in, "anna", authz.Manager, authz.Coordinator)
		accounts := h.store.Accounts()
		nobody := domain.NewID[domain.UserID]()
		again := account.User{ID: made.User, Name: domain.NewSecret("Inna"), MadeAt: morning, Version: 1}
		key := h.key(in.Scope(), domain.UserKey, made.User.UUID)
		h.must(h.in(in.Scope(), func(ctx context.Context) error {
			fresh, err := accounts.InsertUser(ctx, in.Scope(), again, []byte("other key"), key)
			if fresh || err != nil {
				t.Errorf("the same id: %v, %v", fresh, err)
			}
			return nil
		}))
		h.must(h.Read(t.Context(), in.Scope(), func(ctx context.Context) error {
			staff, err := accounts.Staff(ctx, in.Scope())
			if err != nil || len(staff) != 1 || staff[0].Name.Reveal() != "Imię anna" || len(staff[0].Grants) != 2 || !staff[0].HasRole(authz.Manager) {
				t.Errorf("staff %d, %v", len(staff), err)
			}
			_, err = accounts.StaffByID(ctx, in.Scope(), nobody)
			wantKind(t, "nobody", err, domain.KindNotFound)
			return nil
		}))
		h.must(h.in(in.Scope(), func(ctx context.Context) error {
			grants, err := accounts.Grants(ctx, in.Scope(), made.User)
			if err != nil || len(grants) != 2 || grants[0].Role != authz.Coordinator || grants[0].User != made.User {
				t.Errorf("grants %d, %v", len(grants), err)
			}
			for _, scope := range []domain.Scope{in.Scope(), domain.Across} {
				home, err := accounts.Home(ctx, made.User, scope)
				if err != nil || home.User != made.User || home.Scope != in.Scope() || home.Institution != in.ID || !home.Has(authz.Manager) || len(home.Roles) != 2 || home.Session != nil {
					t.Errorf("at home in %v as %v, %v", home.Scope, home.Roles, err)
				}
			}
			_, err = accounts.Home(ctx, made.User, other.Scope())
			wantKind(t, "at home in the other institution", err, domain.KindNotFound)
			_, err = accounts.Home(ctx, nobody, domain.Across)
			wantKind(t, "nobody at home", err, domain.KindNotFound)
			wantKind(t, "password of nobody", accounts.SetPassword(ctx, nobody, "x"), domain.KindNotFound)
			wantKind(t, "closing nobody", accounts.SetDisabled(ctx, nobody, true), domain.KindNotFound)
			_, err = accounts.CredentialsByID(ctx, nobody)
			wantKind(t, "credentials of nobody", err, domain.KindNotFound)
			_, err = accounts.CredentialsByLogin(ctx, []byte("nobody"))
			wantKind(t, "credentials of no name", err, domain.KindNotFound)
			wantKind(t, "no institution", accounts.TouchInstitution(ctx, domain.Within(99)), domain.KindNotFound)
			return accounts.TouchInstitution(ctx, in.Scope())
		}))
		h.must(h.Read(t.Context(), other.Scope(), func(ctx context.Context) error {
			staff, err := accounts.Staff(ctx, other.Scope())
			if err != nil || len(staff) != 0 {
				t.Errorf("the other institution sees %d, %v", len(staff), err)
			}
			_, err = accounts.StaffByID(ctx, other.Scope(), made.User)
			wantKind(t, "from the other institution", err, domain.KindNotFound)
			return nil
		}))
		fresh := account.User{ID: nobody, Name: domain.NewSecret("Inna"), MadeAt: morning, Version: 1}
		key = h.key(in.Scope(), domain.UserKey, nobody.UUID)
		err := h.in(in.Scope(), func(ctx context.Context) error {
			_, err := accounts.InsertUser(ctx, in.Scope(), fresh, h.store.Locks().LoginKey("anna"), key)
			return err
		})
		wantKind(t, "a taken sign-in name", err, domain.KindConflict)
	})
}

// TestAddStaffTwice sends a form twice, and then from another institution.
func TestAddStaffTwice(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in, other := h.institution("Ośrodek"), h.institution("Dom")
		manager, foreign := h.staff(in, "anna", authz.Manager), h.staff(other, "ewa", authz.Manager)
		n := account.NewStaff{ID: domain.NewID[domain.UserID](), Name: "Jan", Login: "jan", Roles: []authz.Role{authz.Coordinator}}
		for range 2 {
			_, err := h.accounts.AddStaff(t.Context(), manager, n)
			h.must(err)
		}
		staff, err := h.accounts.Staff(t.Context(), manager)
		if err != nil || len(staff) != 2 || len(staff[1].Grants) != 1 {
			t.Errorf("%d of staff, %v; want two, the new one with one role", len(staff), err)
		}
		token, err := h.accounts.AddStaff(t.Context(), foreign, n)
		wantKind(t, "an id of another institution", err, domain.KindNotFound)
		if token != "" {
			if _, err := h.accounts.Link(t.Context(), token); err == nil {
				t.Error("a foreign manager got a link to an account")
			}
		}
		n.ID = domain.NewID[domain.UserID]()
		_, err = h.accounts.AddStaff(t.Context(), manager, n)
		wantKind(t, "a taken sign-in name", err, domain.KindInvalid)
	})
}
