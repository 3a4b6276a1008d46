package sqldb_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
)

func TestAway(t *testing.T) {
	refused := &net.OpError{Op: "dial", Err: errors.New("refused")}
	for name, c := range map[string]struct {
		err  error
		want domain.Kind
	}{
		"ended by its operator":      {&pgconn.PgError{Code: "57P01"}, domain.KindUnavailable},
		"recovering":                 {&pgconn.PgError{Code: "57P03"}, domain.KindUnavailable},
		"no connection left":         {&pgconn.PgError{Code: "53300"}, domain.KindUnavailable},
		"connection failure":         {&pgconn.PgError{Code: "08006"}, domain.KindUnavailable},
		"refused":                    {refused, domain.KindUnavailable},
		"cut off":                    {fmt.Errorf("commit: %w", io.ErrUnexpectedEOF), domain.KindUnavailable},
		"a mistake in a statement":   {&pgconn.PgError{Code: "42601"}, domain.KindInternal},
		"too late":                   {context.DeadlineExceeded, domain.KindInternal},
		"has a kind already":         {domain.Gone("error.gone").Because(refused), domain.KindGone},
		"of another sort of trouble": {errors.New("odd"), domain.KindInternal},
	} {
		t.Run(name, func(t *testing.T) {
			got := sqldb.Away(c.err)
			if domain.KindOf(got) != c.want || !errors.Is(got, c.err) {
				t.Errorf("%v is %s, want %s", got, domain.KindOf(got), c.want)
			}
		})
	}
	if sqldb.Away(nil) != nil {
		t.Error("no error became one")
	}
}

// A machine that takes a connection and then says nothing must not hold a
// page for minutes.
func TestSilentServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	address := "postgres://krag@" + l.Addr().String() + "/krag"
	for more, want := range map[string]time.Duration{"": 5 * time.Second, "?connect_timeout=1": time.Second} {
		config, err := sqldb.ParsePostgres(address + more)
		if err != nil || config.ConnectTimeout != want {
			t.Errorf("%s waits for %s, %v; want %s", more, config.ConnectTimeout, err, want)
		}
	}
	_, err = sqldb.Open(t.Context(), address+"?connect_timeout=1", sqldb.Options{})
	if domain.KindOf(sqldb.Away(err)) != domain.KindUnavailable {
		t.Errorf("got %v, want unavailable", err)
	}
}
