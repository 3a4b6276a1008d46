package publish

import (
	"context"
	"strings"
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
	names   func(e Entry) string

	asking sync.Mutex // one asks, the others wait
	seq    int64

	mu      sync.RWMutex // of what follows
	asked   time.Time
	changed time.Time
	index   *Index
}

// Catalogue makes a catalogue of everything that is published.
func (s *Service) Catalogue() *Catalogue { return newCatalogue(s.Changes, s.names) }

func newCatalogue(changes func(context.Context, int64) ([]Listed, error), names func(Entry) string) *Catalogue {
	return &Catalogue{changes: changes, names: names, index: NewIndex()}
}

// names are what a card is found by in every language, though nobody has
// translated it: what its area is called, and whom its groups are for.
func (s *Service) names(e Entry) string {
	var all []string
	for _, lang := range Langs {
		for _, code := range Path(e.Area) {
			if a, ok := AreaByCode(code); ok {
				all = append(all, a.Name.In(lang))
			}
		}
		for _, kind := range e.Kinds {
			all = append(all, s.words.Name(lang, NameKind, kind))
		}
		if e.Voivodeship != "" {
			all = append(all, s.words.Name(lang, NameVoivodeship, e.Voivodeship))
		}
	}
	return strings.Join(all, "\n")
}

// Search answers a query from the catalogue as it was at most a second ago.
// When that cannot be found out, nothing is answered: it might be withdrawn.
func (c *Catalogue) Search(ctx context.Context, now time.Time, q Query) (Found, error) {
	if err := c.refresh(ctx, now); err != nil {
		return Found{}, err
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	f := c.index.Search(q)
	f.Changed = c.changed
	return f, nil
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
		if !l.Withdrawn {
			l.Words += "\n" + c.names(l.Entry)
		}
		c.index.Apply(l)
	}
	c.changed = now
}
