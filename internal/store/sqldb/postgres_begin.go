package sqldb

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"krag/internal/domain"
)

// connector makes connections that tell row-level security which institution a
// transaction is of in the very message that begins it: a page has little to
// wait for but the way to the server and back.
type connector struct{ driver.Connector }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	made, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	plain, ok := made.(*stdlib.Conn)
	if !ok {
		return nil, fmt.Errorf("a connection of kind %T", made)
	}
	return &conn{plain}, nil
}

type conn struct{ *stdlib.Conn }

type scopeKey struct{}

// announcing has the transaction that is begun with the context say its scope.
func announcing(ctx context.Context, scope domain.Scope) context.Context {
	return context.WithValue(ctx, scopeKey{}, scope)
}

// BeginTx begins a transaction of the scope that the context announces, and an
// ordinary one where it announces none. Across is 0, which no institution has.
// The setting ends with the transaction, so that the connection carries nothing
// to its next user; one on which half of this went wrong is thrown away by
// ResetSession.
func (c *conn) BeginTx(ctx context.Context, opt driver.TxOptions) (driver.Tx, error) {
	scope, ok := ctx.Value(scopeKey{}).(domain.Scope)
	if !ok {
		return c.Conn.BeginTx(ctx, opt)
	}
	on := c.Conn.Conn()
	if on.IsClosed() {
		return nil, driver.ErrBadConn
	}
	begin := "BEGIN"
	if opt.ReadOnly {
		begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
	}
	t, err := on.BeginTx(ctx, pgx.TxOptions{
		BeginQuery: begin + "; SET LOCAL krag.institution = '" + strconv.FormatInt(scope.Institution(), 10) + "'",
	})
	if err != nil {
		return nil, err
	}
	return begun{ctx, t}, nil
}

// begun is a transaction as database/sql wants it.
type begun struct {
	ctx context.Context
	tx  pgx.Tx
}

func (b begun) Commit() error   { return b.tx.Commit(b.ctx) }
func (b begun) Rollback() error { return b.tx.Rollback(b.ctx) }

// openPool is a pool of such connections.
func openPool(config *pgx.ConnConfig) *sql.DB {
	return sql.OpenDB(connector{stdlib.GetConnector(*config)})
}
