package storetest

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/schema"
	"krag/internal/store/sqldb"
)

func TestEveryTableIsFencedOrHasAReason(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		open, err := env.Unfenced(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range open {
			t.Errorf("%s has no institution_no and no reason in schema.cross", table)
		}
		tables, err := env.Tables(t.Context())
		if err != nil || len(tables) < len(schema.Main.Cross) {
			t.Fatalf("%v, %v", tables, err)
		}
		for table := range schema.Main.Cross {
			if !slices.Contains(tables, table) {
				t.Errorf("schema.cross names %s, which is not there", table)
			}
		}
	})
}

func heads(ctx context.Context) (n int, err error) {
	err = sqldb.From(ctx).QueryRowContext(ctx, `SELECT COUNT(*) FROM audit_head`).Scan(&n)
	return n, err
}

func insertHead(ctx context.Context, institution int64) error {
	_, err := sqldb.From(ctx).ExecContext(ctx,
		`INSERT INTO audit_head (institution_no, seq, mac) VALUES ($1, 0, $2)`, institution, []byte{})
	return err
}

// On PostgreSQL a query that forgot its WHERE still sees one institution only.
func TestFenceHoldsWithoutWhere(t *testing.T) {
	env := Postgres(t)
	for _, no := range []int64{1, 2} {
		env.Must(t, domain.Within(no), func(ctx context.Context) error { return insertHead(ctx, no) })
	}
	for scope, want := range map[domain.Scope]int{domain.Within(1): 1, domain.Within(3): 0, domain.Across: 0} {
		err := env.Read(t.Context(), scope, func(ctx context.Context) error {
			n, err := heads(ctx)
			if n != want {
				t.Errorf("scope %d sees %d rows, want %d", scope.Institution(), n, want)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	err := env.InTx(t.Context(), domain.Within(1), func(ctx context.Context) error { return insertHead(ctx, 3) })
	if err == nil || !strings.Contains(err.Error(), "row-level security") {
		t.Errorf("a row was put into another institution: %v", err)
	}
	env.Must(t, domain.Within(1), func(ctx context.Context) error {
		r, err := sqldb.From(ctx).ExecContext(ctx, `DELETE FROM audit_head WHERE institution_no = 2`)
		if err != nil {
			return err
		}
		if n, _ := r.RowsAffected(); n != 0 {
			t.Errorf("deleted %d rows of another institution", n)
		}
		return nil
	})
}

// TestComparisonsAreLeakproof: a fence lets a condition use an index only when
// its operator is one that PostgreSQL calls leakproof. All six comparisons are,
// for every type of column that a fenced table has; LIKE shows that not all are.
func TestComparisonsAreLeakproof(t *testing.T) {
	env := Postgres(t)
	leaking := column(t, env, `
		SELECT DISTINCT format_type(a.atttypid, NULL) || ' ' || o.oprname
		FROM pg_catalog.pg_class c
		JOIN pg_catalog.pg_attribute i ON i.attrelid = c.oid AND i.attname = 'institution_no'
		JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		JOIN pg_catalog.pg_operator o ON o.oprleft = a.atttypid AND o.oprright = a.atttypid
			AND o.oprname IN ('=', '<>', '<', '<=', '>', '>=', '~~')
		JOIN pg_catalog.pg_proc p ON p.oid = o.oprcode
		WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND NOT p.proleakproof
		ORDER BY 1`)
	if want := []string{"bytea ~~", "text ~~"}; !slices.Equal(leaking, want) {
		t.Errorf("not leakproof: %v, want %v", leaking, want)
	}
}

// The scope must end with its transaction: on a pool of one connection every
// request comes after another institution's.
func TestScopeDoesNotLeakToTheNextRequest(t *testing.T) {
	env := Postgres(t)
	db, err := sqldb.Open(t.Context(), env.URL, sqldb.Options{Schema: schema.Main, MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, no := range []int64{1, 2} {
		env.Must(t, domain.Within(no), func(ctx context.Context) error { return insertHead(ctx, no) })
	}
	var wg sync.WaitGroup
	for i := range 200 {
		wg.Go(func() {
			scope, want := domain.Within(int64(i%3)), min(i%3, 1)
			err := db.Read(t.Context(), scope, func(ctx context.Context) error {
				var n int
				err := sqldb.From(ctx).QueryRowContext(ctx,
					`SELECT COUNT(*) FROM audit_head WHERE institution_no = nullif(current_setting('krag.institution', true), '')::bigint`).Scan(&n)
				if n != want {
					t.Errorf("scope %d saw %d rows, want %d", scope.Institution(), n, want)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func TestMigrateClosesALiftedFence(t *testing.T) {
	env := Postgres(t)
	scratch(t, env, `ALTER TABLE audit_head NO FORCE ROW LEVEL SECURITY`)
	if open, err := env.Unfenced(t.Context()); err != nil || !slices.Contains(open, "audit_head") {
		t.Fatalf("not noticed: %v, %v", open, err)
	}
	if err := env.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if open, err := env.Unfenced(t.Context()); err != nil || len(open) != 0 {
		t.Errorf("still open: %v, %v", open, err)
	}
}

func TestServingRefusesASuperuser(t *testing.T) {
	env := Postgres(t)
	url := strings.Replace(env.URL, servingRole+"@", adminRole+"@", 1)
	db, err := sqldb.Open(t.Context(), url, sqldb.Options{Schema: schema.Main})
	if err == nil || !strings.Contains(err.Error(), "superuser") {
		t.Errorf("let in: %v", err)
		_ = db.Close()
	}
	db, err = sqldb.Open(t.Context(), url, sqldb.Options{Schema: schema.Main, AllowSuperuser: true})
	if err != nil {
		t.Fatal(err)
	}
	_ = db.Close()
}
