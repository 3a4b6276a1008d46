package storetest

import (
	"context"
	"strconv"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

func (h *house) adds(a authz.Actor, login string) error {
	n := account.NewStaff{ID: domain.NewID[domain.UserID](), Name: "Ola", Login: login, Roles: []authz.Role{authz.Coordinator}}
	return err2(h.accounts.AddStaff(h.t.Context(), a, n))
}

// TestSignInNamesAreNotTriedOut: that a name is taken tells a manager that
// somebody has an account, perhaps elsewhere on the server. Ten such answers a
// quarter of an hour are enough for whoever means it well, and each is written
// down.
func TestSignInNamesAreNotTriedOut(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		h.staff(h.institution("Dom"), "ewa", authz.Manager)
		curious, other := h.staff(in, "anna", authz.Manager), h.staff(in, "iga", authz.Manager)
		for i := range 12 {
			h.must(h.adds(curious, "nowa-"+strconv.Itoa(i))) // nobody is told anything by these
		}
		for range 10 {
			wantKind(t, "a taken name", h.adds(curious, "EWA"), domain.KindInvalid)
		}
		wantKind(t, "an eleventh", h.adds(curious, "ewa"), domain.KindTooMany)
		wantKind(t, "a free one then", h.adds(curious, "jeszcze-wolna"), domain.KindTooMany)
		h.must(h.adds(other, "inna"))
		h.must(h.in(in.Scope(), func(ctx context.Context) error {
			refused, err := newAudit(t).Links(ctx, audit.Filter{Action: "staff.refused", User: curious.User}, domain.Page{Number: 1})
			if err != nil || refused.Total != 10 || len(refused.Rows[0].IDs) != 0 {
				t.Errorf("the journal has %d refusals, %v; want 10", refused.Total, err)
			}
			return nil
		}))
		h.clock.pass(window)
		h.must(h.adds(curious, "jeszcze-wolna"))
	})
}

// TestSignInNamesAreNotTriedOutByALink: the same for who holds a set-up link.
func TestSignInNamesAreNotTriedOutByALink(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		h.staff(h.institution("Dom"), "ewa", authz.Manager)
		token, err := h.flow.SetupLink(t.Context())
		h.must(err)
		set := func(login string) error { return err2(h.flow.SetUp(t.Context(), token, answers("Ośrodek", login))) }
		for range 10 {
			wantKind(t, "a taken name", set("ewa"), domain.KindInvalid)
		}
		wantKind(t, "an eleventh", set("ewa"), domain.KindTooMany)
		h.clock.pass(window)
		h.must(set("wolna"))
	})
}
