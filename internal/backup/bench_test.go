package backup_test

import (
	"context"
	"path/filepath"
	"testing"

	"krag/internal/backup"
	"krag/internal/domain"
	"krag/internal/store/sqldb"
)

// BenchmarkRows writes and restores 100,000 rows on each engine.
func BenchmarkRows(b *testing.B) {
	const rows = 100_000
	v := newVault(b)
	for name, blank := range engines {
		url := blank(b)
		crowd(b, migrated(b, url), rows)
		db, path := seesAll(b, url), filepath.Join(b.TempDir(), "krag.backup")
		b.Run("write/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := backup.File(b.Context(), db, path, backup.Options{}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
		b.Run("restore/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := backup.Restore(b.Context(), path, target(open(b, blank(b), sqldb.Options{}), v)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// crowd fills the ledger with rows.
func crowd(b *testing.B, db *sqldb.DB, rows int64) {
	b.Helper()
	err := db.InTx(b.Context(), domain.Across, func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, `INSERT INTO ledger (writer, commit_no, part)
			WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) SELECT 1, i, 7 FROM n`, rows)
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}
