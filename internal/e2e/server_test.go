package e2e_test

import (
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"krag/internal/store/storetest"
	"krag/internal/torture"
)

// TestServerKilled kills PostgreSQL under the program, in every way there is,
// while several people write. Meanwhile every page says kindly to come back in
// a moment; as soon as the server is there again so are the pages, without a
// start of the program, with all that was answered, and verify finds
// everything whole.
func TestServerKilled(t *testing.T) {
	server := storetest.NewServer(t)
	p := place{server.Blank(), server.Blank(), filepath.Join(t.TempDir(), "krag.master")}
	r := start(t, p.config())
	w := newWriters(setUp(t, r))
	w.patient = true
	stop(t, r)
	w.check(t, p)
	s := launch(t, p)
	blows := []storetest.Blow{storetest.Immediate, storetest.First, storetest.All, storetest.One}
	rounds := max(len(blows), torture.Count(t, 80))
	for round := range rounds {
		blow := blows[round%len(blows)]
		w.until(s.base, 1+rand.IntN(60), func() { server.Kill(blow) })
		if blow != storetest.One { // after which the server may be there already
			comesBackLater(t, s, w.at(s.base))
		}
		server.Again()
		w.at(s.base).get("/today")
		w.check(t, p)
		if t.Failed() {
			t.Fatalf("after %s, the server's end number %d", blow, round+1)
		}
	}
	s.end(syscall.SIGTERM)
	w.settled(t, p)
	torture.Figure(t, "the server killed %d times, verify clean after each; there are all %s that were answered", rounds, w.told())
}

// comesBackLater asks that pages without a database answer kindly, and that
// whoever watches over the program learns of it.
func comesBackLater(t *testing.T, s *process, c client) {
	t.Helper()
	for path, want := range map[string]string{"/today": later, "/people": later, "/readyz": "does not answer"} {
		res, err := c.http.Get(c.base + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		words, _ := wordsOf(t, string(body))
		patience := res.Header.Get("Retry-After") != "" || path == "/readyz"
		if err != nil || res.StatusCode != http.StatusServiceUnavailable || !patience || !strings.Contains(words, want) {
			t.Errorf("%s without a database: %d, %v: %.300s", path, res.StatusCode, err, words)
		}
	}
	if !strings.Contains(s.log.String(), `"request failed","id"`) {
		t.Error("the log says nothing of it")
	}
}
