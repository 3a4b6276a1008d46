package sqldb

import (
	"context"
	"fmt"
	"path"
	"runtime"
	"strings"
	"time"

	"krag/internal/domain"
)

// takeTurn waits for SQLite's one writer, first come, first served. give lets
// the next one in. On PostgreSQL there is nothing to wait for.
func (d *DB) takeTurn(ctx context.Context) (give func(), err error) {
	if d.turn == nil {
		return func() {}, nil
	}
	give = func() { <-d.turn }
	select {
	case d.turn <- struct{}{}:
		return give, nil
	default:
	}
	timer := time.NewTimer(d.wait)
	defer timer.Stop()
	select {
	case d.turn <- struct{}{}:
		return give, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-timer.C:
		return nil, unavailable(fmt.Errorf("%s waited %s for the writer", caller(), d.wait))
	}
}

// busy turns SQLITE_BUSY, which says that another process writes, into the
// same error as waiting in this one.
func (d *DB) busy(err error) error {
	if sqliteCode(err)&0xff != codeBusy {
		return err
	}
	return unavailable(fmt.Errorf("%s waited for another process: %w", caller(), err))
}

func unavailable(cause error) error {
	return domain.NewError(domain.KindUnavailable, "error.unavailable").Because(cause)
}

// caller names the function outside this package that asked for the
// transaction, as in store.(*Groups).Save at group.go:41.
func caller() string {
	var pcs [24]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "krag/internal/store/sqldb.(*DB)") && !strings.HasPrefix(f.Function, "krag/internal/store/sqldb.caller") {
			return fmt.Sprintf("%s at %s:%d", path.Base(f.Function), path.Base(f.File), f.Line)
		}
		if !more {
			return "somebody"
		}
	}
}
