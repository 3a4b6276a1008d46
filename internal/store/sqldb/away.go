package sqldb

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"krag/internal/domain"
)

// Away gives an error that says that the database cannot be reached just now a
// kind, KindUnavailable, and leaves others alone: whoever asked may come back
// in a moment. When the server went away during a commit nobody knows whether
// it was made; sending the same form again is right in both cases.
func Away(err error) error {
	if domain.KindOf(err) != domain.KindInternal || !away(err) {
		return err
	}
	return unavailable(err)
}

// awayCodes are what PostgreSQL says when it ends, begins, recovers, or has no
// connection left; https://www.postgresql.org/docs/15/errcodes-appendix.html.
var awayCodes = []string{"57P01", "57P02", "57P03", "53300"}

func away(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return slices.Contains(awayCodes, e.Code) || strings.HasPrefix(e.Code, "08")
	}
	return noConnection(err) || dropped(err) || sqliteCode(err)&0xff == codeBusy
}

// noConnection reports that none could be made.
func noConnection(err error) bool {
	_, ok := errors.AsType[*pgconn.ConnectError](err)
	return ok
}

// dropped reports that a connection which was there is not any more. The
// driver tells one that it closed itself by an error without a name, which is
// among those that happen before anything is sent.
func dropped(err error) bool {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return false
	}
	_, cut := errors.AsType[*net.OpError](err)
	return cut || pgconn.SafeToRetry(err) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}
