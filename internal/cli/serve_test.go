package cli_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"krag/internal/store/storetest"
)

// TestServe begins with nothing: a link, the pages, the health, a clean end,
// and no link the second time.
func TestServe(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := e.blank(t)
		s := serve(t, p.env(), "--log-format", "json")
		for path, want := range map[string]int{
			"/healthz": 200, "/readyz": 200, "/sign-in": 200, "/in/" + s.token: 200, "/nothing-here": 404,
		} {
			if status, _ := get(t, s.base+path); status != want {
				t.Errorf("%s: %d, want %d", path, status, want)
			}
		}
		if _, ready := get(t, s.base+"/readyz"); ready != "ready\n" {
			t.Errorf("/readyz says %q", ready)
		}
		r := s.end().done(t)
		if strings.Count(r.out, "\n") != 1 {
			t.Errorf("it printed more than the link: %q", r.out)
		}
		settled(t, p)
		again := start(t, p)
		if status, _ := get(t, again.URL()+"/in/"+s.token); status != 200 {
			t.Errorf("the link of the first start answers %d: it works for seven days", status)
		}
	})
}

// TestServeAgain: a start that still finds no institution prints another link,
// and what was printed before lies around for nobody.
func TestServeAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := e.blank(t)
		first := serve(t, p.env())
		first.end().done(t)
		second := serve(t, p.env())
		for token, want := range map[string]int{first.token: 410, second.token: 200} {
			if status, _ := get(t, second.base+"/in/"+token); status != want {
				t.Errorf("/in/…: %d, want %d", status, want)
			}
		}
	})
}

// TestLogKeepsQuiet: neither links nor queries nor sign-in names are logged.
func TestLogKeepsQuiet(t *testing.T) {
	p := onSQLite.made(t)
	s := serve(t, p.env())
	get(t, s.base+"/in/"+s.token)
	get(t, s.base+"/sign-in?to=/people/secret-query")
	get(t, s.base+"/secret-path")
	log := s.end().done(t).err
	for _, word := range []string{s.token, "secret", "127.0.0.1:" + port(t, s.base) + "/"} {
		if strings.Contains(log, word) {
			t.Errorf("the log has %q:\n%s", word, log)
		}
	}
	if !strings.Contains(log, `pattern="GET /in/{token}" status=200`) {
		t.Errorf("the log does not tell what was asked:\n%s", log)
	}
}

func port(t *testing.T, base string) string {
	t.Helper()
	_, port, err := net.SplitHostPort(strings.TrimPrefix(base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	return port
}

func TestServeRefuses(t *testing.T) {
	t.Run("an address in use", func(t *testing.T) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		krag(t, map[string]string{"KRAG_DATA": t.TempDir()}, "serve", "--addr", l.Addr().String()).refused(t, 1, "in use")
	})
	t.Run("a certificate that is not there", func(t *testing.T) {
		env := map[string]string{"KRAG_DATA": t.TempDir(), "KRAG_ADDR": "127.0.0.1:0"}
		krag(t, env, "serve", "--tls-cert", "a.pem", "--tls-key", "b.pem").refused(t, 1, "a.pem")
	})
	t.Run("a master key that others may read", func(t *testing.T) {
		folder := filepath.Join(t.TempDir(), "data")
		env := map[string]string{"KRAG_DATA": folder, "KRAG_ADDR": "127.0.0.1:0"}
		krag(t, env, "migrate").done(t)
		if err := os.Chmod(filepath.Join(folder, "krag.master"), 0o644); err != nil {
			t.Fatal(err)
		}
		krag(t, env, "serve").refused(t, 1, "chmod 600")
	})
	t.Run("a role that row security does not bind", func(t *testing.T) {
		p := onPostgres.made(t)
		env := p.all(t)
		krag(t, env, "serve").refused(t, 1, "superuser or has BYPASSRLS")
	})
	t.Run("a database that is not migrated", func(t *testing.T) {
		p := settled(t, onPostgres.made(t))
		r := start(t, p)
		change(t, r.DB(), `DELETE FROM schema_version WHERE version_id = (SELECT max(version_id) FROM schema_version)`)
		stop(t, r)
		krag(t, p.env(), "institution", "add").refused(t, 1, "krag migrate")
	})
	t.Run("a lost key store", func(t *testing.T) {
		p := settled(t, onSQLite.made(t))
		p.keys = storetest.BlankSQLite(t)
		for range 2 { // the first try makes an empty one; it must not be taken for the right one
			krag(t, p.env(), "serve").refused(t, 1, "no keys for the people")
		}
	})
}
