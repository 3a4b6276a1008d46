package storetest

import (
	"context"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/store/sqldb"
)

// TestForgettingStaff: of somebody whose account is closed nothing is left but
// the id in the records, and no way in; the sign-in name is free again.
func TestForgettingStaff(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		manager, stranger := w.staff(w.in, "ewa", authz.Manager), w.staff(w.institution("Dom"), "obca", authz.Manager)
		iga := w.staff(w.in, "iga", authz.Coordinator)
		reset, err := w.accounts.ResetLink(t.Context(), manager, iga.User)
		w.must(err)
		_, err = w.accounts.SignIn(t.Context(), office, "iga", "to nie to hasło")
		wantKind(t, "a wrong password", err, domain.KindInvalid)

		wantKind(t, "an open account", w.flow.ForgetStaff(t.Context(), manager, iga.User), domain.KindConflict)
		wantKind(t, "by a coordinator", w.flow.ForgetStaff(t.Context(), iga, manager.User), domain.KindForbidden)
		w.must(w.accounts.SetDisabled(t.Context(), manager, iga.User, true))
		wantKind(t, "from another institution", w.flow.ForgetStaff(t.Context(), stranger, iga.User), domain.KindNotFound)
		w.must(w.flow.ForgetStaff(t.Context(), manager, iga.User))
		w.must(w.flow.ForgetStaff(t.Context(), manager, iga.User)) // the form came twice
		wantKind(t, "from another institution, afterwards", w.flow.ForgetStaff(t.Context(), stranger, iga.User), domain.KindNotFound)

		w.leftOf(iga.User)
		_, err = w.accounts.Link(t.Context(), reset)
		wantKind(t, "a link of before", err, domain.KindGone)
		wantKind(t, "opening the account again", w.accounts.SetDisabled(t.Context(), manager, iga.User, false), domain.KindNotFound)
		_, err = w.store.Keys().Prepare(t.Context(), w.scope(), domain.UserKey, iga.User.UUID)
		wantKind(t, "a key again", err, domain.KindGone)
		w.staff(w.in, "iga", authz.Coordinator)
	})
}

// leftOf asks that a forgotten user has neither name nor sign-in name, holds
// nothing and is in nobody's way.
func (w *works) leftOf(id domain.UserID) {
	w.t.Helper()
	w.must(w.Read(w.t.Context(), domain.Across, func(ctx context.Context) error {
		for what, query := range map[string]string{
			"a name":         `SELECT COUNT(*) FROM app_user WHERE id = $1 AND (name IS NOT NULL OR password_hash <> '' OR NOT disabled)`,
			"a grant":        `SELECT COUNT(*) FROM user_grant WHERE user_id = $1`,
			"a link":         `SELECT COUNT(*) FROM link WHERE user_id = $1`,
			"a session":      `SELECT COUNT(*) FROM session WHERE user_id = $1`,
			"not even a row": `SELECT 1 - COUNT(*) FROM app_user WHERE id = $1`,
		} {
			var n int
			if err := sqldb.From(ctx).QueryRowContext(ctx, query, id).Scan(&n); err != nil {
				return err
			}
			if n != 0 {
				w.t.Errorf("of a forgotten user there is %s", what)
			}
		}
		name, tries := w.store.Locks().LoginKey("iga"), 0
		_, err := w.store.Accounts().CredentialsByLogin(ctx, name)
		wantKind(w.t, "the sign-in name", err, domain.KindNotFound)
		err = sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM attempt WHERE key = $1`, name).Scan(&tries)
		if tries != 0 {
			w.t.Error("tries are still counted under the hash of the sign-in name")
		}
		return err
	}))
}

// TestForgettingTheLastManager: whoever alone runs an institution cannot close
// the own account, so nobody can forget them.
func TestForgettingTheLastManager(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		manager := w.staff(w.in, "ewa", authz.Manager)
		wantKind(t, "closing", w.accounts.SetDisabled(t.Context(), manager, manager.User, true), domain.KindConflict)
		wantKind(t, "forgetting", w.flow.ForgetStaff(t.Context(), manager, manager.User), domain.KindConflict)
		if me, err := w.accounts.Own(t.Context(), manager); err != nil || me.Name.Reveal() != "Imię ewa" {
			t.Errorf("the manager is called %q, %v", me.Name.Reveal(), err)
		}
	})
}

// TestForgettingWhoWorksElsewhereToo: what somebody is in one institution is
// not for another to end.
func TestForgettingWhoWorksElsewhereToo(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newWorks(t, env)
		manager, iga, other := w.staff(w.in, "ewa", authz.Manager), w.staff(w.in, "iga", authz.Coordinator), w.institution("Dom")
		w.grant(other.Scope(), account.Grant{User: iga.User, Role: authz.Coordinator})
		w.must(w.accounts.SetDisabled(t.Context(), manager, iga.User, true))
		wantKind(t, "forgetting", w.flow.ForgetStaff(t.Context(), manager, iga.User), domain.KindNotFound)
		staff, err := w.accounts.Staff(t.Context(), manager)
		if err != nil || len(staff) != 2 {
			t.Errorf("%d work here, %v; nothing may have changed", len(staff), err)
		}
	})
}
