package group

import (
	"sync"

	"krag/internal/domain"
)

// asOf is what signs depend on besides themselves: how many records the
// institution's log has, and the day.
type asOf struct {
	changes int64
	today   domain.Date
}

// kept remembers the signs of an institution's groups. Reading them takes a
// look at the last meetings of every group, and a day is opened again and again
// without anything having changed. Whoever may ask reads the same.
type kept struct {
	mu    sync.Mutex
	known map[domain.Scope]signsAsOf
}

type signsAsOf struct {
	asOf
	list []Signed
}

// mostKept bounds how many institutions are remembered.
const mostKept = 1000

func (k *kept) get(scope domain.Scope, now asOf) ([]Signed, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	was, ok := k.known[scope]
	return was.list, ok && was.asOf == now
}

func (k *kept) put(scope domain.Scope, now asOf, list []Signed) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.known == nil || len(k.known) >= mostKept {
		k.known = map[domain.Scope]signsAsOf{}
	}
	k.known[scope] = signsAsOf{now, list}
}
