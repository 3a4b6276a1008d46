package store

import (
	"context"
	"crypto/rand"
	"fmt"

	"krag/internal/domain"
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

// nextInstitution gives out the internal number of a new institution, from 1.
// It takes a lock until the commit, so that no two get the same.
func nextInstitution(ctx context.Context) (domain.Scope, error) {
	no, err := queries(ctx).CounterNext(ctx, "institution")
	if err != nil {
		return domain.Across, fmt.Errorf("number institution: %w", err)
	}
	return domain.Within(no), nil
}
