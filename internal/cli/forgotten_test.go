package cli_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/store"
	"krag/internal/store/sqldb"
)

// TestForgottenRowsComeBack: a database put back by other means than restore,
// or a restore that was cut off, holds rows of people whose keys are gone. The
// daily sweep forgets them again, and nobody else.
func TestForgottenRowsComeBack(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := e.made(t)
		r := start(t, p)
		setUp(t, r, managerLogin)
		gone, stays := addPerson(t, r, "Dudek"), addPerson(t, r, "Wilga")
		sealed := pseudonymOf(t, r.DB(), gone)
		forget(t, r, gone)
		change(t, r.DB(), `UPDATE person SET pseudonym = $1, forgotten_at = NULL WHERE institution_no = 1 AND id = $2`, sealed, gone)
		stop(t, r)

		again := sweptTomorrow(t, p, func(db *sqldb.DB) bool { return len(pseudonymOf(t, db, gone)) == 0 })
		if len(pseudonymOf(t, again.DB(), stays)) == 0 {
			t.Error("somebody else was forgotten")
		}
	})
}

// sweptTomorrow serves a day later, until the test ends, and waits for the sweep
// to have cleaned what it must.
func sweptTomorrow(t *testing.T, p place, clean func(*sqldb.DB) bool) *cli.Running {
	t.Helper()
	c := p.config()
	c.Clock = domain.ClockFunc(func() time.Time { return time.Now().Add(25 * time.Hour) })
	r, err := cli.Start(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, r) })
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !clean(r.DB()) {
		select {
		case <-tick.C:
		case <-t.Context().Done():
			t.Fatal("the row is never cleaned")
		}
	}
	return r
}

// pseudonymOf reads what is sealed, empty when it was cleaned.
func pseudonymOf(t *testing.T, db *sqldb.DB, id domain.PersonID) (sealed []byte) {
	t.Helper()
	err := db.Read(t.Context(), domain.Within(1), func(ctx context.Context) error {
		return sqldb.From(ctx).QueryRowContext(ctx, `SELECT pseudonym FROM person WHERE institution_no = 1 AND id = $1`, id).Scan(&sealed)
	})
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

// colleague lets somebody in who chose the password, and gives the own actor.
func colleague(t *testing.T, r *cli.Running, by authz.Actor, login string, role authz.Role) authz.Actor {
	t.Helper()
	accounts, n := r.Services().Accounts, account.NewStaff{ID: domain.NewID[domain.UserID](), Name: "Imię " + login, Login: login, Roles: []authz.Role{role}}
	link, err := accounts.AddStaff(t.Context(), by, n)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := accounts.Reset(t.Context(), link, password); err != nil {
		t.Fatal(err)
	}
	return actor(t, r, login)
}

func forgetStaff(t *testing.T, r *cli.Running, by authz.Actor, who domain.UserID) {
	t.Helper()
	err := r.Services().Accounts.SetDisabled(t.Context(), by, who, true)
	if err == nil {
		err = r.Services().Flow.ForgetStaff(t.Context(), by, who)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestForgottenStaffStayForgotten: a backup from before brings back nobody who
// was forgotten since, not even who was the only manager then and had an open
// account.
func TestForgottenStaffStayForgotten(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := e.made(t)
		file := filepath.Join(t.TempDir(), "b.krag")
		r := start(t, p)
		setUp(t, r, managerLogin)
		first := actor(t, r, managerLogin)
		iga := colleague(t, r, first, "iga", authz.Coordinator)
		krag(t, p.all(t), "backup", file).done(t)
		next := colleague(t, r, first, "ewa", authz.Manager)
		forgetStaff(t, r, next, iga.User)
		forgetStaff(t, r, next, first.User)
		krag(t, p.all(t), "verify").done(t)
		stop(t, r)

		to := e.blank(t)
		to.keys, to.master = p.keys, p.master
		if restored := krag(t, to.env(), "restore", file).done(t); !strings.Contains(restored.out, "2 people were forgotten since") {
			t.Errorf("it says %q", restored.out)
		}
		if report := krag(t, to.all(t), "verify").done(t).out; !strings.Contains(report, "app_user.name: 0 open, 2 empty, 0 of forgotten people") {
			t.Errorf("the report says\n%s", report)
		}
		again := start(t, to)
		for _, login := range []string{managerLogin, "iga"} {
			if actor(t, again, login).SignedIn() {
				t.Errorf("%s signs in", login)
			}
		}
	})
}

// TestForgottenStaffComeBack is TestForgottenRowsComeBack for who worked here.
func TestForgottenStaffComeBack(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := e.made(t)
		r := start(t, p)
		setUp(t, r, managerLogin)
		manager := actor(t, r, managerLogin)
		iga := colleague(t, r, manager, "iga", authz.Coordinator)
		if err := r.Vault().Destroy(t.Context(), iga.User.UUID); err != nil { // as after a database was put back
			t.Fatal(err)
		}
		stop(t, r)

		sweptTomorrow(t, p, func(db *sqldb.DB) bool { return slices.Equal(named(t, db), []domain.UUID{manager.User.UUID}) })
	})
}

// named are the users with a name, sealed or not.
func named(t *testing.T, db *sqldb.DB) (users []domain.UUID) {
	t.Helper()
	err := db.Read(t.Context(), domain.Across, func(ctx context.Context) (err error) {
		users, err = store.Subjects{}.SealedUsers(ctx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return users
}
