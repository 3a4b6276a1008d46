package storetest

import (
	"context"
	"fmt"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
)

// TestFullDisk: what does not fit is not there by halves, and as soon as there
// is room again everything goes on.
func TestFullDisk(t *testing.T) {
	env := SQLite(t)
	pages := column(t, env, `PRAGMA page_count`)[0]
	limit := func(pages string) {
		t.Helper()
		env.Must(t, domain.Across, func(ctx context.Context) error {
			var now string
			return sqldb.From(ctx).QueryRowContext(ctx, `PRAGMA max_page_count = `+pages).Scan(&now)
		})
	}
	limit(pages)
	fill := func() error {
		return env.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
			for i := range 200 {
				if err := put(ctx, fmt.Sprintf("key %d of a length that fills pages soon enough", i), "value"); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := fill(); err == nil || domain.KindOf(err) != domain.KindInternal {
		t.Errorf("a full disk: %v, want an error for the log", err)
	}
	if got := column(t, env, `SELECT key FROM meta`); len(got) != 0 {
		t.Errorf("%d rows are there by halves", len(got))
	}
	limit("1000000")
	if err := fill(); err != nil {
		t.Error(err)
	}
}
