package e2e_test

import (
	"context"
	"testing"
	"time"

	"krag/internal/store/storetest"
)

// TestTwoReplicasTellOnce: two programs over one PostgreSQL send at the same time.
// Every message comes once, each program holds it for sent, and none is missing.
func TestTwoReplicasTellOnce(t *testing.T) {
	const people, changes = 30, 4
	post := newPostbox(t)
	p := newPlace(t, storetest.BlankPostgres)
	config := p.config()
	config.Messages = post.file
	r := start(t, config)
	h := setUp(t, r)
	other := start(t, config)
	c := newCircle(t, r, h, people, nil)
	for range changes {
		c.turns()
		for range people {
			select {
			case <-post.came:
			case <-time.After(time.Minute):
				t.Fatal("somebody is not told")
			}
		}
	}
	stop(t, r)
	stop(t, other)
	letters := post.letters()
	for parcel, n := range letters {
		if n != 1 {
			t.Errorf("%s came %d times", parcel, n)
		}
	}
	sent, unsure := parcels(t, p)
	var states map[string]int
	opened(t, p, func(ctx context.Context) { states = countStates(ctx, t) })
	if len(letters) != people*changes || len(sent) != len(letters) || len(unsure) != 0 || len(post.came) != 0 || states["planned"]+states["leaving"] != 0 {
		t.Errorf("%d letters came, %d count as sent, of %d nobody knows; %v", len(letters), len(sent), len(unsure), states)
	}
}
