package backup_test

import (
	"context"
	"crypto/rand"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

	"krag/internal/backup"
	"krag/internal/domain"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

// The rows of TestLargeRowsStream: together they are more than may be in
// memory at any moment.
const (
	largeRow  = 256 << 10
	largeRows = 160
	mayHold   = 32 << 20
)

// TestLargeRowsStream backs up, restores and verifies rows that hold pieces of
// files, and watches how much of them is in memory.
func TestLargeRowsStream(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		v, url := newVault(t), blank(t)
		db := migrated(t, url)
		pieces(t, db, v)
		var path string
		holds(t, "backup", func() { path = save(t, url, backup.Options{}) })
		urlTo := blank(t)
		to := open(t, urlTo, sqldb.Options{})
		holds(t, "restore", func() {
			got, err := backup.Restore(t.Context(), path, target(to, v))
			if err != nil || got.Rows != largeRows+2 {
				t.Errorf("restored %+v, %v", got, err)
			}
		})
		holds(t, "verify", func() {
			r, err := backup.Verify(t.Context(), backup.Subject{DB: seesAll(t, urlTo), Vault: v, Sealed: sealed})
			if err != nil || !r.OK() || r.Fields[0].Opened != largeRows || len(r.Orphans) != 0 {
				t.Errorf("verified %+v, %v", r.Fields, err)
			}
		})
	})
}

// pieces are large sealed rows, all of one subject each.
func pieces(t *testing.T, db *sqldb.DB, v *vault.Vault) {
	t.Helper()
	town := newID()
	run(t, db, domain.Within(1), `INSERT INTO town (institution_no, id, name) VALUES (1, $1, 'Chełm')`, town)
	noise := make([]byte, largeRow)
	_, _ = rand.Read(noise)
	for range largeRows {
		id := newID()
		run(t, db, domain.Within(1), `INSERT INTO human (institution_no, id, town, pseudonym) VALUES (1, $1, $2, $3)`, id, town, seal(t, v, 1, id, string(noise)))
	}
}

// holds runs fn and asks that never more than mayHold was in use meanwhile.
func holds(t *testing.T, what string, fn func()) {
	t.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(20)) // what is not needed goes soon
	ctx, stop := context.WithCancel(t.Context())
	peak := make(chan uint64)
	go func() {
		var most uint64
		inUse := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for ctx.Err() == nil {
			metrics.Read(inUse)
			most = max(most, inUse[0].Value.Uint64())
			<-tick.C
		}
		peak <- most
	}()
	fn()
	stop()
	if most := <-peak; most > mayHold {
		t.Errorf("%s had %d MiB in memory of %d in all", what, most>>20, largeRow*largeRows>>20)
	} else {
		t.Logf("%s: at most %d MiB", what, most>>20)
	}
}
