// Package store keeps everything: it holds all SQL text of Krąg, one file per
// area, and is what the areas' Store interfaces are implemented by. It decides
// nothing and asks nobody's permission; every method expects a transaction in
// its context, opened by the service that called.
//
// The statements stand in query/sql, are checked and compiled by sqlc, and run
// unchanged on both engines. What must not stand there is kept out by tests:
// see package storetest for what store code may rely on.
package store

import (
	"context"

	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// queries are the compiled statements, bound to the context's transaction.
func queries(ctx context.Context) *query.Queries { return query.New(sqldb.From(ctx)) }
