package storetest

import (
	"context"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
)

// BenchmarkRead is what a page pays for the database: a transaction and ten
// short queries.
func BenchmarkRead(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *Env{"sqlite": SQLite, "postgres": Postgres} {
		b.Run(name, func(b *testing.B) {
			env := open(b)
			env.Institution(b, 1)
			b.ResetTimer() // the server's start is not the page's
			b.RunParallel(func(pb *testing.PB) {
				ctx, cancel := context.WithCancel(b.Context()) // as a request's
				defer cancel()
				for pb.Next() {
					if err := env.Read(ctx, domain.Within(1), tenQueries); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}

func tenQueries(ctx context.Context) error {
	for range 10 {
		var name string
		err := sqldb.From(ctx).QueryRowContext(ctx, `SELECT name FROM institution WHERE no = $1`, 1).Scan(&name)
		if err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkWrite is one durable change with its record: what a form pays.
func BenchmarkWrite(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *Env{"sqlite": SQLite, "postgres": Postgres} {
		b.Run(name, func(b *testing.B) {
			env := open(b)
			scope := env.Institution(b, 1)
			for b.Loop() {
				err := env.InTx(b.Context(), scope, func(ctx context.Context) error {
					_, err := sqldb.From(ctx).ExecContext(ctx, `UPDATE institution SET version = version + 1 WHERE no = $1`, 1)
					return err
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
