package cli_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestWrongUse: exit 2, one line, nothing touched.
func TestWrongUse(t *testing.T) {
	for name, c := range map[string]struct {
		args    string
		env     map[string]string
		because string
	}{
		"no command":               {"", nil, "serve"},
		"unknown command":          {"sevre", nil, "sevre"},
		"unknown flag":             {"serve --adr :8080", nil, "--adr"},
		"half a command":           {"user", nil, `"add", "reset", "disable"`},
		"missing argument":         {"backup", nil, "<file>"},
		"missing flag":             {"user reset", nil, "--login"},
		"no value of the list":     {"serve --log-format xml", nil, "log-format"},
		"the same from a variable": {"serve", map[string]string{"KRAG_LOG_FORMAT": "xml"}, "log-format"},
		"no truth in a variable":   {"serve", map[string]string{"KRAG_BEHIND_PROXY": "perhaps"}, "behind-proxy"},
		"plain http for everybody": {"serve --addr 0.0.0.0:8080", nil, "loopback only"},
		"plain http on every port": {"serve --addr :8080", nil, "loopback only"},
		"no port":                  {"serve --addr 127.0.0.1", nil, "HOST:PORT"},
		"half a certificate":       {"serve --tls-cert a.pem", nil, "go together"},
		"TLS twice":                {"serve --tls-cert a --tls-key b --behind-proxy", nil, "ends TLS"},
		"a proxy and no address":   {"serve --behind-proxy", nil, "say --url"},
		"a proxy of no network":    {"serve --behind-proxy --proxy ten", nil, "--proxy ten"},
		"plain links behind TLS":   {"serve --behind-proxy --url http://krag.example.org", nil, "https"},
		"TLS links without TLS":    {"serve --url https://krag.example.org", nil, "https"},
		"an address with a path":   {"serve --url http://127.0.0.1/krag", nil, "host only"},
		"figures for everybody":    {"serve --metrics :9090", nil, "loopback"},
		"PostgreSQL without keys":  {"serve --db postgres://krag@nowhere/krag", nil, "--keys"},
		"one database for both":    {"serve --db sqlite:a.db --keys sqlite:a.db", nil, "must not be the same"},
		"an operator with a role":  {"user add --operator --role manager --login aaa --name B", nil, "neither --role"},
		"nobody in particular":     {"user add --login aaa --name B", nil, "say --role"},
		"no head":                  {"verify --head 12", nil, "--head 12"},
		"half a head":              {"verify --head 12:abcd", nil, "hexadecimal"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			r := krag(t, c.env, strings.Fields(c.args)...)
			r.refused(t, 2, c.because)
			if left, _ := filepath.Glob("*"); len(left) > 0 || r.out != "" {
				t.Errorf("it left %v and printed %q", left, r.out)
			}
		})
	}
}

// TestNothingThere: commands about data refuse to make some.
func TestNothingThere(t *testing.T) {
	for _, args := range []string{
		"backup b.krag", "verify", "keys rotate", "institution add", "user reset --login somebody",
		"user disable --login somebody", "user add --login somebody --name B --role manager", "restore b.krag",
	} {
		t.Run(args, func(t *testing.T) {
			t.Chdir(t.TempDir())
			krag(t, nil, strings.Fields(args)...).refused(t, 1, "there is no krag-data/krag.")
			if left, _ := filepath.Glob("*"); len(left) > 0 {
				t.Errorf("it left %v", left)
			}
		})
	}
}

// TestVariables: a flag goes before its variable.
func TestVariables(t *testing.T) {
	t.Chdir(t.TempDir())
	env := map[string]string{"KRAG_DATA": "from-env"}
	krag(t, env, "migrate").done(t)
	krag(t, env, "migrate", "--data", "from-flag").done(t)
	krag(t, nil, "migrate").done(t)
	left, err := filepath.Glob("*/krag.db")
	if want := []string{"from-env/krag.db", "from-flag/krag.db", "krag-data/krag.db"}; err != nil || !slices.Equal(left, want) {
		t.Errorf("databases at %v, %v; want %v", left, err, want)
	}
}

// TestPrivateFiles: what migrate makes is for its owner alone.
func TestPrivateFiles(t *testing.T) {
	t.Chdir(t.TempDir())
	first := krag(t, nil, "migrate").done(t)
	if !strings.Contains(first.out, "krag-data/krag.master") {
		t.Errorf("it does not say that a master key was made: %q", first.out)
	}
	if again := krag(t, nil, "migrate").done(t); strings.Contains(again.out, "master") {
		t.Errorf("it says that a master key was made twice: %q", again.out)
	}
	for path, want := range map[string]os.FileMode{".": 0o700, "krag.db": 0o600, "krag.keys": 0o600, "krag.master": 0o600} {
		info, err := os.Stat(filepath.Join("krag-data", path))
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v; want %o", path, info, err, want)
		}
	}
}

// TestFolderOfDatabase: a database elsewhere has its keys beside it.
func TestFolderOfDatabase(t *testing.T) {
	t.Chdir(t.TempDir())
	krag(t, nil, "migrate", "--db", "sqlite:there/house.db").done(t)
	left, _ := filepath.Glob("*/*")
	if want := []string{"there/house.db", "there/krag.keys", "there/krag.master"}; !slices.Equal(left, want) {
		t.Errorf("there are %v, want %v", left, want)
	}
}
