package desk

import (
	"sync"

	"krag/internal/domain"
)

// AsOf is what something that was read depends on besides itself: how many
// records the institution's log has, for every change is in it, and the day.
type AsOf struct {
	Changes int64
	Day     domain.Date
}

// Kept remembers for each institution what was read, as of when. A day is opened
// again and again without anything having changed, and some of what stands on it
// takes a look at every group. Whoever may ask reads the same, and changes
// nothing in it. The zero value is ready.
type Kept[L any] struct {
	mu    sync.Mutex
	known map[domain.Scope]keptAsOf[L]
}

type keptAsOf[L any] struct {
	AsOf
	what L
}

// mostKept bounds how many institutions are remembered.
const mostKept = 1000

// Get gives what is remembered, nothing and false when it is of another moment.
func (k *Kept[L]) Get(scope domain.Scope, now AsOf) (what L, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	was, ok := k.known[scope]
	if !ok || was.AsOf != now {
		return what, false
	}
	return was.what, true
}

// Put remembers what was read, in place of what was before.
func (k *Kept[L]) Put(scope domain.Scope, now AsOf, what L) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.known == nil || len(k.known) >= mostKept {
		k.known = map[domain.Scope]keptAsOf[L]{}
	}
	k.known[scope] = keptAsOf[L]{now, what}
}
