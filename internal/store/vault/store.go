package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // SQLite driver

	"krag/internal/store/sqldb"
)

// keyStore is the second database. Its few statements run on both engines;
// the words that differ stand in dialect.
type keyStore struct {
	db *sql.DB
	dialect
}

// dialect holds what the engines say differently.
type dialect struct {
	postgres bool
	bytes    string // the column type for bytes
	uuid     string // the column type for a uuid
	also     string // statements for tables just made
	kinds    string // asks which kinds of keys the tables admit, in the words of the engine
	older    string // statements before those for tables, where they admit fewer
	moved    string // statements after those
}

// PostgreSQL must gather no statistics over keys: they are a sample of the
// keys themselves, in another table.
var (
	sqliteWords   = dialect{bytes: "blob", uuid: "text", kinds: sqliteKinds, older: sqliteOlder, moved: sqliteMoved}
	postgresWords = dialect{postgres: true, bytes: "bytea", uuid: "uuid", kinds: postgresKinds, moved: postgresMoved, also: `;
ALTER TABLE institution_key ALTER COLUMN keyset SET STATISTICS 0;
ALTER TABLE subject_key ALTER COLUMN wrapped SET STATISTICS 0`}
)

// storeFormat counts the forms that the tables of the key store have had; the
// second says of each key what it is of, and of which database they all are.
const storeFormat = 2

// The tables of the key store. key_state has one row: which master key seals,
// the name of the database that the keys belong to, empty at first, and whether freed pages still have to be scrubbed. forgotten names subjects
// whose key was destroyed on purpose, so that a lost key is never taken for a
// wish to be forgotten. Times are microseconds since 1970 UTC.
const keySchema = `
CREATE TABLE IF NOT EXISTS key_state (
	id         bigint PRIMARY KEY CONSTRAINT key_state_one_row CHECK (id = 1),
	format     bigint NOT NULL,
	master_key bigint NOT NULL,
	database   text NOT NULL DEFAULT '',
	scrub_due  bigint NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS institution_key (
	institution_no bigint PRIMARY KEY,
	version        bigint NOT NULL,
	master_key     bigint NOT NULL,
	keyset         %[1]s NOT NULL);
CREATE TABLE IF NOT EXISTS subject_key (
	subject        %[2]s PRIMARY KEY,
	kind           text NOT NULL CONSTRAINT subject_key_kind CHECK (kind IN (` + keyKinds + `)),
	institution_no bigint NOT NULL REFERENCES institution_key (institution_no),
	keyset_version bigint NOT NULL,
	made_at        bigint NOT NULL,
	wrapped        %[1]s NOT NULL);
CREATE INDEX IF NOT EXISTS subject_key_institution ON subject_key (institution_no, keyset_version);
CREATE TABLE IF NOT EXISTS forgotten (
	subject      %[2]s PRIMARY KEY,
	forgotten_at bigint NOT NULL)`

// openStore opens the key store named by sqlite:PATH or postgres://… and makes
// its tables where there are none.
func openStore(ctx context.Context, keysURL string) (*keyStore, error) {
	s, err := connect(keysURL)
	if err != nil {
		return nil, fmt.Errorf("open key store: %w", err)
	}
	if err := s.createTables(ctx); err != nil {
		s.db.Close()
		return nil, fmt.Errorf("open key store: %w", err)
	}
	return s, nil
}

func connect(keysURL string) (*keyStore, error) {
	scheme, path, _ := strings.Cut(keysURL, ":")
	switch scheme {
	case "sqlite":
		return connectSQLite(path)
	case "postgres", "postgresql":
		return connectPostgres(keysURL)
	}
	return nil, errors.New("the address begins with neither sqlite: nor postgres://")
}

// connectPostgres looks at each connection before it is used, so that nobody
// meets one that the server dropped: keys are read seldom enough for that.
func connectPostgres(keysURL string) (*keyStore, error) {
	config, err := sqldb.ParsePostgres(keysURL)
	if err != nil {
		return nil, errors.New("malformed address") // the driver's error would repeat the password
	}
	always := stdlib.OptionShouldPing(func(context.Context, stdlib.ShouldPingParams) bool { return true })
	db := stdlib.OpenDB(*config, always)
	db.SetMaxOpenConns(8)
	return &keyStore{db, postgresWords}, nil
}

// connectSQLite makes the file with mode 0600 first: SQLite would take the
// umask, and the log beside it inherits the mode. The pragmas stand in the
// address because a PRAGMA run on a pool binds one connection only. temp_store
// is for VACUUM, which would write every key into a temporary file.
func connectSQLite(path string) (*keyStore, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {
		"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "secure_delete(1)", "temp_store(memory)",
	}}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+q.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(4)
	return &keyStore{db, sqliteWords}, nil
}

// errWriting refuses to ask the key store, which may be across a network, while
// a transaction of the main database holds locks that others wait for.
var errWriting = errors.New("the key store was asked inside a transaction that writes: hold the key before it")

func outsideWriting(ctx context.Context) error {
	if sqldb.Writing(ctx) {
		return errWriting
	}
	return nil
}

// inTx runs fn in one transaction: all of it or nothing.
func (s *keyStore) inTx(ctx context.Context, fn func(tx *sql.Tx) error) error {
	if err := outsideWriting(ctx); err != nil {
		return err
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := fn(tx); err != nil {
		_ = tx.Rollback() // the first error is the one to tell
		return err
	}
	return tx.Commit()
}
