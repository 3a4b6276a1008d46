package desk

import (
	"context"
	"sync"

	"krag/internal/domain"
	"krag/internal/domain/audit"
)

// Kept remembers for each institution what a day shows of its groups. A day is
// opened again and again, and some of what stands on it takes a look at every
// group: only those are looked at again of which something was written down in
// the institution's log since. Whoever may ask reads the same, and changes
// nothing in it. The zero value is ready.
type Kept[L any] struct {
	mu    sync.Mutex
	known map[domain.Scope]kept[L]
}

type kept[L any] struct {
	seq  int64 // of the last record that the log had
	day  domain.Date
	what L
}

// mostKept bounds how many institutions are remembered.
const mostKept = 1000

// Reading is how something is read that is remembered.
type Reading[L any] struct {
	// Every lists the groups that are looked at; nil when Of does not ask which.
	Every func() ([]domain.GroupID, error)
	// Of looks at some groups anew and leaves the others as they were; was is the
	// zero value when nothing is remembered, and groups are all then.
	Of func(was L, groups []domain.GroupID) (L, error)
	// Aged tells whether something is too old although nothing was written down,
	// and of which groups; nil when only another day makes it so.
	Aged func(was L) (groups []domain.GroupID, aged bool, err error)
}

func (r Reading[L]) all() (what L, err error) {
	var groups []domain.GroupID
	if r.Every != nil {
		if groups, err = r.Every(); err != nil {
			return what, err
		}
	}
	return r.Of(what, groups)
}

// Of gives what is remembered of a day, brought up to what the log of the
// transaction's institution says.
func (k *Kept[L]) Of(ctx context.Context, w audit.Watch, scope domain.Scope, day domain.Date, r Reading[L]) (what L, err error) {
	was, ok := k.get(scope, day)
	if !ok {
		was.seq = -1
	}
	news, err := w.Since(ctx, was.seq)
	if err != nil {
		return what, err
	}
	if !ok || news.Everything {
		if what, err = r.all(); err == nil {
			k.put(scope, kept[L]{news.Seq, day, what})
		}
		return what, err
	}
	aged, err := r.aged(&news, was.what)
	if err != nil {
		return what, err
	}
	what = was.what
	if aged || !news.Nothing() {
		what, err = r.Of(was.what, news.Groups)
	} else if news.Seq <= was.seq { // of a snapshot before the one that was remembered, too
		return what, nil
	}
	if err == nil {
		k.put(scope, kept[L]{news.Seq, day, what})
	}
	return what, err
}

// aged adds what time has changed to the news.
func (r Reading[L]) aged(news *audit.News, was L) (aged bool, err error) {
	if r.Aged == nil {
		return false, nil
	}
	groups, aged, err := r.Aged(was)
	for _, id := range groups {
		news.Add(id)
	}
	return aged, err
}

func (k *Kept[L]) get(scope domain.Scope, day domain.Date) (was kept[L], ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	was, ok = k.known[scope]
	return was, ok && was.day == day
}

// put remembers what was read, unless a later moment of the same day is known.
func (k *Kept[L]) put(scope domain.Scope, now kept[L]) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if was, ok := k.known[scope]; ok && was.day == now.day && was.seq > now.seq {
		return
	}
	if k.known == nil || len(k.known) >= mostKept {
		k.known = map[domain.Scope]kept[L]{}
	}
	k.known[scope] = now
}
