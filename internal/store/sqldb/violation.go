package sqldb

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
)

// What a constraint says no to; both engines mean the same by it.
var (
	ErrUnique     = errors.New("unique constraint violated")
	ErrCheck      = errors.New("check constraint violated")
	ErrForeignKey = errors.New("foreign key violated")
	ErrNotNull    = errors.New("not null constraint violated")
	// ErrExclusion is an exclusion constraint on PostgreSQL, or a trigger
	// with the same meaning that does RAISE(ABORT, name) on SQLite.
	ErrExclusion = errors.New("exclusion constraint violated")
)

// Violation is a constraint that said no. Name is that of a CHECK or an
// exclusion, which SQLite knows too; for the others it is for the log only.
// The values are kept out: they may be somebody's.
type Violation struct {
	Kind error // one of the sentinels above
	Name string
}

func (v *Violation) Error() string { return fmt.Sprintf("%v: %s", v.Kind, v.Name) }

// Unwrap gives the sentinel.
func (v *Violation) Unwrap() error { return v.Kind }

// SQLite's extended result codes, https://sqlite.org/rescode.html.
const (
	codeBusy       = 5
	codeCheck      = 275
	codeForeignKey = 787
	codeNotNull    = 1299
	codePrimaryKey = 1555
	codeTrigger    = 1811
	codeUnique     = 2067
)

var sqliteKinds = map[int]error{
	codeCheck: ErrCheck, codeForeignKey: ErrForeignKey, codeNotNull: ErrNotNull,
	codePrimaryKey: ErrUnique, codeTrigger: ErrExclusion, codeUnique: ErrUnique,
}

// PostgreSQL's SQLSTATE, https://www.postgresql.org/docs/15/errcodes-appendix.html.
var postgresKinds = map[string]error{
	"23514": ErrCheck, "23503": ErrForeignKey, "23502": ErrNotNull,
	"23505": ErrUnique, "23P01": ErrExclusion,
}

// Check turns a driver's error into a Violation if it is one; anything else,
// and what was turned already, stays. Errors from Exec and Query went through
// it; call it on what Scan of a single row returns.
func Check(err error) error {
	if err == nil || errors.As(err, new(*Violation)) {
		return err
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		if kind := postgresKinds[e.Code]; kind != nil {
			return &Violation{kind, e.ConstraintName}
		}
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		if kind := sqliteKinds[e.Code()]; kind != nil {
			return &Violation{kind, sqliteName(e.Error())}
		}
	}
	return err
}

// sqliteName finds the name in "CHECK constraint failed: group_state (275)".
// The driver puts a heading of its own before it when there is one.
func sqliteName(message string) string {
	if m := constraintName.FindStringSubmatch(message); m != nil {
		return m[1]
	}
	return ""
}

var constraintName = regexp.MustCompile(`([\w.]+(?:, [\w.]+)*) \(\d+\)$`)

// repeatable reports whether PostgreSQL asks to run the transaction again: a
// serialization failure or a deadlock.
func repeatable(err error) bool {
	e, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (e.Code == "40001" || e.Code == "40P01")
}

func sqliteCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code()
	}
	return 0
}
