package sqldb

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// Schema is a set of forward-only migrations, files NNNNN_what.sql in the form
// of goose. Numbers are unique over all three folders.
type Schema struct {
	Shared   fs.FS // applied on both engines
	SQLite   fs.FS // applied only there, nil for none
	Postgres fs.FS // applied only there, nil for none
	// Cross are the tables that belong to no single institution, each with
	// the reason. Every other table has a column institution_no and is fenced
	// by row-level security on PostgreSQL.
	Cross map[string]string
}

// versionTable is goose's own; it is the same for every institution.
const versionTable = "schema_version"

// Migrate brings the database to the newest version this program knows. Two
// replicas may call it at once. A database that is already newer is an error
// and stays as it is.
func (d *DB) Migrate(ctx context.Context) error {
	p, err := d.provider()
	if err != nil {
		return err
	}
	if err := d.refuseNewer(ctx, p); err != nil {
		return err
	}
	if err := up(ctx, p); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return d.fence(ctx)
}

// up applies what is missing. On SQLite nothing keeps two processes from
// applying the same migration, each in a transaction, and the second fails;
// as long as the other gets further, there is something left to try.
func up(ctx context.Context, p *goose.Provider) error {
	for {
		before, errBefore := p.GetDBVersion(ctx)
		_, err := p.Up(ctx)
		if err == nil {
			return nil
		}
		after, errAfter := p.GetDBVersion(ctx)
		if errBefore != nil || errAfter != nil || after == before {
			return err
		}
	}
}

// Version gives the version of the database and the one this program knows.
func (d *DB) Version(ctx context.Context) (current, known int64, err error) {
	p, err := d.provider()
	if err != nil {
		return 0, 0, err
	}
	current, known, err = p.GetVersions(ctx)
	if err != nil {
		return 0, 0, fmt.Errorf("read schema version: %w", err)
	}
	return current, known, nil
}

func (d *DB) refuseNewer(ctx context.Context, p *goose.Provider) error {
	current, known, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	if current > known {
		return fmt.Errorf("the database has schema %d and this krag knows only %d: start a newer krag", current, known)
	}
	return nil
}

func (d *DB) provider() (*goose.Provider, error) {
	dialect, files := goose.DialectSQLite3, both{d.schema.Shared, d.schema.SQLite}
	opts := []goose.ProviderOption{goose.WithTableName(versionTable), goose.WithDisableGlobalRegistry(true)}
	if d.engine == PostgreSQL {
		dialect, files = goose.DialectPostgres, both{d.schema.Shared, d.schema.Postgres}
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
		if err != nil {
			return nil, err
		}
		opts = append(opts, goose.WithSessionLocker(locker))
	}
	p, err := goose.NewProvider(dialect, d.writer, files, opts...)
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	return p, nil
}

// both shows two folders as one.
type both struct{ shared, own fs.FS }

func (b both) Open(name string) (fs.File, error) {
	f, err := b.shared.Open(name)
	if errors.Is(err, fs.ErrNotExist) && b.own != nil {
		return b.own.Open(name)
	}
	return f, err
}

// ReadDir sorts, because goose runs files in the order in which it finds them.
func (b both) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(b.shared, name)
	if err != nil || b.own == nil {
		return entries, err
	}
	more, err := fs.ReadDir(b.own, name)
	byName := func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }
	return slices.SortedFunc(slices.Values(slices.Concat(entries, more)), byName), err
}
