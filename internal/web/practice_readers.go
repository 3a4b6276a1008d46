package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"net/netip"
	"slices"
	"strings"
	"sync"

	"krag/internal/domain"
)

// readersRoom is how many readers of one day are told apart; above it, each
// counts anew.
const readersRoom = 100_000

// readers counts how often which card was read, without cookies and without
// keeping an address. A browser that opens a card again on the same day counts
// once: of its address and name only a hash is held, in memory, salted with a
// number that is thrown away with the day. What is stored is one number for a
// card and a day.
type readers struct {
	mu    sync.Mutex
	day   domain.Date
	salt  [32]byte
	seen  map[[sha256.Size]byte]struct{}
	count map[string]int // by slug, since the last time they were taken
	now   func() domain.Date
}

func newReaders(now func() domain.Date) *readers {
	return &readers{now: now, seen: map[[sha256.Size]byte]struct{}{}, count: map[string]int{}}
}

// saw notes that somebody opened a card. Programs that say what they are, and
// pages fetched ahead, are no readers.
func (c *readers) saw(r *request, from netip.Addr, slug string) {
	agent := r.Header.Get("User-Agent")
	if r.Method != "GET" || r.Header.Get("Sec-Purpose") != "" || !looksHuman(agent) {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn()
	mark := sha256.Sum256(append(c.salt[:], from.String()+"\x00"+agent+"\x00"+slug...))
	if _, again := c.seen[mark]; again {
		return
	}
	if len(c.seen) < readersRoom {
		c.seen[mark] = struct{}{}
	}
	c.count[slug]++
}

// turn begins a new day: who read yesterday cannot be known any more.
func (c *readers) turn() {
	today := c.now()
	if today == c.day {
		return
	}
	c.day = today
	_, _ = rand.Read(c.salt[:]) // never fails since Go 1.24
	clear(c.seen)
}

// taken gives the counts since the last time, and the day they belong to.
func (c *readers) taken() (domain.Date, map[string]int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	count := c.count
	c.count = map[string]int{}
	day := c.day
	c.turn()
	if day.IsZero() {
		day = c.day
	}
	return day, count
}

// giveBack keeps counts that could not be stored.
func (c *readers) giveBack(count map[string]int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for slug, n := range count {
		c.count[slug] += n
	}
}

// KeepReaders stores how often which card was read since it was called
// last. What could not be stored is kept for the next time.
func (s *Server) KeepReaders(ctx context.Context) error {
	day, count := s.readers.taken()
	err := s.Cards.CountReaders(ctx, day, count)
	if err != nil {
		s.readers.giveBack(count)
	}
	return err
}

// machines are words by which programs that read pages name themselves.
var machines = []string{"bot", "crawl", "spider", "slurp", "curl", "wget", "python", "go-http", "java/", "monitor", "preview", "fetch", "headless"}

func looksHuman(agent string) bool {
	agent = strings.ToLower(agent)
	return agent != "" && !slices.ContainsFunc(machines, func(m string) bool { return strings.Contains(agent, m) })
}
