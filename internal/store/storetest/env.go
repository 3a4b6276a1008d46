package storetest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/schema"
	"krag/internal/store/sqldb"
)

// Env is a fresh, migrated database that belongs to one test.
type Env struct {
	*sqldb.DB
	URL string // for a second Open, as another replica would
}

// Each runs a test on SQLite and on PostgreSQL, each with a database of its
// own, which is gone afterwards.
func Each(t *testing.T, fn func(t *testing.T, env *Env)) {
	t.Run("sqlite", func(t *testing.T) { fn(t, SQLite(t)) })
	t.Run("postgres", func(t *testing.T) { fn(t, Postgres(t)) })
}

// SQLite makes a database in a file.
func SQLite(t testing.TB) *Env {
	t.Helper()
	path := filepath.Join(t.TempDir(), "krag.db")
	content, err := sqliteTemplate()
	if err == nil {
		err = os.WriteFile(path, content, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return open(t, "sqlite:"+path)
}

// Postgres makes a database on the server of this test program, which the
// first call starts.
func Postgres(t testing.TB) *Env {
	t.Helper()
	s, err := theServer()
	if err != nil {
		t.Fatal(err)
	}
	name, err := s.create(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.drop(context.Background(), name); err != nil {
			t.Error(err)
		}
	})
	return open(t, s.url(servingRole, name))
}

// Open opens the test's database once more, as another replica would.
func (e *Env) Open(t testing.TB) *sqldb.DB {
	t.Helper()
	return open(t, e.URL).DB
}

func open(t testing.TB, url string) *Env {
	t.Helper()
	db, err := sqldb.Open(t.Context(), url, sqldb.Options{Schema: schema.Main})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return &Env{db, url}
}

// Institution makes an institution with the given number and gives its scope.
func (e *Env) Institution(t testing.TB, no int64) domain.Scope {
	t.Helper()
	e.Must(t, domain.Across, func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, `
			INSERT INTO institution (no, id, name, profile, place, voivodeship, zone, made_at, version)
			VALUES ($1, $2, 'Ośrodek', 'welfare', '', '', 'Europe/Warsaw', 0, 1)`,
			no, domain.NewID[domain.InstitutionID]())
		return err
	})
	return domain.Within(no)
}

// Must runs fn in a transaction of the scope and ends the test on an error.
func (e *Env) Must(t testing.TB, scope domain.Scope, fn func(ctx context.Context) error) {
	t.Helper()
	if err := e.InTx(t.Context(), scope, fn); err != nil {
		t.Fatal(err)
	}
}

// sqliteTemplate is a migrated database file, made once and copied for each
// test, as PostgreSQL copies its template.
var sqliteTemplate = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "krag-sqlite-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "template.db")
	if err := migrate("sqlite:" + path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

func migrate(url string) error {
	ctx := context.Background()
	db, err := sqldb.Open(ctx, url, sqldb.Options{Schema: schema.Main})
	if err != nil {
		return err
	}
	if err := db.Migrate(ctx); err != nil {
		return err
	}
	if err := db.Checkpoint(ctx); err != nil {
		return err
	}
	return db.Close()
}
