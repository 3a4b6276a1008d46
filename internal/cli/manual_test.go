package cli_test

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain/authz"
)

// every are all commands that are shown to people.
var every = []string{
	"serve", "demo", "migrate", "backup", "restore", "verify", "routes", "user add", "user reset", "user disable",
	"institution add", "keys rotate", "version",
}

var flagForm = regexp.MustCompile(`(?m)^ +(?:-\w, )?--([a-z-]+)`)

// TestManual: every command explains itself, with an example, and names the
// variable of each of its flags.
func TestManual(t *testing.T) {
	whole := krag(t, nil, "--help").done(t).out
	for _, words := range []string{"Exit codes: 0 done", "krag.master"} {
		if !strings.Contains(whole, words) {
			t.Errorf("the manual does not say %q", words)
		}
	}
	for _, name := range every {
		t.Run(name, func(t *testing.T) {
			if !regexp.MustCompile(`(?m)^  ` + name + ` `).MatchString(whole) {
				t.Error("it is not in the list of commands")
			}
			help := krag(t, nil, append(strings.Fields(name), "--help")...).done(t).out
			for _, m := range flagForm.FindAllStringSubmatch(help, -1) {
				variable := "$KRAG_" + strings.ToUpper(strings.ReplaceAll(m[1], "-", "_"))
				if m[1] != "help" && !strings.Contains(help, variable) {
					t.Errorf("--%s does not name %s", m[1], variable)
				}
			}
			if name != "version" && name != "routes" && !strings.Contains(help, "    krag "+name) {
				t.Errorf("there is no example:\n%s", help)
			}
		})
	}
}

// TestHelpAnswersWhatever: --help helps however wrong the rest is.
func TestHelpAnswersWhatever(t *testing.T) {
	r := krag(t, map[string]string{"KRAG_LOG_FORMAT": "xml"}, "user", "add", "--help").done(t)
	if !strings.Contains(r.out, "Usage: krag user add") || r.err != "" {
		t.Errorf("out %q, err %q", r.out, r.err)
	}
}

func TestVersion(t *testing.T) {
	if out := krag(t, nil, "version").done(t).out; !regexp.MustCompile(`^krag \S+.* go1\.\S+ \w+/\w+\n$`).MatchString(out) {
		t.Errorf("it says %q", out)
	}
}

// TestPolicyIsCurrent: docs/policy.md says what the program does.
func TestPolicyIsCurrent(t *testing.T) {
	written, err := os.ReadFile("../../docs/policy.md")
	if err != nil {
		t.Fatal(err)
	}
	if made := krag(t, nil, "policy").done(t).out; made != string(written) {
		t.Error("docs/policy.md is old: go run ./cmd/krag policy > docs/policy.md")
	}
}

// TestRoutes: every route names an action that somebody may do.
func TestRoutes(t *testing.T) {
	var routes []struct {
		Method, Pattern, Action string
		Who                     map[authz.Role]authz.Reach
	}
	if err := json.Unmarshal([]byte(krag(t, nil, "routes", "--json").done(t).out), &routes); err != nil {
		t.Fatal(err)
	}
	table := krag(t, nil, "routes").done(t).out
	for _, r := range routes {
		if r.Method == "" || !strings.HasPrefix(r.Pattern, "/") || len(r.Who) == 0 {
			t.Errorf("%s %s: %s by %v", r.Method, r.Pattern, r.Action, r.Who)
		}
		if !strings.Contains(table, r.Pattern+" ") {
			t.Errorf("the table has no %s", r.Pattern)
		}
	}
	for _, open := range []string{"/sign-in", "/static/", "/healthz", "/readyz"} {
		if !slices.ContainsFunc(strings.Split(table, "\n"), func(l string) bool {
			return strings.HasPrefix(l, "GET ") && strings.Contains(l, " "+open+" ") && strings.Contains(l, "visitor: anywhere")
		}) {
			t.Errorf("%s is not for everybody:\n%s", open, table)
		}
	}
}
