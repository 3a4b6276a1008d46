package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"

	"krag/internal/domain"
)

// Querier runs statements inside the transaction of a context. The generated
// queries take it as their DBTX.
type Querier interface {
	ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error)
	PrepareContext(ctx context.Context, text string) (*sql.Stmt, error)
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row
}

// From gives the Querier of the transaction in the context. It panics outside
// of InTx and Read: a statement without a scope is a mistake in the program.
func From(ctx context.Context) Querier { return mustBeIn(ctx, "From") }

// ScopeOf is the scope of the transaction in the context. It panics outside.
func ScopeOf(ctx context.Context) domain.Scope { return mustBeIn(ctx, "ScopeOf").scope }

// Writing reports whether the context carries a transaction that writes. What
// asks elsewhere, as the key store does, refuses to do so then: others wait for
// that transaction's locks.
func Writing(ctx context.Context) bool {
	for t := current(ctx); t != nil; t = t.outer {
		if t.write {
			return true
		}
	}
	return false
}

// SkipLocked is the clause by which claimers on PostgreSQL pass by a row that
// another one is just claiming. On SQLite, where writers take turns, there is
// nothing to pass by and it is empty.
func SkipLocked(ctx context.Context) string {
	if mustBeIn(ctx, "SkipLocked").db.engine == PostgreSQL {
		return " FOR UPDATE SKIP LOCKED"
	}
	return ""
}

// Holding is the clause by which a SELECT on PostgreSQL takes the rows it finds,
// one after the other in its order, as an UPDATE takes them in none. On SQLite,
// where writers take turns, there is nobody to keep away and it is empty.
func Holding(ctx context.Context) string {
	if mustBeIn(ctx, "Holding").db.engine == PostgreSQL {
		return " FOR NO KEY UPDATE"
	}
	return ""
}

// HoldingOf is Holding of the rows of one table among several.
func HoldingOf(ctx context.Context, table string) string {
	if h := Holding(ctx); h != "" {
		return h + " OF " + table
	}
	return ""
}

// Both runs two statements that change different rows, on PostgreSQL in one
// message: the way to the server and back is most of what a short statement
// takes. They take the same arguments, $1 and so on, and neither sees what the
// other does.
func Both(ctx context.Context, first, second string, args ...any) error {
	t := mustBeIn(ctx, "Both")
	if t.db.engine == PostgreSQL {
		_, err := t.ExecContext(ctx, "WITH first AS ("+first+") "+second, args...)
		return err
	}
	if _, err := t.ExecContext(ctx, first, args...); err != nil {
		return err
	}
	_, err := t.ExecContext(ctx, second, args...)
	return err
}

// Sequel is a change of one row, and the inserts that follow from it. When the
// change meets no row, nothing follows. All take the same arguments, $1 and so
// on. The inserts find the row as "changed"; none may count on what another did.
type Sequel struct {
	Change  string // an UPDATE that returns nothing
	Row     string // the SELECT by which its row is found again
	Inserts []string
}

// Run gives how many rows the change touched, and each insert after it. On
// PostgreSQL all of it is one message, as in Both.
func (s Sequel) Run(ctx context.Context, args ...any) ([]int64, error) {
	t := mustBeIn(ctx, "Sequel")
	if t.db.engine == PostgreSQL {
		return t.counts(ctx, s.message(), len(s.Inserts)+1, args)
	}
	rows := make([]int64, len(s.Inserts)+1)
	for i, text := range append([]string{s.Change}, s.Inserts...) {
		if i > 0 {
			text = "WITH changed AS (" + s.Row + ") " + text
		}
		r, err := t.ExecContext(ctx, text, args...)
		if err != nil {
			return nil, err
		}
		if rows[i], err = r.RowsAffected(); err != nil || rows[0] == 0 {
			return rows, err
		}
	}
	return rows, nil
}

func (s Sequel) message() string {
	with, count := "WITH changed AS ("+s.Change+" RETURNING *)", "SELECT (SELECT COUNT(*) FROM changed)"
	for i, insert := range s.Inserts {
		name := "insert" + strconv.Itoa(i)
		with += ", " + name + " AS (" + insert + " RETURNING 1)"
		count += ", (SELECT COUNT(*) FROM " + name + ")"
	}
	return with + " " + count
}

// counts reads a row of so many numbers.
func (t *tx) counts(ctx context.Context, text string, n int, args []any) ([]int64, error) {
	counts, into := make([]int64, n), make([]any, n)
	for i := range counts {
		into[i] = &counts[i]
	}
	err := t.QueryRowContext(ctx, text, args...).Scan(into...)
	return counts, t.note(Check(err))
}

func mustBeIn(ctx context.Context, what string) *tx {
	t := current(ctx)
	if t == nil {
		panic("sqldb: " + what + " outside InTx and Read")
	}
	return t
}

func (t *tx) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	t.counter.add()
	r, err := t.sql.ExecContext(ctx, text, args...)
	return r, t.note(Check(err))
}

func (t *tx) PrepareContext(ctx context.Context, text string) (*sql.Stmt, error) {
	s, err := t.sql.PrepareContext(ctx, text)
	return s, t.note(Check(err))
}

func (t *tx) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	t.counter.add()
	rows, err := t.sql.QueryContext(ctx, text, args...)
	return rows, t.note(Check(err))
}

// QueryRowContext cannot replace the error inside a sql.Row: whoever wants to
// know a violation from a single row calls Check on what Scan returns.
func (t *tx) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	t.counter.add()
	row := t.sql.QueryRowContext(ctx, text, args...)
	_ = t.note(Check(row.Err()))
	return row
}

// Counter counts the statements that store code runs; those that make a
// transaction are not among them. The transactions it counts apart.
type Counter struct{ n, transactions atomic.Int64 }

// N is the number of statements so far.
func (c *Counter) N() int64 { return c.n.Load() }

// Transactions is how many were begun.
func (c *Counter) Transactions() int64 { return c.transactions.Load() }

func (c *Counter) began() {
	if c != nil {
		c.transactions.Add(1)
	}
}

func (c *Counter) add() {
	if c != nil {
		c.n.Add(1)
	}
}

type counterKey struct{}

// WithCounter has every transaction below the context count its statements:
// a test holds a page to a constant number of them.
func WithCounter(ctx context.Context) (context.Context, *Counter) {
	c := new(Counter)
	return context.WithValue(ctx, counterKey{}, c), c
}

func counter(ctx context.Context) *Counter {
	c, _ := ctx.Value(counterKey{}).(*Counter)
	return c
}

// NotFound turns sql.ErrNoRows into the given error and leaves others alone.
func NotFound(err error, instead *domain.Error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return instead.Because(err)
	}
	return err
}

// One checks that a statement changed exactly one row; none is the given
// error, and several are a mistake in the statement.
func One(r sql.Result, err error, none error) error {
	if err != nil {
		return err
	}
	switch n, err := r.RowsAffected(); {
	case err != nil:
		return err
	case n == 0:
		return none
	case n > 1:
		return fmt.Errorf("changed %d rows instead of one", n)
	}
	return nil
}
