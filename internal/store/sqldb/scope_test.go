package sqldb_test

import (
	"context"
	"errors"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
)

// The scope must end with its transaction, however that ends: between two
// transactions a pooled connection is of no institution.
func TestConnectionsCarryNoScope(t *testing.T) {
	env := storetest.Postgres(t)
	db, err := sqldb.Open(t.Context(), env.URL, sqldb.Options{MaxConns: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	nothing := func(context.Context) error { return nil }
	for name, use := range map[string]func() error{
		"read":   func() error { return db.Read(t.Context(), domain.Within(7), nothing) },
		"commit": func() error { return db.InTx(t.Context(), domain.Within(7), nothing) },
		"undo": func() error {
			undo := errors.New("undo")
			err := db.InTx(t.Context(), domain.Within(7), func(context.Context) error { return undo })
			if errors.Is(err, undo) {
				return nil
			}
			return err
		},
	} {
		if err := use(); err != nil {
			t.Fatal(name, err)
		}
		var scope string
		row := db.Pool().QueryRowContext(t.Context(), `SELECT COALESCE(current_setting('krag.institution', true), '')`)
		if err := row.Scan(&scope); err != nil || scope != "" {
			t.Errorf("after %s the connection is of institution %q, %v", name, scope, err)
		}
	}
}
