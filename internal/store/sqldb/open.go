package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"time"
)

// Engine names a kind of database.
type Engine string

// The engines.
const (
	SQLite     Engine = "sqlite"
	PostgreSQL Engine = "postgres"
)

// Options for Open. The zero value serves.
type Options struct {
	// Schema is what Migrate brings the database to.
	Schema Schema
	// AllowSuperuser lets a PostgreSQL role in that row-level security does
	// not bind: for a backup, never for serving.
	AllowSuperuser bool
	// MaxConns bounds the connections to PostgreSQL, 0 means 4 per processor
	// and at least 16.
	MaxConns int
	// WriterWait is how long InTx waits for SQLite's one writer, 0 means 5 s.
	WriterWait time.Duration
}

// DB is an open database. It is safe for many goroutines.
type DB struct {
	engine Engine
	schema Schema
	writer *sql.DB
	reader *sql.DB // the same as writer on PostgreSQL
	turn   chan struct{}
	wait   time.Duration
}

// Open opens sqlite:PATH, which it creates for its owner's eyes only (0600),
// or postgres://…, where postgres:///name?host=/run/postgresql is a socket.
// It does not migrate.
func Open(ctx context.Context, url string, opt Options) (*DB, error) {
	db := &DB{schema: opt.Schema, wait: opt.WriterWait}
	if db.wait == 0 {
		db.wait = 5 * time.Second
	}
	var err error
	switch path, isFile := strings.CutPrefix(url, "sqlite:"); {
	case isFile:
		err = db.openSQLite(ctx, path)
	case strings.HasPrefix(url, "postgres://"), strings.HasPrefix(url, "postgresql://"):
		err = db.openPostgres(ctx, url, opt)
	default:
		err = errors.New("the address begins with neither sqlite: nor postgres://")
	}
	if err != nil {
		return nil, fmt.Errorf("open database: %w", errors.Join(err, db.Close()))
	}
	return db, nil
}

// Engine says what the database is, for a message or a page about the server.
// Store code has no need to ask.
func (d *DB) Engine() Engine { return d.engine }

// Close waits for running statements and closes every connection.
func (d *DB) Close() error {
	var errs []error
	if d.reader != nil && d.reader != d.writer {
		errs = append(errs, d.reader.Close())
	}
	if d.writer != nil {
		errs = append(errs, d.writer.Close())
	}
	return errors.Join(errs...)
}

// Ping asks the database for an answer, for /readyz.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.reader.PingContext(ctx); err != nil {
		return fmt.Errorf("ping database: %w", err)
	}
	return nil
}

func processors(each, least int) int { return max(each*runtime.GOMAXPROCS(0), least) }
