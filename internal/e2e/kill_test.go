package e2e_test

import (
	"math/rand/v2"
	"syscall"
	"testing"

	"krag/internal/torture"
)

// TestKilled kills the program while several people write over HTTP, again and
// again, and starts it on the same data. What was answered is there, nothing
// is there by halves, and verify finds everything whole after every kill. In
// turns the first to open what the dead left behind is the program itself, or
// whoever verifies: nobody else has it open, so SQLite has to recover.
func TestKilled(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		p := newPlace(t, blank)
		r := start(t, p.config())
		w := newWriters(setUp(t, r))
		stop(t, r)
		w.check(t, p)
		rounds := torture.Count(t, 200)
		s := launch(t, p)
		for round := range rounds {
			w.until(s.base, 1+rand.IntN(60), func() { s.end(syscall.SIGKILL) })
			if round%2 == 0 {
				w.check(t, p)
			}
			s = launch(t, p)
			if round%2 == 1 {
				w.check(t, p)
			}
			if t.Failed() {
				t.Fatalf("after %d kills", round+1)
			}
		}
		s.end(syscall.SIGKILL)
		w.settled(t, p)
		run(t, append([]string{"verify"}, p.all(t)...)...)
		torture.Figure(t, "%d kills, verify clean after each; there are all %s that were answered", rounds, w.told())
	})
}
