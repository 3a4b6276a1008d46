package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"

	"krag/internal/store/query"
)

// DatabaseID names this database for as long as it lives, also in a backup of
// it: whoever first asks, right after the migration, makes it, or gives it the
// name by which somebody knows it. It is called inside InTx of domain.Across.
func DatabaseID(ctx context.Context, known string) (string, error) {
	fresh := query.MetaPutParams{Key: "database", Value: cmp.Or(known, rand.Text())}
	if err := queries(ctx).MetaPut(ctx, fresh); err != nil {
		return "", fmt.Errorf("name database: %w", err)
	}
	id, err := queries(ctx).MetaByKey(ctx, "database")
	if err != nil {
		return "", fmt.Errorf("read name of database: %w", err)
	}
	return id, nil
}
