package storetest

import (
	"context"
	"errors"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// between lets something happen right before the first transaction of one
// institution.
type between struct {
	domain.Tx
	first func()
}

func (b *between) InTx(ctx context.Context, scope domain.Scope, fn func(context.Context) error) error {
	if happens := b.first; happens != nil && scope != domain.Across {
		b.first = nil
		happens()
	}
	return b.Tx.InTx(ctx, scope, fn)
}

// TestTheOldPasswordIsOutrun: comparing the old password and making the hash of
// the new one take a while. Who meanwhile lost the password, or the session,
// sets none; but a form sent twice at once is done once and answered well.
func TestTheOldPasswordIsOutrun(t *testing.T) {
	const mine, theirs = "cztery nowe klucze", "pięć cudzych kluczy"
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		outrun := func(login string, meanwhile func(owner authz.Actor)) (session string, err error) {
			a := h.staff(in, login, authz.Manager)
			d := &desk.Desk{Tx: &between{h.desk.Tx, func() { meanwhile(a) }}, Policy: h.desk.Policy, Log: h.desk.Log, Watch: h.desk.Watch, Clock: h.desk.Clock}
			slow := account.New(d, h.store.Accounts(), h.store.Keys(), h.store.Locks(), quickPasswords(), false)
			return slow.ChangePassword(t.Context(), a, password, theirs)
		}
		opens := func(login, password string) bool {
			_, err := h.accounts.SignIn(t.Context(), office, login, password)
			return err == nil
		}

		_, err := outrun("anna", func(owner authz.Actor) {
			link, err := h.accounts.ResetLink(t.Context(), itself(in), owner.User)
			h.must(err)
			_, err = h.accounts.Reset(t.Context(), link, mine)
			h.must(err)
		})
		wantKind(t, "after a new password", err, domain.KindUnauthenticated)
		if opens("anna", theirs) || !opens("anna", mine) {
			t.Error("the old password set another one over the new one")
		}

		_, err = outrun("ewa", func(owner authz.Actor) { h.must(h.accounts.SignOutEverywhere(t.Context(), owner)) })
		wantKind(t, "after signing out everywhere", err, domain.KindUnauthenticated)
		if opens("ewa", theirs) || !opens("ewa", password) {
			t.Error("a session that had ended set a password")
		}

		_, err = outrun("ola", func(owner authz.Actor) { // whoever sets it so must end the sessions, too
			hash, err := h.accounts.HashPassword(t.Context(), mine)
			h.must(err)
			h.must(h.in(domain.Across, func(ctx context.Context) error { return h.store.Accounts().SetPassword(ctx, owner.User, hash) }))
		})
		wantKind(t, "after another password", err, domain.KindUnauthenticated)

		session, err := outrun("iga", func(owner authz.Actor) {
			_, err := h.accounts.ChangePassword(t.Context(), owner, password, theirs)
			h.must(err)
		})
		if err != nil || !h.actor(session).SignedIn() || !opens("iga", theirs) {
			t.Errorf("a form sent twice at once: %v", err)
		}
	})
}

// TestThePasswordIsNotTheName: by none of the three ways in which one is chosen.
func TestThePasswordIsNotTheName(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		const login = "Anna.Kowalska"
		in := h.institution("Ośrodek")
		a := h.staff(in, login, authz.Manager)
		refused := func(way string, err error) {
			t.Helper()
			if p, ok := errors.AsType[domain.Problems](err); !ok || len(p) != 1 || p[0].Key != "account.password.login" {
				t.Errorf("%s: %v", way, err)
			}
		}
		refused("changing it", err2(h.accounts.ChangePassword(t.Context(), a, password, "anna.kowalska")))
		link, err := h.accounts.ResetLink(t.Context(), itself(in), a.User)
		h.must(err)
		refused("by a link", err2(h.accounts.Reset(t.Context(), link, "ANNA.KOWALSKA")))
		token, err := h.flow.SetupLink(t.Context())
		h.must(err)
		set := answers("Dom", "barbara.nowak")
		set.Password = "barbara.nowak"
		refused("setting up", err2(h.flow.SetUp(t.Context(), token, set)))
	})
}
