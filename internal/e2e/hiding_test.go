package e2e_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/schema"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
	"krag/internal/store/storetest/plant"
)

// hiding is wherever a word could lie: the files of both databases with their
// logs and free pages, the master key, more folders, and texts; and what both
// databases themselves say they hold, row by row.
type hiding struct {
	place
	folders []string
	texts   map[string]string
}

// files are the paths to search. On PostgreSQL they are all of the server's,
// its own log of what went wrong among them.
func (h hiding) files(t *testing.T) []string {
	t.Helper()
	paths := append([]string{filepath.Dir(h.master)}, h.folders...)
	if !h.embedded() {
		return append(paths, filepath.Dir(storetest.ServerFolder(t)))
	}
	return append(paths, filepath.Dir(h.file()), filepath.Dir(strings.TrimPrefix(h.keys, "sqlite:")))
}

func (h hiding) search(t *testing.T, words ...string) []plant.Hit {
	t.Helper()
	finder := plant.New(words...)
	hits, err := finder.InFiles(h.files(t)...)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range h.texts {
		hits = append(hits, finder.In(name, []byte(text))...)
	}
	for _, address := range []string{h.db, h.keys} {
		hits = append(hits, finder.In("the rows of "+filepath.Base(address), rows(t, address))...)
	}
	return hits
}

// rows is every value of every table of a database, which a file may hold
// compressed or in pieces.
func rows(t *testing.T, address string) []byte {
	t.Helper()
	db, err := sqldb.Open(t.Context(), storetest.Unfenced(t, address), sqldb.Options{Schema: schema.Main, AllowSuperuser: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tables, err := db.Tables(t.Context())
	if err != nil || len(tables) < 4 {
		t.Fatalf("there are tables %q, %v", tables, err)
	}
	var all bytes.Buffer
	err = db.Read(t.Context(), domain.Across, func(ctx context.Context) error {
		for _, table := range tables {
			fmt.Fprintf(&all, "table %s\n", table)
			if err := dump(ctx, &all, table); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.Bytes()
}

func dump(ctx context.Context, to *bytes.Buffer, table string) error {
	found, err := sqldb.From(ctx).QueryContext(ctx, `SELECT * FROM "`+table+`"`)
	if err != nil {
		return err
	}
	defer found.Close()
	columns, err := found.Columns()
	if err != nil {
		return err
	}
	values := make([]sql.RawBytes, len(columns))
	into := make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for found.Next() {
		if err := found.Scan(into...); err != nil {
			return err
		}
		for _, v := range values {
			to.Write(v)
			to.WriteByte(0)
		}
	}
	return found.Err()
}

// haveNone asks that none of the words lies anywhere.
func (h hiding) haveNone(t *testing.T, words []string, when string) {
	t.Helper()
	for _, hit := range h.search(t, words...) {
		t.Errorf("%s: %v", when, hit)
	}
}

// haveWhatIsOpen asks for what is not sealed: the name of a group in the
// rows and in some files, and a route in the texts.
func (h hiding) haveWhatIsOpen(t *testing.T, files ...string) {
	t.Helper()
	where := ""
	for _, hit := range h.search(t, groupName) {
		where += hit.Where + "\n"
	}
	if !h.embedded() {
		files = append(files, "/data/base/", "/data/pg_wal/")
	}
	for _, place := range append(files, "the rows of") {
		if !strings.Contains(where, place) {
			t.Errorf("the name of the group, which is not sealed, was not found in %q but in\n%s", place, where)
		}
	}
	for name, text := range h.texts {
		if !strings.Contains(text, "POST /groups/{id}/members/new") {
			t.Errorf("%s knows nothing of the day: %.300s", name, text)
		}
	}
}

// haveWhatIsPlanted puts words into every sort of place, when nothing else
// uses them any more, and asks that each is found there.
func (h hiding) haveWhatIsPlanted(t *testing.T) {
	t.Helper()
	words := map[string]string{"Kłamliwy Kos": "a job", "Rzekomy Rak": "what was deleted of the keys", "Pozorny Pstrąg": "what was deleted", "Udawany Ul": "a temporary file", "Zmyślony Żuk": "the log of changes"}
	main, keys := raw(t, h.db), raw(t, h.keys)
	do(t, main, `INSERT INTO job (id, kind, scope_no, args, priority, state, due_at, attempts, allowed, last_error, made_at)
		VALUES ('00000000-0000-0000-0000-000000000001', 'k', 1, '{"who":"K\u0142amliwy Kos"}', 0, 'ready', 9000000000000000, 0, 1, '', 0)`)
	h.deleted(t, main, "Pozorny Pstrąg")
	h.deleted(t, keys, "Rzekomy Rak")
	do(t, main, `CREATE TABLE passing (word text)`, `INSERT INTO passing VALUES ('Zmyślony Żuk')`, `DROP TABLE passing`)
	folder := filepath.Join(os.TempDir(), "deep", "er")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "core"), []byte("\x7fELF…\x00udawany ul\x00"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, hit := range h.search(t, "Kłamliwy Kos", "Rzekomy Rak", "Pozorny Pstrąg", "Udawany Ul", "Zmyślony Żuk") {
		delete(words, hit.Word)
	}
	for word, place := range words {
		t.Errorf("%s was not found in %s", word, place)
	}
}

// deleted leaves a word in a free place of the database's file.
func (h hiding) deleted(t *testing.T, db *sql.DB, word string) {
	t.Helper()
	do(t, db, `CREATE TABLE free (word text)`, `INSERT INTO free VALUES ('`+word+`')`, `INSERT INTO free VALUES ('stays')`)
	if h.embedded() {
		do(t, db, `PRAGMA secure_delete = 0`, `PRAGMA wal_checkpoint(TRUNCATE)`, `DELETE FROM free WHERE word <> 'stays'`, `PRAGMA wal_checkpoint(TRUNCATE)`)
		return
	}
	do(t, db, `DELETE FROM free WHERE word <> 'stays'`)
}

// raw opens a database past the program, by one connection that stays.
func raw(t *testing.T, address string) *sql.DB {
	t.Helper()
	driver, source := "pgx", address
	if path, embedded := strings.CutPrefix(address, "sqlite:"); embedded {
		driver, source = "sqlite", path
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}

func do(t *testing.T, db *sql.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := db.ExecContext(t.Context(), s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}
