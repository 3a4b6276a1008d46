package web

import (
	"context"
	"sync"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/publish"
)

// shelfLife is how long a memory copy of a published page is believed.
const shelfLife = time.Second

// shelfRoom is how many renderings are kept in memory.
const shelfRoom = 500

// shelf keeps what was read lately, so that a card that many read costs one
// read of the database a second.
type shelf struct {
	cards *publish.Service
	mu    sync.Mutex
	kept  map[shelfKey]*shelfCopy
}

type shelfKey struct {
	slug string
	lang publish.Lang
	form string
}

// shelfCopy is a copy, or the error that stood in its place. Whoever comes
// while it is being read waits for it.
type shelfCopy struct {
	once sync.Once
	read time.Time
	page publish.Stored
	err  error
}

func newShelf(cards *publish.Service) *shelf {
	return &shelf{cards: cards, kept: map[shelfKey]*shelfCopy{}}
}

// page gives a rendering as it was at most a second ago.
func (s *shelf) page(ctx context.Context, now time.Time, slug string, lang publish.Lang, form string) (publish.Stored, error) {
	key := shelfKey{slug, lang, form}
	c := s.copy(key, now)
	c.once.Do(func() {
		// One reader reads for all who wait, so its going away is no reason.
		c.page, c.err = s.cards.Page(context.WithoutCancel(ctx), slug, lang, form)
	})
	if c.err != nil && !lasting(c.err) {
		s.drop(key, c)
	}
	return c.page, c.err
}

// lasting reports an error that is the answer, not a mishap on the way to it.
func lasting(err error) bool {
	kind := domain.KindOf(err)
	return kind == domain.KindNotFound || kind == domain.KindGone
}

func (s *shelf) copy(key shelfKey, now time.Time) *shelfCopy {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.kept[key]; c != nil && now.Sub(c.read) < shelfLife && !now.Before(c.read) {
		return c
	}
	if len(s.kept) >= shelfRoom {
		clear(s.kept) // all of it is a second old at most
	}
	c := &shelfCopy{read: now}
	s.kept[key] = c
	return c
}

func (s *shelf) drop(key shelfKey, c *shelfCopy) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept[key] == c {
		delete(s.kept, key)
	}
}
