package vault

import (
	"testing"
	"time"

	"krag/internal/domain"
)

func cached(c *keyCache, now time.Time, s domain.UUID) bool {
	missing, _ := c.get(now, []domain.UUID{s}, map[domain.UUID]subjectKey{})
	return len(missing) == 0
}

func TestKeyCache(t *testing.T) {
	now, one, two := time.Now(), domain.UUID{1}, domain.UUID{2}
	both := map[domain.UUID]subjectKey{one: {1}, two: {2}}
	t.Run("keeps for KeyLife", func(t *testing.T) {
		c := newKeyCache()
		c.put(now, 0, both)
		if !cached(c, now.Add(KeyLife-1), one) || cached(c, now.Add(KeyLife), one) {
			t.Error("kept for another time")
		}
		if c.expire(now.Add(KeyLife)); len(c.keys) != 0 {
			t.Errorf("%d keys stay in memory", len(c.keys))
		}
	})
	t.Run("a reading from before a forgetting is not kept", func(t *testing.T) {
		c := newKeyCache()
		_, epoch := c.get(now, []domain.UUID{one}, map[domain.UUID]subjectKey{})
		c.forget(one)
		c.put(now, epoch, both)
		if cached(c, now, one) || cached(c, now, two) {
			t.Error("kept")
		}
	})
	t.Run("is bounded", func(t *testing.T) {
		c := newKeyCache()
		for i := range 3 * cacheSize {
			c.put(now, 0, map[domain.UUID]subjectKey{{byte(i), byte(i >> 8), byte(i >> 16)}: {}})
		}
		if len(c.keys) > cacheSize {
			t.Errorf("%d keys", len(c.keys))
		}
	})
}
