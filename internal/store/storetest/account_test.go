package storetest

import (
	"testing"

	"krag/internal/domain/authz"
)

func TestSignInEndToEnd(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		made := h.staff(in, "anna", authz.Manager, authz.Coordinator)
		session, err := h.accounts.SignIn(t.Context(), " Anna ", password)
		h.must(err)
		a := h.actor(session)
		if a.User != made.User || a.Scope != in.Scope() || a.Institution != in.ID || !a.Has(authz.Manager) || !a.Has(authz.Coordinator) || len(a.Roles) != 2 {
			t.Errorf("the actor is %+v", a)
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
