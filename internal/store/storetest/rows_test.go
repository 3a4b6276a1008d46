package storetest

import (
	"bytes"
	"context"
	"errors"
	"math"
	"reflect"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
)

// scratch makes a table for one test, outside of every migration.
func scratch(t *testing.T, env *Env, ddl string) {
	t.Helper()
	env.Must(t, domain.Across, func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, ddl)
		return err
	})
}

func TestTypesComeBackAsTheyWent(t *testing.T) {
	type row struct {
		ID      domain.UUID
		Nobody  domain.UUID
		At      int64
		Never   *int64
		Bytes   []byte
		No, Yes bool
		Text    string
	}
	Each(t, func(t *testing.T, env *Env) {
		scratch(t, env, `CREATE TABLE scratch (id uuid NOT NULL, nobody uuid, at bigint NOT NULL, never bigint,
			bytes bytea NOT NULL, no boolean NOT NULL, yes boolean NOT NULL, word text NOT NULL)`)
		night := time.Date(2026, 10, 25, 2, 30, 0, 123456000, time.FixedZone("CEST", 7200))
		want := row{
			ID: domain.NewID[domain.GroupID]().UUID, At: sqldb.Micros(night),
			Bytes: []byte{0, 1, 255}, Yes: true, Text: "zażółć 🌀 'x' \\ $1",
		}
		// An id like 12345678-… must not be taken for a number.
		want.ID[0], want.ID[1], want.ID[2], want.ID[3] = 0x12, 0x34, 0x56, 0x78
		var got row
		env.Must(t, domain.Across, func(ctx context.Context) error {
			_, err := sqldb.From(ctx).ExecContext(ctx, `INSERT INTO scratch VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
				want.ID, want.Nobody, want.At, want.Never, want.Bytes, want.No, want.Yes, want.Text)
			if err != nil {
				return err
			}
			return sqldb.From(ctx).QueryRowContext(ctx, `SELECT * FROM scratch WHERE id = $1 AND yes AND NOT no`, want.ID).
				Scan(&got.ID, &got.Nobody, &got.At, &got.Never, &got.Bytes, &got.No, &got.Yes, &got.Text)
		})
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
		if back := sqldb.Time(got.At); !back.Equal(night) || back.Location() != time.UTC {
			t.Errorf("got %s, want %s in UTC", back, night)
		}
	})
}

func TestExtremeNumbersCompareAsNumbers(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		scratch(t, env, `CREATE TABLE scratch (n bigint NOT NULL)`)
		env.Must(t, domain.Across, func(ctx context.Context) error {
			q := sqldb.From(ctx)
			for _, n := range []int64{math.MinInt64, -1, 0, 2, 10, math.MaxInt64} {
				if _, err := q.ExecContext(ctx, `INSERT INTO scratch VALUES ($1)`, n); err != nil {
					return err
				}
			}
			var below, most int64
			err := q.QueryRowContext(ctx, `SELECT COUNT(*) FILTER (WHERE n < $1), MAX(n) FROM scratch`, int64(10)).Scan(&below, &most)
			if below != 4 || most != math.MaxInt64 {
				t.Errorf("%d below 10, most %d", below, most)
			}
			return err
		})
	})
}

func column(t *testing.T, env *Env, text string, args ...any) (values []string) {
	t.Helper()
	err := env.Read(t.Context(), domain.Across, func(ctx context.Context) error {
		rows, err := sqldb.From(ctx).QueryContext(ctx, text, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var v string
			if err := rows.Scan(&v); err != nil {
				return err
			}
			values = append(values, v)
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return values
}

func TestOrder(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		scratch(t, env, `CREATE TABLE scratch (name text NOT NULL, at bigint)`)
		scratch(t, env, `INSERT INTO scratch VALUES ('none', NULL), ('late', 2), ('early', 1)`)
		for text, want := range map[string][]string{
			`SELECT name FROM scratch ORDER BY at NULLS LAST`:      {"early", "late", "none"},
			`SELECT name FROM scratch ORDER BY at DESC NULLS LAST`: {"late", "early", "none"},
			// Text is ordered by its bytes on both; people's order is made in Go.
			`SELECT v FROM (SELECT 'a' AS v UNION ALL SELECT 'Z' UNION ALL SELECT 'ą') AS x ORDER BY v`: {"Z", "a", "ą"},
		} {
			if got := column(t, env, text); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: %v, want %v", text, got, want)
			}
		}
	})
}

func TestListOfIDs(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		env.Institution(t, 1)
		env.Institution(t, 2)
		env.Institution(t, 3)
		ids := column(t, env, `SELECT id FROM institution ORDER BY no`)
		list := `["` + ids[0] + `","` + ids[2] + `"]`
		text := `SELECT CAST(no AS text) FROM institution WHERE id IN (SELECT j.value FROM json_each(CAST($1 AS text)) AS j) ORDER BY no`
		if got := column(t, env, text, list); !reflect.DeepEqual(got, []string{"1", "3"}) {
			t.Errorf("of %s: %v", list, got)
		}
		if got := column(t, env, text, `[]`); got != nil {
			t.Errorf("of none: %v", got)
		}
	})
}

func TestViolations(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		scratch(t, env, `CREATE TABLE parent (id bigint NOT NULL, CONSTRAINT parent_pk PRIMARY KEY (id))`)
		scratch(t, env, `CREATE TABLE scratch (
			n bigint NOT NULL, u bigint, parent bigint REFERENCES parent (id),
			CONSTRAINT scratch_small CHECK (n < 10), CONSTRAINT scratch_u UNIQUE (u))`)
		scratch(t, env, `INSERT INTO scratch (n, u) VALUES (1, 1)`)
		for text, want := range map[string]error{
			`INSERT INTO scratch (n, u) VALUES (1, 1)`:                                                          sqldb.ErrUnique,
			`INSERT INTO scratch (n) VALUES (11)`:                                                               sqldb.ErrCheck,
			`INSERT INTO scratch (n, parent) VALUES (1, 5)`:                                                     sqldb.ErrForeignKey,
			`INSERT INTO scratch (n) VALUES (NULL)`:                                                             sqldb.ErrNotNull,
			`INSERT INTO meta (key, value) VALUES ('a', ''), ('a', '')`:                                         sqldb.ErrUnique,
			`INSERT INTO scratch (n, u) VALUES (2, 1) ON CONFLICT (u) DO NOTHING`:                               nil,
			`INSERT INTO scratch (n, u) VALUES (2, NULL), (3, NULL)`:                                            nil,
			`INSERT INTO scratch (n, u) VALUES (7, 1) ON CONFLICT (u) DO UPDATE SET n = excluded.n RETURNING n`: nil,
		} {
			err := env.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
				_, err := sqldb.From(ctx).ExecContext(ctx, text)
				return err
			})
			if !errors.Is(err, want) {
				t.Errorf("%s: %v, want %v", text, err, want)
			}
			if v, ok := errors.AsType[*sqldb.Violation](err); ok && want == sqldb.ErrCheck && v.Name != "scratch_small" {
				t.Errorf("the check is named %q", v.Name)
			}
		}
	})
}

func TestViolationOfSingleRow(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		env.Must(t, domain.Across, func(ctx context.Context) error { return put(ctx, "a", "1") })
		err := env.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
			var key string
			row := sqldb.From(ctx).QueryRowContext(ctx, `INSERT INTO meta (key, value) VALUES ('a', '') RETURNING key`)
			return row.Scan(&key)
		})
		if !errors.Is(err, sqldb.ErrUnique) {
			t.Errorf("got %v", err)
		}
	})
}

func TestConflictDoNothingLeavesTheTransactionWhole(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		env.Must(t, domain.Across, func(ctx context.Context) error {
			if err := put(ctx, "a", "1"); err != nil {
				return err
			}
			r, err := sqldb.From(ctx).ExecContext(ctx, `INSERT INTO meta (key, value) VALUES ('a', '2') ON CONFLICT DO NOTHING`)
			if err != nil {
				return err
			}
			if n, err := r.RowsAffected(); n != 0 || err != nil {
				t.Errorf("%d rows, %v; want none", n, err)
			}
			return put(ctx, "b", "3")
		})
		if got := column(t, env, `SELECT value FROM meta ORDER BY key`); !reflect.DeepEqual(got, []string{"1", "3"}) {
			t.Errorf("got %v", got)
		}
	})
}

// A kept statement whose rows are still open must not begin anew.
func TestQueryInsideItsOwnRows(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		if env.Engine() == sqldb.PostgreSQL {
			return // there a connection has one query open at a time, and says so
		}
		scratch(t, env, `INSERT INTO meta (key, value) VALUES ('a', 'b'), ('b', 'c'), ('c', '')`)
		var seen bytes.Buffer
		err := env.Read(t.Context(), domain.Across, func(ctx context.Context) error { return follow(ctx, "a", &seen) })
		if err != nil || seen.String() != "bc" {
			t.Errorf("%q, %v; want bc", seen.String(), err)
		}
	})
}

func follow(ctx context.Context, key string, seen *bytes.Buffer) error {
	rows, err := sqldb.From(ctx).QueryContext(ctx, `SELECT value FROM meta WHERE key = $1 AND value <> ''`, key)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var next string
		if err := rows.Scan(&next); err != nil {
			return err
		}
		seen.WriteString(next)
		if err := follow(ctx, next, seen); err != nil {
			return err
		}
	}
	return rows.Err()
}
