package e2e_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

// TestRestoredMoment takes a backup with the program while it is written to,
// and restores it: what was answered before the backup began is there, what
// was sent after it ended is not, and of each writer's people the first ones
// are there without a gap.
func TestRestoredMoment(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		p := newPlace(t, blank)
		folder := t.TempDir()
		file, keys := filepath.Join(folder, "backup.krag"), filepath.Join(folder, "keys.copy")
		r := start(t, p.config())
		h := setUp(t, r)
		for i := range 400 { // so that the backup lasts a moment
			joinFast(t, r, h, fmt.Sprintf("Osoba %d", i))
		}
		lines := make([]line, 4)
		var all sync.WaitGroup
		ctx, end := context.WithCancel(t.Context())
		for i := range lines {
			lines[i].more.L = &lines[i].mu
			all.Go(func() { lines[i].grow(ctx, newWriters(h)) })
		}
		for i := range lines {
			lines[i].reach(5)
		}
		before := lengths(lines)
		krag(t, append([]string{"backup", "--copy-keys", keys, file}, p.all(t)...)...)
		after := lengths(lines)
		for i := range lines {
			lines[i].reach(after[i] + 3)
		}
		end()
		all.Wait()
		stop(t, r)

		to := place{blank(t), blank(t), p.master}
		krag(t, append([]string{"restore", "--keys-copy", keys, file}, to.flags()...)...)
		verify(t, to)
		there := map[string]bool{}
		everything(t, to, func(ctx context.Context) (err error) {
			if there, err = ids(ctx, `SELECT person_id FROM membership`); err != nil {
				return err
			}
			return newWriters(h).whole(ctx, t)
		})
		for i := range lines {
			l := &lines[i]
			n := slices.IndexFunc(l.people, func(id string) bool { return !there[id] })
			if n < before[i] || n > after[i]+1 { // one may be under way when it ends
				t.Errorf("writer %d: the first %d people are there, want %d to %d", i, n, before[i], after[i]+1)
			}
			for _, id := range l.people[max(n, 0):] {
				if there[id] {
					t.Errorf("writer %d: %s is there, and somebody who came before is not", i, id)
				}
			}
		}
	})
}

// line is people who join one after the other.
type line struct {
	mu     sync.Mutex
	more   sync.Cond
	people []string
}

func (l *line) grow(ctx context.Context, w *writers) {
	for ctx.Err() == nil && w.join(w.client) {
		l.mu.Lock()
		l.people = append(l.people, w.people[len(w.people)-1])
		l.mu.Unlock()
		l.more.Broadcast()
	}
}

// reach waits until so many have joined.
func (l *line) reach(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.people) < n {
		l.more.Wait()
	}
}

func lengths(lines []line) (n []int) {
	for i := range lines {
		lines[i].mu.Lock()
		n = append(n, len(lines[i].people))
		lines[i].mu.Unlock()
	}
	return n
}
