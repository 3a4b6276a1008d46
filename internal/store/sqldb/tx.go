package sqldb

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"krag/internal/domain"
)

var _ domain.Tx = (*DB)(nil)

// attempts is how often InTx runs its function in all when PostgreSQL asks
// for a repetition (40001, 40P01).
const attempts = 10

// tx is one transaction, carried by the context.
type tx struct {
	db      *DB
	sql     *sql.Tx
	scope   domain.Scope
	write   bool
	outer   *tx   // a transaction of another database around this one
	doom    error // the first error inside, whoever dropped it
	hooks   []hook
	after   []func()
	locals  map[any]any
	counter *Counter
}

type txKey struct{}

func current(ctx context.Context) *tx {
	t, _ := ctx.Value(txKey{}).(*tx)
	return t
}

// InTx runs fn in a transaction that reads and writes; see domain.Tx.
func (d *DB) InTx(ctx context.Context, scope domain.Scope, fn func(ctx context.Context) error) error {
	if t := d.running(ctx); t != nil {
		return t.join(ctx, scope, true, fn)
	}
	for n := 1; ; n++ {
		err := d.once(ctx, scope, true, fn)
		if err == nil || n == attempts || !repeatable(err) {
			return Away(Check(err))
		}
		if err := pause(ctx, n); err != nil {
			return err
		}
	}
}

// Read runs fn on one snapshot; see domain.Tx.
func (d *DB) Read(ctx context.Context, scope domain.Scope, fn func(ctx context.Context) error) error {
	if t := d.running(ctx); t != nil {
		return t.join(ctx, scope, false, fn)
	}
	return Away(Check(d.once(ctx, scope, false, fn)))
}

// running finds the transaction of this database in the context, if any.
func (d *DB) running(ctx context.Context) *tx {
	t := current(ctx)
	for t != nil && t.db != d {
		t = t.outer
	}
	return t
}

var (
	errScope    = errors.New("a transaction inside another must have its scope")
	errReadOnly = errors.New("InTx inside Read")
)

func (t *tx) join(ctx context.Context, scope domain.Scope, write bool, fn func(context.Context) error) error {
	var err error
	switch {
	case scope != t.scope:
		err = errScope
	case write && !t.write:
		err = errReadOnly
	default:
		err = fn(context.WithValue(ctx, txKey{}, t))
	}
	return t.note(err)
}

// note remembers the first error, which dooms the transaction.
func (t *tx) note(err error) error {
	if err != nil && t.doom == nil {
		t.doom = err
	}
	return err
}

func (d *DB) once(ctx context.Context, scope domain.Scope, write bool, fn func(context.Context) error) error {
	t, end, err := d.begin(ctx, scope, write)
	if err != nil {
		return err
	}
	defer end() // also when fn panics
	err = fn(context.WithValue(ctx, txKey{}, t))
	if err == nil {
		err = t.finish(ctx)
	}
	if err != nil {
		return err
	}
	for _, f := range t.after {
		f()
	}
	return nil
}

// begin opens the transaction; end gives back what it holds, undoing whatever
// is not committed.
func (d *DB) begin(ctx context.Context, scope domain.Scope, write bool) (t *tx, end func(), err error) {
	give, pool := func() {}, d.reader
	if write {
		pool = d.writer
		if give, err = d.takeTurn(ctx); err != nil {
			return nil, nil, err
		}
	}
	t = &tx{db: d, scope: scope, write: write, outer: current(ctx), counter: counter(ctx)}
	t.counter.began()
	if t.sql, err = d.beginOn(announcing(ctx, scope), pool, txOptions(write)); err != nil {
		give()
		return nil, nil, fmt.Errorf("begin: %w", d.busy(err))
	}
	end = func() {
		_ = t.sql.Rollback() // an error only says that it is committed
		give()
	}
	return t, end, nil
}

// beginOn begins on a connection that is alive. Those that the server dropped
// lie in the pool until somebody tries them; nothing has happened on them yet,
// so the next one is tried, and at last a fresh one.
func (d *DB) beginOn(ctx context.Context, pool *sql.DB, opt *sql.TxOptions) (t *sql.Tx, err error) {
	for range pool.Stats().OpenConnections + 1 {
		if t, err = pool.BeginTx(ctx, opt); err == nil || noConnection(err) || !away(err) {
			break
		}
	}
	return t, err
}

// txOptions: on PostgreSQL a reader sees one snapshot, REPEATABLE READ, and a
// writer stays at READ COMMITTED and takes its aggregate first; see conn.
func txOptions(write bool) *sql.TxOptions { return &sql.TxOptions{ReadOnly: !write} }

var errDoomed = errors.New("an error inside the transaction was dropped")

func (t *tx) finish(ctx context.Context) error {
	if err := t.beforeCommit(ctx); err != nil {
		return err
	}
	if t.doom != nil {
		return fmt.Errorf("%w: %w", errDoomed, t.doom)
	}
	if err := t.sql.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// pause waits longer after each attempt, and never equally long: two that
// locked each other out would else meet again.
func pause(ctx context.Context, attempt int) error {
	wait := time.Duration(attempt)*time.Millisecond + rand.N(time.Duration(attempt)*5*time.Millisecond)
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
