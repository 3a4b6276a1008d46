package storetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/store/sqldb"
)

// session stores a session as it is and gives its token.
func (h *house) session(s account.Session) (token string) {
	h.t.Helper()
	token = domain.NewToken()
	s.TokenHash, s.MadeAt, s.SeenAt = account.Hash(token), h.clock.Now(), h.clock.Now()
	s.ExpiresAt = h.clock.Now().Add(account.SessionLife)
	h.must(h.in(domain.Across, func(ctx context.Context) error { return h.store.Accounts().InsertSession(ctx, s) }))
	return token
}

func (h *house) grant(scope domain.Scope, g account.Grant) {
	h.t.Helper()
	g.ID = domain.NewID[domain.GrantID]()
	h.must(h.in(scope, func(ctx context.Context) error { return h.store.Accounts().InsertGrant(ctx, scope, g) }))
}

func TestSessionIsOneQuery(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		a := h.staff(h.institution("Ośrodek"), "anna", authz.Manager, authz.Coordinator)
		ctx, count := sqldb.WithCounter(t.Context())
		h.must(h.Read(ctx, domain.Across, func(ctx context.Context) error {
			_, _, err := h.store.Accounts().Session(ctx, a.Session, h.clock.Now())
			return err
		}))
		if count.N() != 1 {
			t.Errorf("%d queries for a session, want 1", count.N())
		}
	})
}

func TestSessionEnds(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		h.staff(in, "anna", authz.Manager)
		user := h.staff(in, "ewa", authz.Coordinator).User
		token := h.session(account.Session{User: user})
		signedIn := func(when string, want bool) {
			if h.actor(token).SignedIn() != want {
				t.Errorf("%s: signed in is %v", when, !want)
			}
		}
		h.clock.pass(account.SessionLife - time.Microsecond)
		signedIn("at the last moment", true)
		h.clock.pass(time.Microsecond)
		signedIn("when expired", false)

		token = h.session(account.Session{User: user})
		h.must(h.in(domain.Across, func(ctx context.Context) error { return h.store.Accounts().SetDisabled(ctx, user, true) }))
		signedIn("when disabled", false)
		h.must(h.in(domain.Across, func(ctx context.Context) error { return h.store.Accounts().SetDisabled(ctx, user, false) }))
		signedIn("when open again", true)
		h.must(h.in(in.Scope(), func(ctx context.Context) error { return h.store.Accounts().DeleteGrants(ctx, in.Scope(), user) }))
		signedIn("without a role", false)
	})
}

func TestSessionTouch(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		user := h.staff(h.institution("Ośrodek"), "anna", authz.Manager).User
		token := h.session(account.Session{User: user})
		seen := func() time.Time {
			_, s, err := h.accounts.Actor(t.Context(), token)
			h.must(err)
			return s.SeenAt
		}
		h.clock.pass(9 * time.Minute)
		seen()
		if !seen().Equal(morning) {
			t.Error("written again within ten minutes")
		}
		h.clock.pass(2 * time.Minute)
		seen()
		if want := morning.Add(11 * time.Minute); !seen().Equal(want) {
			t.Errorf("seen at %v, want %v", seen(), want)
		}
	})
}

// TestSessionActors goes through everybody who can stand behind a session.
func TestSessionActors(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		one, two := h.institution("Ośrodek"), h.institution("Dom")
		user := h.staff(two, "anna", authz.Manager).User
		g1, g2 := domain.NewID[domain.GroupID](), domain.NewID[domain.GroupID]()
		who := domain.NewID[domain.PersonID]()

		member := h.actor(h.session(account.Session{Person: who, Group: g1, Institution: one.ID, Scope: one.Scope()}))
		if !slices.Equal(member.Roles, []authz.Role{authz.Member}) || member.Person != who || !member.User.IsZero() ||
			!slices.Equal(member.Groups, []domain.GroupID{g1}) || member.Scope != one.Scope() || member.Institution != one.ID {
			t.Errorf("member: %v of %v in %v", member.Roles, member.Groups, member.Scope)
		}
		h.grant(two.Scope(), account.Grant{User: user, Role: authz.Host, Group: g1})
		h.grant(two.Scope(), account.Grant{User: user, Role: authz.Host, Group: g2})
		host := h.actor(h.session(account.Session{User: user}))
		if len(host.Roles) != 2 || !host.Has(authz.Host) || !host.OwnGroup(g1) || !host.OwnGroup(g2) || host.Scope != two.Scope() {
			t.Errorf("host: %v of %v in %v", host.Roles, host.Groups, host.Scope)
		}
		h.grant(one.Scope(), account.Grant{User: user, Role: authz.Coordinator})
		first := h.actor(h.session(account.Session{User: user}))
		if !slices.Equal(first.Roles, []authz.Role{authz.Coordinator}) || first.Scope != one.Scope() || len(first.Groups) != 0 {
			t.Errorf("of two institutions: %v in %v, want what is held in the first alone", first.Roles, first.Scope)
		}
		chosen := h.actor(h.session(account.Session{User: user, Scope: two.Scope()}))
		if !chosen.Has(authz.Manager) || chosen.Has(authz.Coordinator) || chosen.Institution != two.ID {
			t.Errorf("of the institution named: %v in %v", chosen.Roles, chosen.Scope)
		}
		h.must(h.in(domain.Across, func(ctx context.Context) error {
			return h.store.Accounts().DeleteGrants(ctx, one.Scope(), user)
		}))
		h.grant(domain.Across, account.Grant{User: user, Role: authz.Operator})
		operator := h.actor(h.session(account.Session{User: user}))
		if !slices.Equal(operator.Roles, []authz.Role{authz.Operator}) || operator.Scope != domain.Across || !operator.Institution.IsZero() {
			t.Errorf("operator: %v in %v", operator.Roles, operator.Scope)
		}
	})
}

func TestDeleteExpired(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		user := h.staff(in, "anna", authz.Manager).User
		_, _ = h.accounts.SignIn(t.Context(), office, "nikt", password)
		_, err := h.flow.SetupLink(t.Context())
		h.must(err)
		wantRows := func(table string, want int) {
			if n := h.rows(table); n != want {
				t.Errorf("%d rows in %s, want %d", n, table, want)
			}
		}
		h.must(h.accounts.Sweep(t.Context()))
		wantRows("attempt", 2) // by name and by address
		h.clock.pass(account.SessionLife)
		h.session(account.Session{User: user})
		h.must(h.accounts.Sweep(t.Context()))
		wantRows("session", 1)
		wantRows("link", 1)
		wantRows("attempt", 0)
		h.clock.pass(8 * 24 * time.Hour)
		h.must(h.accounts.Sweep(t.Context()))
		wantRows("session", 0)
		wantRows("link", 0)
	})
}

func (h *house) rows(table string) (n int) {
	h.t.Helper()
	h.must(h.Read(h.t.Context(), domain.Across, func(ctx context.Context) error {
		return sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM `+table).Scan(&n)
	}))
	return n
}
