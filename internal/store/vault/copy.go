package vault

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"strings"
)

// keyTables are the tables of the key store with their columns, parents first.
var keyTables = []struct{ name, columns string }{
	{"key_state", "id, format, master_key, database, scrub_due"},
	{"institution_key", "institution_no, version, master_key, keyset"},
	{"subject_key", "subject, kind, institution_no, keyset_version, made_at, wrapped"},
	{"forgotten", "subject, forgotten_at"},
}

// CopyKeys writes the whole key store, as of one moment, into a SQLite file,
// in place of the copy that is there: keys are never kept as a history, or
// the forgotten would live on in it. The file is complete or untouched.
// Without the master key it opens nothing. A file that is there and is no such
// copy, such as the key store at work, is ErrNotCopy and stays.
func (v *Vault) CopyKeys(ctx context.Context, path string) error {
	if err := mayReplace(path); err != nil {
		return fmt.Errorf("copy keys to %s: %w", path, err)
	}
	tmp, err := writeBeside(path, nil)
	if err != nil {
		return fmt.Errorf("copy keys: %w", err)
	}
	defer removeSQLite(tmp)
	if err := v.copyInto(ctx, tmp); err != nil {
		return fmt.Errorf("copy keys: %w", err)
	}
	if err := moveOver(tmp, path); err != nil {
		return fmt.Errorf("copy keys: %w", err)
	}
	return nil
}

// ErrNotCopy means that a file is something else than a copy of a key store.
var ErrNotCopy = errors.New("the file that is there is no copy of keys; name another one")

// mayReplace reports whether a path is free, empty or a copy. A copy is a
// SQLite file that is closed for good: the number of its log's format, in the
// header, is 1, while a database of ours that is at work has 2.
// https://sqlite.org/fileformat.html, 1.3.3
func mayReplace(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	defer f.Close()
	header := make([]byte, 20)
	n, err := io.ReadFull(f, header)
	switch {
	case n == 0 && errors.Is(err, io.EOF):
		return nil
	case err != nil, !bytes.HasPrefix(header, []byte("SQLite format 3\x00")), header[18] != 1, header[19] != 1:
		return ErrNotCopy
	}
	return nil
}

// ErrNotEmpty means that a key store holds keys already.
var ErrNotEmpty = errors.New("the key store is not empty")

// RestoreKeys reads a copy made by CopyKeys into an empty key store; one that
// is not is ErrNotEmpty and stays as it is.
func RestoreKeys(ctx context.Context, path, keysURL string) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("restore keys: %w", err)
	}
	from, err := openCopy(path)
	if err != nil {
		return fmt.Errorf("restore keys: %w", err)
	}
	defer from.db.Close()
	to, err := openStore(ctx, keysURL)
	if err != nil {
		return fmt.Errorf("restore keys: %w", err)
	}
	defer to.db.Close()
	if _, err := from.state(ctx); err != nil {
		return fmt.Errorf("restore keys: %w", err)
	}
	if _, err := to.state(ctx); !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("restore keys: %w", ErrNotEmpty)
	}
	return copyStore(ctx, from, to)
}

// openCopy only reads: the copy stays one, and may lie where nobody can write.
func openCopy(path string) (*keyStore, error) {
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro")
	return &keyStore{db, sqliteWords}, err
}

// copyInto fills a fresh file and closes its log, so that the one file is all.
func (v *Vault) copyInto(ctx context.Context, path string) error {
	to, err := openStore(ctx, "sqlite:"+path)
	if err != nil {
		return err
	}
	err = copyStore(ctx, v.store, to)
	if err == nil {
		_, err = to.db.ExecContext(ctx, `PRAGMA journal_mode = DELETE`)
	}
	return errors.Join(err, to.db.Close())
}

func copyStore(ctx context.Context, from, to *keyStore) error {
	opt := &sql.TxOptions{ReadOnly: true}
	if from.postgres {
		opt.Isolation = sql.LevelRepeatableRead // SQLite's transactions are one moment anyway
	}
	read, err := from.db.BeginTx(ctx, opt)
	if err != nil {
		return err
	}
	defer read.Rollback()
	if from.postgres {
		// Before the first look, which fixes the view: scrub writes tables
		// anew, and an older view finds them empty afterwards.
		if _, err := read.ExecContext(ctx, `LOCK TABLE key_state, institution_key, subject_key, forgotten IN ACCESS SHARE MODE`); err != nil {
			return err
		}
	}
	return to.inTx(ctx, func(write *sql.Tx) error {
		for _, t := range keyTables {
			if err := copyTable(ctx, read, write, t.name, t.columns); err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
		}
		return nil
	})
}

func copyTable(ctx context.Context, read, write *sql.Tx, table, columns string) error {
	n := strings.Count(columns, ",") + 1
	places := strings.TrimSuffix(strings.Repeat("?, ", n), ", ")
	for i := range n {
		places = strings.Replace(places, "?", fmt.Sprintf("$%d", i+1), 1)
	}
	insert, err := write.PrepareContext(ctx, "INSERT INTO "+table+" ("+columns+") VALUES ("+places+")")
	if err != nil {
		return err
	}
	defer insert.Close()
	rows, err := read.QueryContext(ctx, "SELECT "+columns+" FROM "+table)
	if err != nil {
		return err
	}
	defer rows.Close()
	values, into := make([]any, n), make([]any, n)
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if _, err := insert.ExecContext(ctx, values...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// removeSQLite removes what is left of a temporary file after an error.
func removeSQLite(path string) {
	for _, ending := range []string{"", "-wal", "-shm", "-journal"} {
		_ = os.Remove(path + ending)
	}
}
