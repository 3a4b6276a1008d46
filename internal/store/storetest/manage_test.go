package storetest

import (
	"context"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/journal"
)

// TestRolesFromAnOldForm: of two forms opened at once the second learns of the
// first, and nothing of it is done.
func TestRolesFromAnOldForm(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		manager := h.staff(in, "anna", authz.Manager)
		ewa := h.staff(in, "ewa", authz.Coordinator)
		m, err := h.accounts.StaffMember(t.Context(), manager, ewa.User)
		h.must(err)
		set := func(roles ...authz.Role) error {
			return h.accounts.SetRoles(t.Context(), manager, ewa.User, m.Version, roles, domain.GroupID{})
		}
		h.must(set(authz.Manager, authz.Coordinator))
		wantKind(t, "an old version", set(authz.Manager), domain.KindStale)
		m, err = h.accounts.StaffMember(t.Context(), manager, ewa.User)
		if err != nil || len(m.Grants) != 2 {
			t.Errorf("holds %v, %v; want what the first form said", m.Grants, err)
		}
	})
}

func TestOwnAccount(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		a := h.staff(h.institution("Ośrodek"), "anna", authz.Manager, authz.Coordinator)
		m, err := h.accounts.Own(t.Context(), a)
		if err != nil || m.Name.Reveal() != "Imię anna" || !m.HasRole(authz.Manager) || !m.HasRole(authz.Coordinator) {
			t.Errorf("%v, %v; want Anna with two roles", m.Grants, err)
		}
		token, err := h.accounts.AddOperator(t.Context(), account.NewStaff{ID: domain.NewID[domain.UserID](), Name: "Serwer", Login: "operator"})
		h.must(err)
		session, err := h.accounts.Reset(t.Context(), token, password)
		h.must(err)
		if m, err = h.accounts.Own(t.Context(), h.actor(session)); err != nil || m.Name.Reveal() != "Serwer" {
			t.Errorf("the operator: %v, %v", m.Grants, err)
		}
	})
}

func TestNamesStayInTheInstitution(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		anna := h.staff(h.institution("Ośrodek"), "anna", authz.Manager)
		h.staff(h.institution("Dom"), "ewa", authz.Manager)
		names, err := h.accounts.Names(t.Context(), anna)
		if err != nil || len(names) != 1 || names[anna.User].Reveal() != "Imię anna" {
			t.Errorf("%d names, %v; want the own one alone", len(names), err)
		}
	})
}

// TestOfferSetup: a form sent again renews the link, and a used one stays used.
func TestOfferSetup(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		operator := authz.Actor{Roles: []authz.Role{authz.Operator}, User: domain.NewID[domain.UserID]()}
		id := domain.NewID[domain.LinkID]()
		first, err := h.flow.OfferSetup(t.Context(), operator, id)
		h.must(err)
		second, err := h.flow.OfferSetup(t.Context(), operator, id)
		h.must(err)
		_, err = h.accounts.Link(t.Context(), first)
		wantKind(t, "the first token", err, domain.KindGone)
		l, err := h.accounts.Link(t.Context(), second)
		if err != nil || l.ID != id || l.Kind != account.LinkSetup {
			t.Errorf("the second token opens %v, %v", l.Kind, err)
		}
		h.must(h.in(domain.Across, func(ctx context.Context) error { return h.accounts.UseSetup(ctx, l) }))
		_, err = h.flow.OfferSetup(t.Context(), operator, id)
		wantKind(t, "a used link", err, domain.KindGone)
		_, err = h.flow.OfferSetup(t.Context(), h.staff(h.institution("Ośrodek"), "anna", authz.Manager), domain.NewID[domain.LinkID]())
		wantKind(t, "a manager", err, domain.KindForbidden)
	})
}

// TestSetupLinkTakesNoOther: the id of another kind of link gives no token to it.
func TestSetupLinkTakesNoOther(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		anna := h.staff(in, "anna", authz.Manager)
		token, err := h.accounts.SignInLink(t.Context(), anna, anna.User)
		h.must(err)
		l, err := h.accounts.Link(t.Context(), token)
		h.must(err)
		operator := authz.Actor{Roles: []authz.Role{authz.Operator}, User: domain.NewID[domain.UserID]()}
		_, err = h.flow.OfferSetup(t.Context(), operator, l.ID)
		wantKind(t, "somebody's link", err, domain.KindGone)
		_, err = h.accounts.Link(t.Context(), token)
		h.must(err)
	})
}

func TestGroupNames(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		for name, stage := range map[string]group.Stage{"Źródło": group.Idea, "Alejka": group.Accompanied, "Most": group.Closed} {
			w.must(w.groups.Create(t.Context(), w.by, newGroup(w.programme, name, stage)))
		}
		away := w.elsewhere()
		w.must(w.groups.Create(t.Context(), away.by, newGroup(away.programme, "Obca", group.Idea)))
		names, err := w.groups.Names(t.Context(), w.by)
		w.must(err)
		if len(names) != 2 {
			t.Fatalf("%d names, want the two open groups of the own institution", len(names))
		}
		all, err := w.groups.List(t.Context(), w.by, group.Filter{})
		w.must(err)
		if names[0].ID != all.Rows[0].ID || names[0].Neutral != all.Rows[0].Neutral {
			t.Errorf("the first is %q, want it in the order of the list", names[0].Neutral)
		}
	})
}

// TestJournalExport asks for more records than are read at once: all in order,
// and nothing of what is written while they are taken, whether it is picked or
// not.
func TestJournalExport(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		h := newHouse(t, env)
		in := h.institution("Ośrodek")
		log := newAudit(t)
		h.desk.Policy = authz.NewPolicy(account.Rules, journal.Rules)
		service := journal.New(h.desk, log)
		const written = 1203
		record(t, env, log, in.Scope(), written)
		export := func(f audit.Filter) (seqs []int64) {
			t.Helper()
			links, err := service.Export(t.Context(), itself(in), f)
			h.must(err)
			record(t, env, log, in.Scope(), 1)
			for l, err := range links {
				h.must(err)
				if seqs = append(seqs, l.Seq); len(seqs)%400 == 0 {
					record(t, env, log, in.Scope(), 3)
				}
			}
			return seqs
		}
		all := export(audit.Filter{})
		for i, seq := range all {
			if seq != int64(written-i) {
				t.Fatalf("record %d is the %dth", seq, i)
			}
		}
		if len(all) != written {
			t.Errorf("%d records, want %d", len(all), written)
		}
		if looks := export(audit.Filter{Action: journal.ActRead}); len(looks) != 1 {
			t.Errorf("records of reading: %v, want the export before", looks)
		}
		links, err := service.Export(t.Context(), itself(in), audit.Filter{})
		h.must(err)
		for range links {
			break // whoever asked has gone
		}
	})
}
