package sqldb

import (
	"context"
	"database/sql/driver"
)

// Preparing a statement costs SQLite more than running it on a page, and
// database/sql forgets it after each query. So each connection here keeps the
// statements it has seen. (The PostgreSQL driver does the same by itself.)
//
// The number of texts is bounded by the program; keptStatements only guards
// against a mistake that builds texts at run time.
const keptStatements = 1000

type cachingConnector struct{ driver.Connector }

func (c cachingConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &cachingConn{sqliteConn: conn.(sqliteConn), kept: map[string]*keptStmt{}}, nil
}

// sqliteConn is what database/sql uses of the driver's connection.
type sqliteConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.Pinger
	driver.SessionResetter
	driver.Validator
	driver.ExecerContext
	driver.QueryerContext
}

type cachingConn struct {
	sqliteConn
	kept map[string]*keptStmt
}

type sqliteStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// keptStmt is busy while rows of it are open: it must not start anew then.
type keptStmt struct {
	sqliteStmt
	busy bool
}

// statement gives the kept statement of a text, nil when it cannot be kept:
// it is busy, or too many are.
func (c *cachingConn) statement(ctx context.Context, text string) (*keptStmt, error) {
	if s, ok := c.kept[text]; ok {
		if s.busy {
			return nil, nil
		}
		return s, nil
	}
	if len(c.kept) >= keptStatements {
		return nil, nil
	}
	prepared, err := c.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	s := &keptStmt{sqliteStmt: prepared.(sqliteStmt)}
	c.kept[text] = s
	return s, nil
}

func (c *cachingConn) ExecContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Result, error) {
	ctx, err := uninterrupted(ctx)
	if err != nil {
		return nil, err
	}
	s, err := c.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.sqliteConn.ExecContext(ctx, text, args)
	}
	return s.ExecContext(ctx, args)
}

func (c *cachingConn) QueryContext(ctx context.Context, text string, args []driver.NamedValue) (driver.Rows, error) {
	ctx, err := uninterrupted(ctx)
	if err != nil {
		return nil, err
	}
	s, err := c.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	if s == nil {
		return c.sqliteConn.QueryContext(ctx, text, args)
	}
	rows, err := s.QueryContext(ctx, args)
	if err != nil {
		return nil, err
	}
	s.busy = true
	return &keptRows{rows, s}, nil
}

// Close forgets the statements first: SQLite keeps a connection with open
// statements alive.
func (c *cachingConn) Close() error {
	for _, s := range c.kept {
		_ = s.Close()
	}
	c.kept = nil
	return c.sqliteConn.Close()
}

type keptRows struct {
	driver.Rows
	of *keptStmt
}

func (r *keptRows) Close() error {
	r.of.busy = false
	return r.Rows.Close()
}

// uninterrupted checks a context once and then hides its end. The driver would
// start a goroutine for every statement to watch for it, which costs more than
// most statements take; the transaction around still ends with the context.
func uninterrupted(ctx context.Context) (context.Context, error) {
	return context.WithoutCancel(ctx), ctx.Err()
}
