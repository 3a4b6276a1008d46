package e2e_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"

	"krag/internal/cli"
	"krag/internal/web/webtest"
)

func TestMain(m *testing.M) { webtest.Main(m, func() { os.RemoveAll(built.dir) }) }

// running is a demo that answers.
type running struct {
	URL    string
	Logins []wayIn
	Data   string // folder of its database
}

type wayIn struct{ Role, Institution, URL string }

// startDemo runs "krag demo" until the test ends.
func startDemo(t testing.TB) running {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	done := make(chan int, 1)
	r := running{Data: t.TempDir()}
	go func() {
		done <- cli.Main(ctx, []string{"demo", "--addr", "127.0.0.1:0", "--data", r.Data, "--json"}, noEnv, in, os.Stderr)
		in.Close()
	}()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != 0 {
			t.Errorf("krag demo ended with %d", code)
		}
	})
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		t.Fatalf("krag demo said nothing: %v", err)
	}
	if err := json.Unmarshal(line, &r); err != nil {
		t.Fatalf("krag demo said %q: %v", line, err)
	}
	return r
}

// link is the way in of a role in the institution whose name has a word.
func (r running) link(t *testing.T, role, word string) string {
	t.Helper()
	for _, l := range r.Logins {
		if l.Role == role && strings.Contains(l.Institution, word) {
			return strings.TrimPrefix(l.URL, r.URL)
		}
	}
	t.Fatalf("no way in as %s of %s", role, word)
	return ""
}

func noEnv(string) (string, bool) { return "", false }
