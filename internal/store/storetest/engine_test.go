package storetest

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"krag/internal/domain"
	"krag/internal/store/schema"
	"krag/internal/store/sqldb"
)

// Every connection of both pools must have the settings, not only the one
// that happened to be opened first.
func TestPragmasOnEveryConnection(t *testing.T) {
	env := SQLite(t)
	want := map[string]string{
		"synchronous": "2", "foreign_keys": "1", "journal_mode": "wal",
		"busy_timeout": "5000", "secure_delete": "1", "temp_store": "2",
	}
	check := func(ctx context.Context, readOnly string) error {
		want := map[string]string{
			"query_only": readOnly, "synchronous": want["synchronous"], "foreign_keys": want["foreign_keys"],
			"journal_mode": want["journal_mode"], "busy_timeout": want["busy_timeout"], "secure_delete": want["secure_delete"], "temp_store": want["temp_store"],
		}
		for pragma, value := range want {
			var got string
			if err := sqldb.From(ctx).QueryRowContext(ctx, `PRAGMA `+pragma).Scan(&got); err != nil {
				return err
			}
			if got != value {
				t.Errorf("%s is %s, want %s", pragma, got, value)
			}
		}
		return nil
	}
	env.Must(t, domain.Across, func(ctx context.Context) error { return check(ctx, "0") })
	const readers = 4 // the smallest pool: all of them open at once
	var at, out sync.WaitGroup
	at.Add(readers)
	for range readers {
		out.Go(func() {
			err := env.Read(t.Context(), domain.Across, func(ctx context.Context) error {
				at.Done()
				at.Wait()
				return check(ctx, "1")
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	out.Wait()
}

func TestFilesAreForTheOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?%.db")
	db, err := sqldb.Open(t.Context(), "sqlite:"+path, sqldb.Options{Schema: schema.Main})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(path + suffix)
		if err != nil || info.Mode() != 0o600 {
			t.Errorf("%s: %v, %v", suffix, info, err)
		}
	}
}

func TestWaitingForTheWriterEnds(t *testing.T) {
	env := SQLite(t)
	db, err := sqldb.Open(t.Context(), env.URL, sqldb.Options{WriterWait: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
		// Another request, so without this transaction in its context.
		return db.InTx(t.Context(), domain.Across, func(context.Context) error { return nil })
	})
	if domain.KindOf(err) != domain.KindUnavailable || !strings.Contains(err.Error(), "TestWaitingForTheWriterEnds") {
		t.Errorf("got %v, want unavailable naming this test", err)
	}
}

func TestMigrateTwiceAndAtOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		var wg sync.WaitGroup
		for range 3 {
			db := env.Open(t)
			wg.Go(func() {
				if err := db.Migrate(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		current, known, err := env.Version(t.Context())
		if err != nil || current != known || known < 4 {
			t.Errorf("version %d of %d, %v", current, known, err)
		}
	})
}

func TestNewerSchemaIsRefused(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		later := schema.Main
		later.Shared = and(t, schema.Main.Shared, "99999_later.sql", "-- +goose Up\nCREATE TABLE later (n bigint);")
		db, err := sqldb.Open(t.Context(), env.URL, sqldb.Options{Schema: later})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := env.Migrate(t.Context()); err == nil || !strings.Contains(err.Error(), "newer krag") {
			t.Errorf("got %v, want to be told to start a newer krag", err)
		}
	})
}

// and gives the files of a folder and one more.
func and(t *testing.T, files fs.FS, name, text string) fs.FS {
	t.Helper()
	all := fstest.MapFS{name: {Data: []byte(text)}}
	names, err := fs.Glob(files, "*.sql")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		data, err := fs.ReadFile(files, n)
		if err != nil {
			t.Fatal(err)
		}
		all[n] = &fstest.MapFile{Data: data}
	}
	return all
}

func TestCounterCountsStatements(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		ctx, counter := sqldb.WithCounter(t.Context())
		err := env.Read(ctx, domain.Across, func(ctx context.Context) error {
			q := sqldb.From(ctx)
			rows, err := q.QueryContext(ctx, `SELECT key FROM meta`)
			if err != nil {
				return err
			}
			if err := rows.Close(); err != nil {
				return err
			}
			if _, err := q.ExecContext(ctx, `SELECT 1`); err != nil {
				return err
			}
			var n int
			return q.QueryRowContext(ctx, `SELECT COUNT(*) FROM meta`).Scan(&n)
		})
		if err != nil || counter.N() != 3 {
			t.Errorf("%d statements, %v; want 3", counter.N(), err)
		}
	})
}

// Words that one engine does not know, or understands otherwise.
func TestQueriesSpeakBothEngines(t *testing.T) {
	files, err := filepath.Glob("../query/sql/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, banned := range []string{"SKIP LOCKED", "GREATEST(", "LIKE ", "AS uuid)"} {
			if strings.Contains(string(text), banned) {
				t.Errorf("%s: %s does not mean the same on both engines", filepath.Base(file), banned)
			}
		}
	}
}

func TestTwoDatabasesInOneContext(t *testing.T) {
	env, keys := SQLite(t), SQLite(t)
	env.Must(t, domain.Across, func(ctx context.Context) error {
		err := keys.InTx(ctx, domain.Across, func(ctx context.Context) error {
			if err := put(ctx, "in keys", ""); err != nil {
				return err
			}
			return env.InTx(ctx, domain.Across, func(ctx context.Context) error { return put(ctx, "in main", "") })
		})
		if err != nil {
			return err
		}
		return put(ctx, "in main too", "")
	})
	if a, b := column(t, env, `SELECT key FROM meta`), column(t, keys, `SELECT key FROM meta`); len(a) != 2 || len(b) != 1 {
		t.Errorf("main %v, keys %v", a, b)
	}
}
