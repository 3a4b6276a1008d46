package cli_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"krag/internal/cli"
	"krag/internal/domain/authz"
)

// TestDemo: one line, a way in for every role of both institutions, and
// nothing left when it ends.
func TestDemo(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, log := newBuffer(), newBuffer()
	ended := make(chan int, 1)
	go func() {
		ended <- cli.Main(ctx, []string{"demo", "--json", "--addr", "127.0.0.1:0"}, lookup(nil), out, log)
	}()
	select {
	case <-out.written:
	case code := <-ended:
		t.Fatalf("exit %d: %s", code, log)
	}
	var said struct {
		URL    string
		Logins []struct{ Role, Institution, URL string }
	}
	if err := json.Unmarshal([]byte(out.String()), &said); err != nil {
		t.Fatal(err)
	}
	ways := map[string]map[string]bool{}
	for _, l := range said.Logins {
		if status, _ := get(t, l.URL); status != 200 || !strings.HasPrefix(l.URL, said.URL+"/in/") {
			t.Errorf("%s: %d", l.URL, status)
		}
		if ways[l.Institution] == nil {
			ways[l.Institution] = map[string]bool{}
		}
		ways[l.Institution][l.Role] = true
	}
	for _, role := range []authz.Role{authz.Manager, authz.Coordinator, authz.Host, authz.Member} {
		for institution, roles := range ways {
			if !roles[string(role)] {
				t.Errorf("there is no %s of %s", role, institution)
			}
		}
	}
	if len(ways) != 2 {
		t.Errorf("there are %d institutions", len(ways))
	}
	cancel()
	if code := <-ended; code != 0 || log.String() != "" || strings.Count(out.String(), "\n") != 1 {
		t.Errorf("exit %d, out %q, err %q", code, out, log)
	}
	if left, _ := filepath.Glob(filepath.Join(temporary, "*")); len(left) > 0 {
		t.Errorf("it left %v", left)
	}
}

// TestDemoWaysInEndWithIt: whoever serves the folder of a demonstration lets
// nobody in by its links, except its members by theirs.
func TestDemoWaysInEndWithIt(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	out, log := newBuffer(), newBuffer()
	ended := make(chan int, 1)
	go func() {
		ended <- cli.Main(ctx, []string{"demo", "--json", "--data", folder, "--addr", "127.0.0.1:0"}, lookup(nil), out, log)
	}()
	select {
	case <-out.written:
	case code := <-ended:
		t.Fatalf("exit %d: %s", code, log)
	}
	var said struct {
		URL    string
		Logins []struct{ Role, URL string }
	}
	if err := json.Unmarshal([]byte(out.String()), &said); err != nil {
		t.Fatal(err)
	}
	cancel()
	if code := <-ended; code != 0 {
		t.Fatalf("exit %d: %s", code, log)
	}
	r, err := cli.Start(t.Context(), cli.Config{Data: folder, Addr: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	defer stop(t, r)
	for _, l := range said.Logins {
		want := http.StatusGone
		if l.Role == string(authz.Member) {
			want = http.StatusOK
		}
		if status, _ := get(t, r.URL()+strings.TrimPrefix(l.URL, said.URL)); status != want {
			t.Errorf("%s: %d, want %d", l.Role, status, want)
		}
	}
}

// TestDemoOnlyWhereNothingIs: it never mixes made-up people with others.
func TestDemoOnlyWhereNothingIs(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	settled(t, place{db: "sqlite:" + filepath.Join(folder, "krag.db")})
	krag(t, nil, "demo", "--data", folder, "--addr", "127.0.0.1:0").refused(t, 1, "has institutions already")
	if _, err := os.Stat(filepath.Join(folder, "krag.master")); err != nil {
		t.Error(err)
	}
	krag(t, nil, "demo", "--addr", "0.0.0.0:0").refused(t, 2, "loopback")
}
