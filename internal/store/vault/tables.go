package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// keyKinds are the kinds of keys that the tables admit; see domain.KeyKind. A
// key store that was made when there were fewer learns the others when it is
// opened. Its format stays, and so an older program opens it, too.
const keyKinds = `'person', 'user', 'file', 'import', 'venture', 'topic', 'agreed', 'proposal', 'letter'`

// SQLite changes no constraint of a table that is there, so that the keys move
// to a table made anew.
const (
	sqliteKinds = `SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'subject_key'`
	sqliteOlder = `ALTER TABLE subject_key RENAME TO subject_key_older;
DROP INDEX subject_key_institution`
	sqliteMoved = `INSERT INTO subject_key (subject, kind, institution_no, keyset_version, made_at, wrapped)
SELECT subject, kind, institution_no, keyset_version, made_at, wrapped FROM subject_key_older;
DROP TABLE subject_key_older`

	postgresKinds = `SELECT pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = to_regclass('subject_key') AND conname = 'subject_key_kind'`
	postgresMoved = `ALTER TABLE subject_key DROP CONSTRAINT subject_key_kind,
ADD CONSTRAINT subject_key_kind CHECK (kind IN (` + keyKinds + `))`
)

// tablesState is how the tables stand to what this program needs.
type tablesState int

const (
	noTables tablesState = iota
	olderTables
	ownTables
)

// createTables asks first, so that a start needs no write. On PostgreSQL two
// processes that start at once would otherwise fail on the catalogue's own
// uniqueness, even with IF NOT EXISTS: an advisory lock lets one go first.
func (s *keyStore) createTables(ctx context.Context) error {
	if have, err := s.tables(ctx, s.db); err != nil || have == ownTables {
		return err
	}
	return s.inTx(ctx, func(tx *sql.Tx) error {
		if s.postgres {
			if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(7274507317)`); err != nil {
				return err
			}
		}
		have, err := s.tables(ctx, tx)
		if err != nil {
			return err
		}
		return execAll(ctx, tx, s.statements(have))
	})
}

// tables looks whether there are tables and whether they admit every kind.
func (s *keyStore) tables(ctx context.Context, q interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
},
) (tablesState, error) {
	var admitted string
	err := q.QueryRowContext(ctx, s.kinds).Scan(&admitted)
	if errors.Is(err, sql.ErrNoRows) {
		return noTables, nil
	}
	if err != nil {
		return noTables, err
	}
	for kind := range strings.SplitSeq(keyKinds, ", ") {
		if !strings.Contains(admitted, kind) {
			return olderTables, nil
		}
	}
	return ownTables, nil
}

// statements make tables, or what is missing of those that are there.
func (s *keyStore) statements(have tablesState) string {
	made := fmt.Sprintf(keySchema, s.bytes, s.uuid) + s.also
	switch have {
	case noTables:
		return made
	case olderTables:
		return s.older + ";" + made + ";" + s.moved
	}
	return ""
}

func execAll(ctx context.Context, tx *sql.Tx, statements string) error {
	for stmt := range strings.SplitSeq(statements, ";") {
		if strings.TrimSpace(stmt) == "" {
			continue
		}
		if _, err := tx.ExecContext(ctx, stmt); err != nil {
			return err
		}
	}
	return nil
}
