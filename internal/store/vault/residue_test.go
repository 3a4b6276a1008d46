package vault_test

import (
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/storetest"
	"krag/internal/store/vault"
)

// keyFiles reads every file of the place.
func keyFiles(t *testing.T, p place) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(p.dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(p.dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestForgottenLeavesTheFiles: the wrapped key, which an old master key and
// keyset could open, is in no file after the forgetting, the key store's copy
// included once it was made again.
func TestForgottenLeavesTheFiles(t *testing.T) {
	p := onSQLite(t)
	v := open(t, p.Config)
	// In this order pages of the table are joined so that SQLite alone leaves
	// a deleted key between them; most orders do not show it.
	const n, step = 401, 7
	items := sealMany(t, v, 1, n)
	copied := filepath.Join(p.dir, "copy")
	if err := v.CopyKeys(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	wrapped, going := map[domain.UUID][]byte{}, make([]domain.UUID, 350)
	for i := range going {
		going[i] = items[i*step%n].Subject
		b, err := vault.Wrapped(t.Context(), v, going[i])
		if err != nil {
			t.Fatal(err)
		}
		wrapped[going[i]] = b
	}
	if n := holding(keyFiles(t, p), wrapped); n < 2*len(wrapped) {
		t.Fatalf("found %d keys before, want each in the store and in the copy", n)
	}
	gone := map[domain.UUID][]byte{}
	for part := range slices.Chunk(going, 10) {
		if err := v.Destroy(t.Context(), part...); err != nil {
			t.Fatal(err)
		}
		for _, s := range part {
			gone[s] = wrapped[s]
		}
		files := keyFiles(t, p)
		delete(files, "copy")
		if n := holding(files, gone); n != 0 {
			t.Fatalf("%d of %d destroyed keys are still in the key store", n, len(gone))
		}
	}
	// A second name for the old copy shows what is left of it on the disk.
	if err := os.Link(copied, filepath.Join(p.dir, "blocks of the old copy")); err != nil {
		t.Fatal(err)
	}
	if err := v.CopyKeys(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	if n := holding(keyFiles(t, p), wrapped); n != 0 {
		t.Errorf("%d destroyed keys are still in some file", n)
	}
}

// TestForgottenLeavesTheServer: the same on PostgreSQL, in every file of the
// server, its log of changes included, when it is set up as the manual says.
// Neither statistics over the keys nor somebody with an older view of the
// database may keep them.
func TestForgottenLeavesTheServer(t *testing.T) {
	server := storetest.NewServer(t)
	p := onSQLite(t)
	p.Keys = server.Blank()
	if left := residue(t, p); len(left) != 2 {
		t.Errorf("not set up: %q", left)
	}
	server.ExecIn(p.Keys, asTheManualSays(t, p.Keys)...)
	server.Kill(storetest.Immediate) // so that nobody goes on as before
	server.Again()
	if left := residue(t, p); len(left) != 0 {
		t.Errorf("set up as the manual says: %q", left)
	}
	v := open(t, p.Config)
	items := sealMany(t, v, 1, 400)
	raw := direct(t, p.Keys)
	for round, going := range [][]vault.Item{items[100:150], items[200:250]} {
		wrapped := wrappedOf(t, v, going)
		analyse(t, raw)
		server.Exec(`CHECKPOINT`)
		// In the log, the border of two pages may cut one or two of them in half.
		want := len(wrapped) + (1-round)*(len(wrapped)-2)
		if n := holding(files(t, server.Folder()), wrapped); n < want {
			t.Fatalf("found %d keys before, want each in the table, and in the log as long as that was not thrown away", n)
		}
		old := olderView(t, raw)
		if err := v.Destroy(t.Context(), slices.Collect(maps.Keys(wrapped))...); err != nil {
			t.Fatal(err)
		}
		for name, b := range files(t, server.Folder()) {
			if n := holding(map[string][]byte{name: b}, wrapped); n != 0 {
				t.Errorf("%d destroyed keys are still in %s", n, name)
			}
		}
		if err := old.Rollback(); err != nil {
			t.Fatal(err)
		}
	}
	wantAll(t, open(t, p.Config), items[300:])
}

func residue(t *testing.T, p place) []string {
	t.Helper()
	left, err := open(t, p.Config).Residue(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return left
}

// asTheManualSays are the statements by which docs/operate.md sets the server
// of the keys up, for the database of a test.
func asTheManualSays(t *testing.T, address string) (statements []string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("../../../docs/operate.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(b), "in the database of the keys:\n\n")
	block, _, _ = strings.Cut(block, "\n\n")
	for line := range strings.Lines(block) {
		line = strings.TrimSuffix(strings.TrimSpace(line), ";")
		statements = append(statements, strings.ReplaceAll(line, "krag_keys", strings.TrimPrefix(u.Path, "/")))
	}
	return statements
}

// direct opens a key store past the vault.
func direct(t *testing.T, address string) *sql.DB {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func analyse(t *testing.T, db *sql.DB) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), `ANALYZE`); err != nil {
		t.Fatal(err)
	}
}

// olderView is somebody who looked at the database and is not done yet.
func olderView(t *testing.T, db *sql.DB) *sql.Tx {
	t.Helper()
	tx, err := db.BeginTx(t.Context(), &sql.TxOptions{Isolation: sql.LevelRepeatableRead})
	if err == nil {
		_, err = tx.ExecContext(t.Context(), `SELECT count(*) FROM forgotten`)
	}
	if err != nil {
		t.Fatal(err)
	}
	return tx
}

func wrappedOf(t *testing.T, v *vault.Vault, items []vault.Item) map[domain.UUID][]byte {
	t.Helper()
	wrapped := map[domain.UUID][]byte{}
	for _, it := range items {
		b, err := vault.Wrapped(t.Context(), v, it.Subject)
		if err != nil {
			t.Fatal(err)
		}
		wrapped[it.Subject] = b
	}
	return wrapped
}

// files reads every file of a folder and of those in it.
func files(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			all[path], err = os.ReadFile(path)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil // it went away meanwhile
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// holding counts the keys found in files.
func holding(files map[string][]byte, wrapped map[domain.UUID][]byte) (n int) {
	for b := range maps.Values(files) {
		for _, w := range wrapped {
			if bytes.Contains(b, w) {
				n++
			}
		}
	}
	return n
}

// TestSettings: every connection keeps what was committed, and writes no key
// into a temporary file.
func TestSettings(t *testing.T) {
	pool := vault.Pool(open(t, onSQLite(t).Config))
	for range pool.Stats().MaxOpenConnections {
		conn, err := pool.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close() // at the end, so that each is another one
		for pragma, want := range map[string]string{
			"synchronous": "2", "journal_mode": "wal", "foreign_keys": "1", "secure_delete": "1", "temp_store": "2", "busy_timeout": "5000",
		} {
			var got string
			if err := conn.QueryRowContext(t.Context(), `PRAGMA `+pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s is %s, %v; want %s", pragma, got, err, want)
			}
		}
	}
}
