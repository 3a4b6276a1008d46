package account

import (
	"strings"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// keys are the messages of problems, each with its field.
func keys(err error) string {
	problems, _ := err.(domain.Problems)
	var s []string
	for _, p := range problems {
		s = append(s, p.Field+"="+p.Key)
	}
	return strings.Join(s, " ")
}

func TestCheckNewPassword(t *testing.T) {
	for password, want := range map[string]string{
		"":                            "password=account.password.short",
		"jedenaście!":                 "password=account.password.short", // 11 characters in 12 bytes
		"dwanaście zn":                "",
		strings.Repeat("ab", 100):     "",
		strings.Repeat("ąb", 100):     "", // 200 characters in 300 bytes
		strings.Repeat("ab", 101):     "password=account.password.long",
		strings.Repeat("a", 12):       "password=account.password.same",
		strings.Repeat("ą", 12):       "password=account.password.same",
		strings.Repeat(" ", 12):       "password=account.password.same",
		strings.Repeat("a", 11) + "b": "",
		"123456789012":                "password=account.password.easy",
		"098765432109":                "password=account.password.easy",
		"1234 5678 9012":              "password=account.password.easy",
		"ABCDEFGHIJKL":                "password=account.password.easy",
		"qwertyuiopas":                "password=account.password.easy",
		"mnbvcxzlkjhg":                "password=account.password.easy",
		"йцукенгшщзхї":                "password=account.password.easy",
		"1qaz2wsx3edc":                "password=account.password.easy",
		"Hasło hasło 1!":              "password=account.password.easy",
		"haslo1234567":                "password=account.password.easy",
		"Password123!":                "password=account.password.easy",
		"administrator":               "password=account.password.easy",
		"Krąg2026Krąg":                "password=account.password.easy",
		"пароль123456":                "password=account.password.easy",
		"837261940482":                "", // no order in it
		"hasło z ogrodu":              "", // another word, too
		"123456789013":                "",
		"abcdefghijkm":                "",
	} {
		var p domain.Problems
		CheckNewPassword(&p, "password", password)
		if got := keys(p.Err()); got != want {
			t.Errorf("%q: %q, want %q", password, got, want)
		}
	}
}

func TestFoldLogin(t *testing.T) {
	for typed, want := range map[string]string{
		"anna": "anna", " Anna\t": "anna", "Łucja Ą": "łucjaą", "ANNA.K@OŚRODEK": "anna.k@ośrodek",
	} {
		if got := FoldLogin(typed); got != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
}

func TestNewStaffCheck(t *testing.T) {
	group := domain.NewID[domain.GroupID]()
	good := NewStaff{Name: "Anna", Login: "anna", Roles: []authz.Role{authz.Manager}}
	cases := map[string]struct {
		change func(n *NewStaff)
		want   string
	}{
		"whole":               {func(*NewStaff) {}, ""},
		"no name":             {func(n *NewStaff) { n.Name = " " }, "name=account.name.missing"},
		"long name":           {func(n *NewStaff) { n.Name = strings.Repeat("ą", 81) }, "name=account.name.missing"},
		"spaces in place":     {func(n *NewStaff) { n.Login = "a b" }, "login=account.login.length"},
		"long login":          {func(n *NewStaff) { n.Login = strings.Repeat("a", 81) }, "login=account.login.length"},
		"no role":             {func(n *NewStaff) { n.Roles = nil }, "roles=account.role.missing"},
		"not given by pages":  {func(n *NewStaff) { n.Roles = []authz.Role{authz.Operator} }, "roles=account.role.unknown"},
		"the house itself":    {func(n *NewStaff) { n.Roles = []authz.Role{authz.System} }, "roles=account.role.unknown"},
		"host of nothing":     {func(n *NewStaff) { n.Roles = []authz.Role{authz.Host} }, "group=account.role.host_group"},
		"host of a group":     {func(n *NewStaff) { n.Roles, n.Group = []authz.Role{authz.Host}, group }, ""},
		"everything to mend":  {func(n *NewStaff) { *n = NewStaff{} }, "name=account.name.missing login=account.login.length roles=account.role.missing"},
		"more than one thing": {func(n *NewStaff) { n.Roles = []authz.Role{authz.Manager, authz.Coordinator} }, ""},
	}
	for name, c := range cases {
		n := good
		c.change(&n)
		if got := keys(n.Check()); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestLinkOpen(t *testing.T) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	later, before := now.Add(time.Microsecond), now.Add(-time.Hour)
	cases := map[string]struct {
		link Link
		want bool
	}{
		"fresh":               {Link{ExpiresAt: later}, true},
		"expired this moment": {Link{ExpiresAt: now}, false},
		"used":                {Link{ExpiresAt: later, UsedAt: before}, false},
		"used and reusable":   {Link{ExpiresAt: later, UsedAt: before, Reusable: true}, true},
		"reusable, expired":   {Link{ExpiresAt: now, Reusable: true}, false},
	}
	for name, c := range cases {
		if got := c.link.Open(now); got != c.want {
			t.Errorf("%s: open is %v", name, got)
		}
	}
}
