package storetest

import (
	"context"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/store/sqldb"
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

// records counts what is written down of an institution.
func (h *house) records(scope domain.Scope) (n int) {
	h.t.Helper()
	h.must(h.Read(h.t.Context(), scope, func(ctx context.Context) error {
		return sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM audit_link WHERE institution_no = $1`, scope.Institution()).Scan(&n)
	}))
	return n
}

// TestSignInLink: in a demonstration it opens again and again, and both the
// making and each opening is written down.
func TestSignInLink(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in, other := h.institution("Ośrodek"), h.institution("Dom")
		anna, ewa := h.staff(in, "anna", authz.Manager), h.staff(in, "ewa", authz.Coordinator)
		before := h.records(in.Scope())
		token, err := h.accounts.SignInLink(t.Context(), anna, ewa.User)
		h.must(err)
		for range 2 {
			session, err := h.accounts.Use(t.Context(), token)
			h.must(err)
			if a := h.actor(session); a.User != ewa.User || a.Scope != in.Scope() || !a.Has(authz.Coordinator) {
				t.Errorf("roles %v in %v", a.Roles, a.Scope)
			}
		}
		if n := h.records(in.Scope()) - before; n != 3 {
			t.Errorf("%d records of a link and two openings", n)
		}
		_, err = h.accounts.SignInLink(t.Context(), ewa, ewa.User)
		wantKind(t, "made by a coordinator", err, domain.KindForbidden)
		_, err = h.accounts.SignInLink(t.Context(), h.staff(other, "ola", authz.Manager), ewa.User)
		wantKind(t, "made elsewhere", err, domain.KindNotFound)
		_, err = h.accounts.Use(t.Context(), "made up")
		wantKind(t, "what never was", err, domain.KindGone)
		h.clock.pass(account.LinkLife)
		_, err = h.accounts.Use(t.Context(), token)
		wantKind(t, "an expired link", err, domain.KindGone)
	})
}

// TestNoSignInLinkOutsideADemonstration: a server that shows no made-up people
// makes none, whoever asks, and opens none that a demonstration left behind.
func TestNoSignInLinkOutsideADemonstration(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		anna := h.staff(in, "anna", authz.Manager)
		left, err := h.accounts.SignInLink(t.Context(), anna, anna.User)
		h.must(err)
		served := account.New(h.desk, h.store.Accounts(), h.store.Keys(), h.store.Locks(), quickPasswords(), false)
		for _, a := range []authz.Actor{anna, authz.House(in.Scope())} {
			_, err = served.SignInLink(t.Context(), a, anna.User)
			wantKind(t, "making one", err, domain.KindForbidden)
		}
		_, err = served.Link(t.Context(), left)
		wantKind(t, "looking at one", err, domain.KindGone)
		_, err = served.TryLink(t.Context(), office, left)
		wantKind(t, "trying one", err, domain.KindGone)
		_, err = served.Use(t.Context(), left)
		wantKind(t, "using one", err, domain.KindGone)
		member, err := served.ResetLink(t.Context(), anna, anna.User)
		h.must(err)
		_, err = served.Link(t.Context(), member)
		h.must(err) // every other kind opens
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
