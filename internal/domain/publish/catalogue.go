package publish

import (
	"context"
	"sync"
	"time"
)

// catalogueLife is how long what the catalogue holds is believed: what was
// withdrawn is gone within it.
const catalogueLife = time.Second

// Catalogue is the index of what is on the shelf, kept current: it asks for
// what changed at most once a second, and only when somebody wants to read.
// It is safe for many at once.
type Catalogue struct {
	changes func(ctx context.Context, seq int64) ([]Listed, error)

	asking sync.Mutex // one asks, the others wait
	seq    int64

	mu      sync.RWMutex // of what follows
	asked   time.Time
	changed time.Time
	index   *Index
}

// Catalogue makes a catalogue of everything that is published.
func (s *Service) Catalogue() *Catalogue { return newCatalogue(s.Changes) }

func newCatalogue(changes func(context.Context, int64) ([]Listed, error)) *Catalogue {
	return &Catalogue{changes: changes, index: NewIndex()}
}

// Search answers a query from the catalogue as it was at most a second ago.
// When that cannot be found out, nothing is answered: it might be withdrawn.
func (c *Catalogue) Search(ctx context.Context, now time.Time, q Query) (Found, error) {
	if err := c.refresh(ctx, now); err != nil {
		return Found{}, err
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.index.Search(q), nil
}

// Changed is when this catalogue last learnt of a change; it is never before
// the change itself.
func (c *Catalogue) Changed() time.Time {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.changed
}

// fresh reports whether it was asked for lately. A clock that was put back
// makes it old.
func (c *Catalogue) fresh(now time.Time) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return !c.asked.IsZero() && now.Sub(c.asked) < catalogueLife && !now.Before(c.asked)
}

func (c *Catalogue) refresh(ctx context.Context, now time.Time) error {
	if c.fresh(now) {
		return nil
	}
	c.asking.Lock()
	defer c.asking.Unlock()
	if c.fresh(now) { // somebody asked while this one waited
		return nil
	}
	// One asks for all who wait, so its going away is no reason.
	if err := c.catchUp(context.WithoutCancel(ctx), now); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asked.IsZero() {
		c.changed = now
	}
	c.asked = now
	return nil
}

// catchUp reads on until nothing new is left.
func (c *Catalogue) catchUp(ctx context.Context, now time.Time) error {
	for {
		news, err := c.changes(ctx, c.seq)
		if err != nil || len(news) == 0 {
			return err
		}
		c.take(news, now)
		c.seq = news[len(news)-1].Seq
	}
}

func (c *Catalogue) take(news []Listed, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, l := range news {
		c.index.Apply(l)
	}
	c.changed = now
}
