package vault

import (
	"sync"
	"time"

	"krag/internal/domain"
)

// KeyLife is how long an unwrapped key may stay in memory. It is also the
// longest time for which another replica can still read somebody forgotten.
const KeyLife = 30 * time.Second

// cacheSize bounds the unwrapped keys in memory: about 5 MB.
const cacheSize = 50_000

// keyCache holds unwrapped subject keys for a short while.
type keyCache struct {
	mu    sync.Mutex
	keys  map[domain.UUID]cachedKey
	epoch uint64 // counts forgettings
}

type cachedKey struct {
	key   subjectKey
	until time.Time
}

func newKeyCache() *keyCache { return &keyCache{keys: map[domain.UUID]cachedKey{}} }

// get looks up many subjects under one lock. The epoch must be handed to put
// with whatever is then read from the store.
func (c *keyCache) get(now time.Time, subjects []domain.UUID, into map[domain.UUID]subjectKey) (missing []domain.UUID, epoch uint64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, s := range subjects {
		if e, ok := c.keys[s]; ok && now.Before(e.until) {
			into[s] = e.key
		} else if _, have := into[s]; !have {
			missing = append(missing, s)
		}
	}
	return missing, c.epoch
}

// put keeps keys that were read while the epoch was current. If somebody was
// forgotten since, the reading may be older than the forgetting: it is not kept.
func (c *keyCache) put(now time.Time, epoch uint64, keys map[domain.UUID]subjectKey) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if epoch != c.epoch {
		return
	}
	if len(c.keys)+len(keys) > cacheSize {
		clear(c.keys)
	}
	if len(keys) > cacheSize {
		return
	}
	for s, k := range keys {
		c.keys[s] = cachedKey{k, now.Add(KeyLife)}
	}
}

// forget drops a key and makes every reading under way worthless.
func (c *keyCache) forget(subjects ...domain.UUID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.epoch++
	for _, s := range subjects {
		delete(c.keys, s)
	}
}

// expire drops what has outlived KeyLife, so that memory forgets as well.
func (c *keyCache) expire(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for s, e := range c.keys {
		if !now.Before(e.until) {
			delete(c.keys, s)
		}
	}
}
