package publish

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// shelfOf is a shelf of changes that can be told to fail.
type shelfOf struct {
	mu     sync.Mutex
	all    []Listed
	asked  atomic.Int32
	broken error
	first  func() // called while the first one asks
}

func (s *shelfOf) put(l Listed) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l.Seq = int64(len(s.all) + 1)
	s.all = append(s.all, l)
}

// since gives two at a time, so that all must be asked for.
func (s *shelfOf) since(_ context.Context, seq int64) ([]Listed, error) {
	if s.asked.Add(1) == 1 && s.first != nil {
		s.first()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	left := s.all[min(int(seq), len(s.all)):]
	return left[:min(2, len(left))], s.broken
}

func nameless(Entry) string { return "" }

// TestNamesFindUntranslatedCards looks in Ukrainian for a card in Polish.
func TestNamesFindUntranslatedCards(t *testing.T) {
	s := &shelfOf{}
	l := card("a", "Praca", "")
	l.Area, l.Kinds = "social.safety", []string{"violence"}
	s.put(l)
	c := newCatalogue(s.since, (&Service{words: plainWords{}}).names)
	for _, text := range []string{"насильство", "violence", "przemocy"} {
		if f, err := c.Search(t.Context(), time.Unix(0, 0), Query{Text: text, Most: 10}); err != nil || f.Total != 1 {
			t.Errorf("%s finds %d, %v", text, f.Total, err)
		}
	}
}

func TestCatalogueIsCurrentWithinASecond(t *testing.T) {
	s, now := &shelfOf{}, time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	c := newCatalogue(s.since, nameless)
	is := func(want ...string) {
		t.Helper()
		f, err := c.Search(t.Context(), now, Query{Most: 10})
		if err != nil || !slices.Equal(slugs(f), want) {
			t.Errorf("%v, %v, want %v", slugs(f), err, want)
		}
	}
	for _, slug := range []string{"a", "b", "c"} {
		s.put(card(slug, "Praca", ""))
	}
	is("c", "b", "a")
	s.put(Listed{Entry: Entry{Slug: "b"}, Withdrawn: true})
	now = now.Add(999 * time.Millisecond)
	is("c", "b", "a")
	now = now.Add(time.Millisecond)
	is("c", "a")
	if f, _ := c.Search(t.Context(), now, Query{}); !f.Changed.Equal(now) {
		t.Errorf("changed at %v, want %v", f.Changed, now)
	}
	s.put(card("d", "Praca", ""))
	now = now.Add(-time.Hour) // a clock put back is no reason to stand still
	is("d", "c", "a")
}

// TestCatalogueSaysNothingStale answers with the error, not with what may be
// withdrawn by now; and goes on once it can.
func TestCatalogueSaysNothingStale(t *testing.T) {
	s, now := &shelfOf{}, time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	c := newCatalogue(s.since, nameless)
	s.put(card("a", "Praca", ""))
	_, _ = c.Search(t.Context(), now, Query{Most: 10})
	s.broken = errors.New("no database")
	now = now.Add(time.Second)
	if f, err := c.Search(t.Context(), now, Query{Most: 10}); !errors.Is(err, s.broken) || f.Total > 0 {
		t.Errorf("%v, %v", f, err)
	}
	s.broken = nil
	if f, err := c.Search(t.Context(), now, Query{Most: 10}); err != nil || f.Total != 1 {
		t.Errorf("%v, %v", f, err)
	}
}

// TestCatalogueAsksOnce lets many search at once: one of them asks.
func TestCatalogueAsksOnce(t *testing.T) {
	s, now := &shelfOf{}, time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	c := newCatalogue(s.since, nameless)
	s.put(card("a", "Praca", ""))
	var came atomic.Int32
	s.first = func() { // until all the others stand at the door
		for came.Load() < 50 {
			runtime.Gosched()
		}
	}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			came.Add(1)
			if f, err := c.Search(t.Context(), now, Query{Most: 10}); err != nil || f.Total != 1 {
				t.Errorf("%v, %v", f, err)
			}
		})
	}
	all.Wait()
	if n := s.asked.Load(); n != 2 { // what there is, and that there is no more
		t.Errorf("asked %d times", n)
	}
}
