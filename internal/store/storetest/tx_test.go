package storetest

import (
	"context"
	"errors"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
)

func put(ctx context.Context, key, value string) error {
	_, err := sqldb.From(ctx).ExecContext(ctx, `INSERT INTO meta (key, value) VALUES ($1, $2)`, key, value)
	return err
}

func keys(t *testing.T, db domain.Tx) (n int) {
	t.Helper()
	err := db.Read(t.Context(), domain.Across, func(ctx context.Context) error {
		return sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM meta`).Scan(&n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestNestedCallsAreOneTransaction(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		err := env.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
			if err := put(ctx, "a", "1"); err != nil {
				return err
			}
			err := env.InTx(ctx, domain.Across, func(ctx context.Context) error { return put(ctx, "b", "2") })
			if err != nil {
				return err
			}
			return env.Read(ctx, domain.Across, func(ctx context.Context) error {
				var v string
				return sqldb.From(ctx).QueryRowContext(ctx, `SELECT value FROM meta WHERE key = 'b'`).Scan(&v)
			})
		})
		if err != nil || keys(t, env) != 2 {
			t.Fatalf("error %v, %d rows; want both", err, keys(t, env))
		}
	})
}

func TestOuterErrorUndoesInner(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		want := errors.New("outer")
		err := env.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
			err := env.InTx(ctx, domain.Across, func(ctx context.Context) error { return put(ctx, "a", "1") })
			return errors.Join(err, want)
		})
		if !errors.Is(err, want) || keys(t, env) != 0 {
			t.Fatalf("error %v, %d rows; want none", err, keys(t, env))
		}
	})
}

func TestDroppedErrorDooms(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		inner := errors.New("inner")
		drop := map[string]func(ctx context.Context){
			"nested call": func(ctx context.Context) {
				_ = env.InTx(ctx, domain.Across, func(context.Context) error { return inner })
			},
			"other scope": func(ctx context.Context) {
				_ = env.Read(ctx, domain.Within(1), func(context.Context) error { return nil })
			},
			"statement": func(ctx context.Context) { _ = put(ctx, "a", "again") },
			"single row": func(ctx context.Context) {
				var v string
				row := sqldb.From(ctx).QueryRowContext(ctx, `INSERT INTO meta (key, value) VALUES ('a', '') RETURNING key`)
				_ = row.Scan(&v)
			},
		}
		for name, dropping := range drop {
			t.Run(name, func(t *testing.T) {
				err := env.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
					err := put(ctx, "a", "1")
					dropping(ctx)
					return err
				})
				if err == nil || keys(t, env) != 0 {
					t.Errorf("error %v, %d rows; want an error and none", err, keys(t, env))
				}
			})
		}
	})
}

func TestWriteInsideReadIsRefused(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		err := env.Read(t.Context(), domain.Across, func(ctx context.Context) error {
			return env.InTx(ctx, domain.Across, func(context.Context) error { return nil })
		})
		if err == nil {
			t.Error("InTx inside Read was let in")
		}
		err = env.Read(t.Context(), domain.Across, func(ctx context.Context) error { return put(ctx, "a", "1") })
		if err == nil || keys(t, env) != 0 {
			t.Errorf("a write inside Read: error %v, %d rows", err, keys(t, env))
		}
	})
}

func TestPanicUndoes(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		func() {
			defer func() { _ = recover() }()
			_ = env.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
				_ = put(ctx, "a", "1")
				panic("on the way")
			})
		}()
		if n := keys(t, env); n != 0 {
			t.Errorf("%d rows survived a panic", n)
		}
		env.Must(t, domain.Across, func(ctx context.Context) error { return put(ctx, "b", "1") }) // the writer is free again
	})
}

func TestFromOutsideTransactionPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a statement without a scope was let through")
		}
	}()
	sqldb.From(t.Context())
}
