package meeting

import (
	"sync"
	"time"

	"krag/internal/domain"
)

// waitsKept is how long what waits may be shown as it was although time went
// on; a change of anything ends it at once.
const waitsKept = time.Minute

// waits remembers what waits in an institution. Finding it out takes a look at
// every group that is accompanied, and most days are opened again and again
// without anything having changed.
type waits struct {
	mu    sync.Mutex
	known map[domain.Scope]known
}

type known struct {
	changes int64 // how many records the institution's log had then
	at      time.Time
	list    []Waiting
}

// mostKnown bounds how many institutions are remembered; seven lines each.
const mostKnown = 1000

func (w *waits) get(scope domain.Scope, changes int64, now time.Time) ([]Waiting, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	k, ok := w.known[scope]
	age := now.Sub(k.at)
	return k.list, ok && k.changes == changes && age >= 0 && age < waitsKept
}

func (w *waits) put(scope domain.Scope, changes int64, now time.Time, list []Waiting) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.known == nil || len(w.known) >= mostKnown {
		w.known = map[domain.Scope]known{}
	}
	w.known[scope] = known{changes, now, list}
}
