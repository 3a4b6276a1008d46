package cli_test

import (
	"context"
	"net/netip"
	"strings"
	"testing"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/store/sqldb"
)

// actor is who signs in with a name and the password of all tests.
func actor(t *testing.T, r *cli.Running, login string) authz.Actor {
	t.Helper()
	accounts := r.Services().Accounts
	session, err := accounts.SignIn(t.Context(), netip.Addr{}, login, password)
	if domain.KindOf(err) == domain.KindInvalid {
		return authz.Nobody
	}
	if err != nil {
		t.Fatal(err)
	}
	a, _, err := accounts.Actor(t.Context(), session)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// choose follows a link and chooses the password of all tests.
func choose(t *testing.T, r *cli.Running, out string) {
	t.Helper()
	_, token := linkIn(t, out)
	if _, err := r.Services().Accounts.Reset(t.Context(), token, password); err != nil {
		t.Fatal(err)
	}
}

// TestUsers lets people in, in again and out while Krąg serves.
func TestUsers(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := settled(t, e.made(t))
		r := start(t, p)
		quiet := func(res result) result {
			t.Helper()
			if all := res.out + res.err; strings.Contains(all, "anna") || strings.Contains(all, "Anna") {
				t.Errorf("it says who it is about: %q", all)
			}
			return res
		}
		added := quiet(krag(t, p.env(), "user", "add", "--login", "anna-example", "--name", "Anna Example", "--role", "coordinator,manager", "--url", "http://127.0.0.1:9").done(t))
		if base, _ := linkIn(t, added.out); base != "http://127.0.0.1:9" {
			t.Errorf("the link leads to %s", base)
		}
		choose(t, r, added.out)
		if a := actor(t, r, "anna-example"); !a.Has(authz.Coordinator) || !a.Has(authz.Manager) || a.Scope != domain.Within(1) {
			t.Errorf("the new user is %v of institution %d", a.Roles, a.Scope.Institution())
		}
		quiet(krag(t, p.env(), "user", "add", "--login", "Anna-Example", "--name", "Anna Twice", "--role", "manager")).refused(t, 1, "login")

		choose(t, r, quiet(krag(t, p.env(), "user", "reset", "--login", "anna-example").done(t)).out)
		quiet(krag(t, p.env(), "user", "disable", "--login", "anna-example").done(t))
		if a := actor(t, r, "anna-example"); a.SignedIn() {
			t.Error("a closed account still lets in")
		}
		krag(t, p.env(), "user", "disable", "--login", managerLogin).refused(t, 1, "only person who runs")
		krag(t, p.env(), "user", "reset", "--login", "nobody-here").refused(t, 1, "nobody has this sign-in name")
	})
}

// TestOperator: an operator is of no institution and sees only their list.
func TestOperator(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := settled(t, e.made(t))
		r := start(t, p)
		choose(t, r, krag(t, p.env(), "user", "add", "--operator", "--login", "olek", "--name", "Olek").done(t).out)
		a := actor(t, r, "olek")
		if !a.Has(authz.Operator) || a.Scope != domain.Across {
			t.Errorf("the operator is %v of institution %d", a.Roles, a.Scope.Institution())
		}
		if all, err := r.Services().Institutions.All(t.Context(), a); err != nil || len(all) != 1 {
			t.Errorf("the operator sees %d institutions, %v", len(all), err)
		}
		if _, err := r.Services().Accounts.Staff(t.Context(), a); domain.KindOf(err) != domain.KindForbidden {
			t.Errorf("the operator may list staff: %v", err)
		}
		choose(t, r, krag(t, p.env(), "user", "reset", "--login", "olek").done(t).out)
		krag(t, p.env(), "user", "disable", "--login", "olek").done(t)
		if a := actor(t, r, "olek"); a.SignedIn() {
			t.Error("a closed operator's account still lets in")
		}
	})
}

// TestCommandsAreWrittenDown: what is done on the machine itself stands in the
// log of whose account it was about, as done by nobody's account.
func TestCommandsAreWrittenDown(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := settled(t, e.made(t))
		for _, line := range []string{
			"user add --login anna --name Anna --role coordinator", "user reset --login anna", "user disable --login anna",
			"user add --login olek --name Olek --operator", "user reset --login olek", "institution add",
		} {
			krag(t, p.env(), strings.Fields(line)...).done(t)
		}
		r := start(t, p)
		for scope, want := range map[domain.Scope]string{
			domain.Within(1): "staff.add staff.reset staff.disable",
			domain.Across:    "institution.add staff.add staff.reset institution.add",
		} {
			if got := recorded(t, r, scope); got != want {
				t.Errorf("the log of %d says %q, want %q", scope.Institution(), got, want)
			}
		}
		krag(t, p.all(t), "verify").done(t)
	})
}

// recorded are the actions that the house itself did, in their order.
func recorded(t *testing.T, r *cli.Running, scope domain.Scope) string {
	t.Helper()
	var actions []string
	err := r.DB().Read(t.Context(), scope, func(ctx context.Context) error {
		rows, err := sqldb.From(ctx).QueryContext(ctx, `SELECT action FROM audit_link
			WHERE institution_no = $1 AND role = 'system' ORDER BY seq`, scope.Institution())
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var action string
			if err := rows.Scan(&action); err != nil {
				return err
			}
			actions = append(actions, action)
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(actions, " ")
}

// TestWhichInstitution: with several the command must say which.
func TestWhichInstitution(t *testing.T) {
	p := onSQLite.made(t)
	krag(t, p.env(), "migrate").done(t)
	add := func(more ...string) result {
		args := append([]string{"user", "add", "--role", "manager", "--name", "B", "--login", "b" + domain.NewToken()}, more...)
		return krag(t, p.env(), args...)
	}
	add().refused(t, 1, "krag institution add")
	krag(t, p.env(), "institution", "add", "--url", "https://krag.example.org").done(t)
	r := start(t, p)
	setUp(t, r, "pierwsza")
	setUp(t, r, "druga")
	add().refused(t, 1, "say which with --institution")
	add("--institution", "Trzecia").refused(t, 1, "there are: Ośrodek pierwsza")
	add("--institution", "ośrodek DRUGA").done(t)
	all, err := r.Services().Institutions.All(context.Background(), authz.House(domain.Across))
	if err != nil {
		t.Fatal(err)
	}
	add("--institution", all[0].ID.String()).done(t)
}
