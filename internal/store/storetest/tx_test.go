package storetest

import (
	"context"
	"errors"
	"slices"
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

// TestSequel: what follows from a change finds the row as it was changed, and
// follows from no other.
func TestSequel(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		scratch(t, env, `CREATE TABLE scratch (id bigint NOT NULL, n bigint NOT NULL)`)
		scratch(t, env, `CREATE TABLE follower (n bigint NOT NULL, word text NOT NULL, CONSTRAINT follower_once UNIQUE (n))`)
		scratch(t, env, `INSERT INTO scratch (id, n) VALUES (1, 10), (2, 20)`)
		s := sqldb.Sequel{
			Change: `UPDATE scratch SET n = n + 1 WHERE id = $1 AND n = $2`,
			Row:    `SELECT * FROM scratch WHERE id = $1`,
			Inserts: []string{
				`INSERT INTO follower (n, word) SELECT c.n, CAST($3 AS text) FROM changed AS c`,
				`INSERT INTO follower (n, word) SELECT c.n + s.id, CAST($3 AS text) FROM changed AS c, scratch AS s`,
			},
		}
		run := func(id, n int64) (rows []int64, err error) {
			err = env.InTx(t.Context(), domain.Across, func(ctx context.Context) (err error) {
				rows, err = s.Run(ctx, id, n, "a")
				return err
			})
			return rows, err
		}
		for _, c := range []struct{ id, n int64 }{{1, 9}, {3, 10}} {
			if rows, err := run(c.id, c.n); err != nil || !slices.Equal(rows, []int64{0, 0, 0}) {
				t.Errorf("a change of nothing: %v, %v", rows, err)
			}
		}
		if rows, err := run(1, 10); err != nil || !slices.Equal(rows, []int64{1, 1, 2}) {
			t.Errorf("a change of one row: %v, %v", rows, err)
		}
		if got := column(t, env, `SELECT CAST(n AS text) FROM follower ORDER BY n`); !slices.Equal(got, []string{"11", "12", "13"}) {
			t.Errorf("what followed is %v", got)
		}
		scratch(t, env, `UPDATE scratch SET n = 10 WHERE id = 1`)
		if _, err := run(1, 10); !errors.Is(err, sqldb.ErrUnique) {
			t.Errorf("what is there already followed again: %v", err)
		}
		if got := column(t, env, `SELECT CAST(n AS text) FROM scratch WHERE id = 1`); !slices.Equal(got, []string{"10"}) {
			t.Errorf("and the change stayed: %v", got)
		}
	})
}
