package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"

	"modernc.org/sqlite"
)

// The pragmas stand in the address, because a PRAGMA run on a pool binds only
// the one connection that happened to run it.
//
// secure_delete overwrites what is deleted and temp_store keeps sorting in
// memory, so that no word about a person survives in a free page or a
// temporary file.
var pragmas = []string{
	"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)",
	"foreign_keys(1)", "secure_delete(1)", "temp_store(memory)",
}

func (d *DB) openSQLite(ctx context.Context, path string) error {
	d.engine, d.turn = SQLite, make(chan struct{}, 1)
	if err := createPrivate(path); err != nil {
		return err
	}
	// One writer: SQLite has one anyway, and waiting for it in Go is fair and
	// ends in time. It opens first, because it is what switches to WAL.
	var err error
	if d.writer, err = openFile(path, 1, pragmas); err != nil {
		return err
	}
	if err := d.writer.PingContext(ctx); err != nil {
		return err
	}
	readOnly := append([]string{"query_only(1)"}, pragmas...)
	d.reader, err = openFile(path, processors(2, 4), readOnly)
	return err
}

// openFile opens a pool that keeps every connection it ever made: a fresh one
// would parse the schema and every statement anew.
func openFile(path string, conns int, pragmas []string) (*sql.DB, error) {
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?" +
		url.Values{"_pragma": pragmas, "_txlock": {"immediate"}}.Encode()
	connector, err := sqlite.NewConnector(dsn)
	if err != nil {
		return nil, fmt.Errorf("sqlite address: %w", err)
	}
	pool := sql.OpenDB(cachingConnector{connector})
	pool.SetMaxOpenConns(conns)
	pool.SetMaxIdleConns(conns)
	return pool, nil
}

// createPrivate makes the file before SQLite does, which would ask the umask;
// the -wal and -shm files take their mode from it.
func createPrivate(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// Checkpoint moves the write-ahead log into the SQLite file and cuts the log
// to nothing, so that what was overwritten is gone from both. On PostgreSQL it
// does nothing.
func (d *DB) Checkpoint(ctx context.Context) error {
	if d.engine != SQLite {
		return nil
	}
	give, err := d.takeTurn(ctx)
	if err != nil {
		return err
	}
	defer give()
	var busy, inLog, moved int64
	row := d.writer.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	if err := row.Scan(&busy, &inLog, &moved); err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	if busy != 0 {
		return fmt.Errorf("checkpoint: a reader held the log for 5 s")
	}
	return nil
}
