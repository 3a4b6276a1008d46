package archtest

import (
	"strings"
	"testing"
)

func TestImports(t *testing.T) {
	for s, f := range goFiles(t) {
		if s.test() && !strings.HasPrefix(s.path, "internal/domain/") {
			continue // tests of adapters join the rooms they need
		}
		for _, imp := range importsOf(f) {
			to, ours := strings.CutPrefix(imp, module)
			switch {
			case ours && to == s.pkg(), s.test() && (!ours || fitsAny(testRooms, to)):
				continue
			case ours && forbidden(s.pkg(), to) != "":
				t.Errorf("%s imports %s: %s", s.path, to, forbidden(s.pkg(), to))
			case !ours && forbiddenOutside(s.pkg(), imp) != "":
				t.Errorf("%s imports %s: %s", s.path, imp, forbiddenOutside(s.pkg(), imp))
			}
		}
	}
}

func TestEveryPackageHasARoom(t *testing.T) {
	for s := range goFiles(t) {
		if !strings.HasPrefix(s.path, "tools/") && roomOf(s.pkg()) == nil {
			t.Errorf("%s: %s has no room: give it one in rooms_test.go, with its arrows and the reason", s.path, s.pkg())
		}
	}
}

// TestTheRuleCatches shows that the rule refuses what it should refuse.
func TestTheRuleCatches(t *testing.T) {
	for _, c := range []struct{ from, to, because string }{
		{"internal/domain/group", "internal/domain/room", "areas never see each other"},
		{"internal/domain/group", "internal/store", "areas never see each other"},
		{"internal/domain", "internal/domain/authz", "leans on nobody"},
		{"internal/domain/authz", "internal/domain/group", "knows no area"},
		{"internal/web", "internal/store", "never sees SQL"},
		{"internal/web", "internal/store/sqldb", "never sees SQL"},
		{"internal/web/page/group", "internal/flow", "asks nobody"},
		{"internal/web/kit", "internal/web/page/group", "given what they show"},
		{"internal/store", "internal/web", "never sees the web"},
		{"internal/store/sqldb", "internal/store", "knows no table"},
		{"internal/demo", "internal/store", "no writes of its own"},
		{"internal/flow", "internal/store", "not where they are stored"},
		{"internal/job", "internal/store", "knows none"},
		{"cmd/krag", "internal/web", "main only starts cli"},
		{"internal/cli", "internal/web/webtest", "never ship"},
		{"internal/store", "internal/store/storetest", "never ship"},
		{"internal/helpers", "internal/domain", "no room"},
		{"internal/domain/group/deeper", "internal/domain", "no room"},
	} {
		if got := forbidden(c.from, c.to); !strings.Contains(got, c.because) {
			t.Errorf("%s imports %s: refused because %q, want %q", c.from, c.to, got, c.because)
		}
	}
	for _, c := range []struct{ from, to, because string }{
		{"internal/domain", "github.com/google/uuid", "standard library only"},
		{"internal/domain/group", "pgregory.net/rapid", "standard library only"},
		{"internal/domain/group", "database/sql", "never sees SQL"},
		{"internal/web", "database/sql", "never sees SQL"},
		{"internal/web/page/group", "github.com/jackc/pgx/v5/stdlib", "never sees SQL"},
		{"internal/store", "net/http", "never sees the web"},
	} {
		if got := forbiddenOutside(c.from, c.to); !strings.Contains(got, c.because) {
			t.Errorf("%s imports %s: refused because %q, want %q", c.from, c.to, got, c.because)
		}
	}
}

// TestTheRuleAllows shows that the rule is not simply no.
func TestTheRuleAllows(t *testing.T) {
	for _, c := range [][2]string{
		{"cmd/krag", "internal/cli"},
		{"internal/domain/group", "internal/domain/authz"},
		{"internal/flow", "internal/domain/group"},
		{"internal/store", "internal/domain/group"},
		{"internal/store", "internal/store/sqldb"},
		{"internal/web", "internal/web/page/group"},
		{"internal/web/page/group", "internal/web/kit"},
		{"internal/cli", "internal/store"},
		{"internal/store/storetest", "internal/store"},
	} {
		if why := forbidden(c[0], c[1]); why != "" {
			t.Errorf("%s may import %s, but: %s", c[0], c[1], why)
		}
	}
	for _, c := range [][2]string{
		{"internal/domain", "database/sql/driver"},
		{"internal/domain/account", "github.com/alexedwards/argon2id"},
		{"internal/store", "database/sql"},
		{"internal/web", "net/http"},
	} {
		if why := forbiddenOutside(c[0], c[1]); why != "" {
			t.Errorf("%s may import %s, but: %s", c[0], c[1], why)
		}
	}
}

// TestLentIsBorrowed keeps the list of outside packages in areas as short as
// what they use.
func TestLentIsBorrowed(t *testing.T) {
	used := map[[2]string]bool{}
	for s, f := range goFiles(t) {
		for _, imp := range importsOf(f) {
			for l := range lent {
				used[l] = used[l] || l[0] == s.pkg() && fits(l[1], imp)
			}
		}
	}
	for l, why := range lent {
		if !used[l] || why == "" {
			t.Errorf("%s does not import %s, or nobody says why it may", l[0], l[1])
		}
	}
}
