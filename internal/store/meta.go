package store

import (
	"context"
	"crypto/rand"
	"fmt"

	"krag/internal/store/query"
)

// DatabaseID names this database for as long as it lives, also in a backup of
// it: whoever first asks, right after the migration, makes it. It is called
// inside InTx of domain.Across.
func DatabaseID(ctx context.Context) (string, error) {
	fresh := query.MetaPutParams{Key: "database", Value: rand.Text()}
	if err := queries(ctx).MetaPut(ctx, fresh); err != nil {
		return "", fmt.Errorf("name database: %w", err)
	}
	id, err := queries(ctx).MetaByKey(ctx, "database")
	if err != nil {
		return "", fmt.Errorf("read name of database: %w", err)
	}
	return id, nil
}
