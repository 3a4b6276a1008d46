package storetest

import (
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/torture"
)

// TestSigningInWhileThePasswordChanges: the old password opens nothing that
// outlives it, although comparing it takes a while.
func TestSigningInWhileThePasswordChanges(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		const fresh = "cztery nowe klucze"
		for range torture.Count(t, 5) {
			login := "iga-" + domain.NewToken()[:10]
			iga := h.staff(in, login, authz.Manager)
			sessions := make([]string, 5)
			errs := atOnce(len(sessions), func(i int) (err error) {
				if i == 0 {
					_, err = h.accounts.ChangePassword(t.Context(), iga, password, fresh)
				} else {
					sessions[i], err = h.accounts.SignIn(t.Context(), office, login, password)
				}
				return err
			})
			h.must(errs[0])
			for i, session := range sessions[1:] {
				if errs[i+1] == nil && h.actor(session).SignedIn() {
					t.Fatal("the old password let somebody in who is still in")
				}
			}
			_, err := h.accounts.SignIn(t.Context(), office, login, fresh)
			h.must(err)
		}
	})
}

// TestOneSignInNameAtOnce: two who let somebody in by one sign-in name make
// one account.
func TestOneSignInNameAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		for range torture.Count(t, rounds) {
			login := "ola-" + domain.NewToken()[:10]
			errs := atOnce(2, func(int) error {
				_, err := h.accounts.AddStaff(t.Context(), itself(in), account.NewStaff{
					ID: domain.NewID[domain.UserID](), Name: "Ola", Login: login, Roles: []authz.Role{authz.Coordinator},
				})
				return err
			})
			if won, other := kinds(errs); won != 1 || other[0] != domain.KindInvalid && other[0] != domain.KindConflict {
				t.Fatalf("one name for two: %v", errs)
			}
		}
	})
}
