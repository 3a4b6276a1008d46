package storetest

import (
	"context"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
)

// TestLinkOnce lets eight use one link at the same moment.
func TestLinkOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		for range 5 {
			token, err := h.flow.SetupLink(t.Context())
			h.must(err)
			link, err := h.accounts.Link(t.Context(), token)
			h.must(err)
			firsts := make([]bool, 8)
			uses := make([]func() error, len(firsts))
			for i := range firsts {
				uses[i] = func() error {
					return h.in(domain.Across, func(ctx context.Context) (err error) {
						firsts[i], err = h.store.Accounts().UseLink(ctx, link.ID, h.clock.Now())
						return err
					})
				}
			}
			for _, err := range together(uses...) {
				h.must(err)
			}
			n := 0
			for _, first := range firsts {
				if first {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%d were told that they used the link, want 1", n)
			}
			_, err = h.accounts.Link(t.Context(), token)
			wantKind(t, "a used link", err, domain.KindGone)
		}
	})
}

func TestSignInLink(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		user := h.staff(in, "anna", authz.Manager).User
		once, err := h.accounts.SignInLink(t.Context(), in.Scope(), in.ID, user, false)
		h.must(err)
		often, err := h.accounts.SignInLink(t.Context(), in.Scope(), in.ID, user, true)
		h.must(err)
		for _, token := range []string{once, often, often} {
			session, err := h.accounts.Use(t.Context(), token)
			h.must(err)
			if a := h.actor(session); a.User != user || a.Scope != in.Scope() || !a.Has(authz.Manager) {
				t.Errorf("roles %v in %v", a.Roles, a.Scope)
			}
		}
		_, err = h.accounts.Use(t.Context(), once)
		wantKind(t, "the second use", err, domain.KindGone)
		_, err = h.accounts.Use(t.Context(), "made up")
		wantKind(t, "what never was", err, domain.KindGone)
		unused, err := h.accounts.SignInLink(t.Context(), in.Scope(), in.ID, user, false)
		h.must(err)
		h.clock.pass(account.SignInLife)
		_, err = h.accounts.Use(t.Context(), unused)
		wantKind(t, "an expired link", err, domain.KindGone)
		_, err = h.accounts.Use(t.Context(), often)
		h.must(err)
		h.clock.pass(account.LinkLife)
		_, err = h.accounts.Use(t.Context(), often)
		wantKind(t, "an expired reusable link", err, domain.KindGone)
	})
}

func TestResetLink(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		manager := h.staff(in, "anna", authz.Manager)
		user := h.staff(in, "ewa", authz.Coordinator)
		first, err := h.accounts.ResetLink(t.Context(), manager, user.User)
		h.must(err)
		second, err := h.accounts.ResetLink(t.Context(), manager, user.User)
		h.must(err)
		_, err = h.accounts.Reset(t.Context(), first, "pięć zielonych kluczy")
		wantKind(t, "an earlier link", err, domain.KindGone)
		_, err = h.accounts.Reset(t.Context(), second, "pięć zielonych kluczy")
		h.must(err)
		_, err = h.accounts.Reset(t.Context(), second, "sześć zielonych kluczy")
		wantKind(t, "a used link", err, domain.KindGone)
		_, err = h.accounts.SignIn(t.Context(), office, "ewa", password)
		wantKind(t, "the old password", err, domain.KindInvalid)
		_, err = h.accounts.SignIn(t.Context(), office, "ewa", "pięć zielonych kluczy")
		h.must(err)
		h.must(h.Read(t.Context(), domain.Across, func(ctx context.Context) error {
			_, _, err := h.store.Accounts().Session(ctx, user.Session, h.clock.Now())
			wantKind(t, "a session from before", err, domain.KindNotFound)
			return nil
		}))
	})
}

// memberLink makes a member's link and opens a session by it.
func (h *house) memberLink(a authz.Actor, group domain.GroupID, who domain.PersonID) (token, session string) {
	h.t.Helper()
	token = domain.NewToken()
	h.must(h.in(a.Scope, func(ctx context.Context) error { return h.accounts.MemberLink(ctx, a, group, who, token) }))
	session, err := h.accounts.Use(h.t.Context(), token)
	h.must(err)
	return token, session
}

func TestMemberLink(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in, other := h.institution("Ośrodek"), h.institution("Dom")
		a, foreign := h.staff(in, "anna", authz.Coordinator), h.staff(other, "ewa", authz.Coordinator)
		g1, g2, who := domain.NewID[domain.GroupID](), domain.NewID[domain.GroupID](), domain.NewID[domain.PersonID]()
		open := func(what, token, session string, want bool) {
			_, err := h.accounts.Link(t.Context(), token)
			if (err == nil) != want || h.actor(session).SignedIn() != want {
				t.Errorf("%s: link %v, session %v; want both %v", what, err == nil, h.actor(session).SignedIn(), want)
			}
		}
		old, oldSession := h.memberLink(a, g1, who)
		l1, s1 := h.memberLink(a, g1, who)
		open("renewed", old, oldSession, false)
		l2, s2 := h.memberLink(a, g2, who)
		open("the other group's", l1, s1, true)

		h.must(h.accounts.RevokeMemberLink(t.Context(), foreign, g1, who))
		open("revoked from elsewhere", l1, s1, true)
		h.must(h.in(other.Scope(), func(ctx context.Context) error { return h.accounts.CloseDoorsOfGroup(ctx, g1) }))
		open("closed from elsewhere", l1, s1, true)
		h.must(h.in(in.Scope(), func(ctx context.Context) error {
			links, err := h.store.Accounts().LinksOfPerson(ctx, who)
			if len(links) != 2 || links[0].Group != g1 || links[0].Institution != in.ID || links[0].Kind != account.LinkMember || !links[0].Reusable {
				t.Errorf("%d links of the person", len(links))
			}
			return err
		}))
		h.must(h.accounts.RevokeMemberLink(t.Context(), a, g1, who))
		open("revoked", l1, s1, false)
		open("of the other group", l2, s2, true)

		l1, s1 = h.memberLink(a, g1, who)
		h.must(h.in(in.Scope(), func(ctx context.Context) error { return h.accounts.CloseDoorsOfGroup(ctx, g1) }))
		open("of a closed group", l1, s1, false)
		h.must(h.accounts.SignOut(t.Context(), h.actor(s2)))
		if h.actor(s2).SignedIn() {
			t.Error("signed out and still in")
		}
		h.must(h.in(in.Scope(), func(ctx context.Context) error { return h.accounts.CloseDoors(ctx, domain.GroupID{}, who) }))
		open("in every group", l2, s2, false)
	})
}
