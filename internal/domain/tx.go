package domain

import "context"

// Scope is the reach of a transaction: one institution, by its internal
// number, or the few tables that cross institutions. The number is a key
// inside the database and is never shown.
type Scope struct{ institution int64 }

// Across reaches only the tables that belong to no institution: sign-in,
// sessions, links, jobs, the list of institutions itself.
var Across = Scope{}

// Within reaches the rows of one institution.
func Within(institutionNo int64) Scope { return Scope{institutionNo} }

// Institution is the internal number, 0 for Across.
func (s Scope) Institution() int64 { return s.institution }

// Tx runs a function inside one transaction, carried by the context it hands
// on; a call inside another joins it and must have the same scope. An error
// anywhere inside undoes everything, even if somebody in between drops it.
//
// The function may run again from the start when the engine asks for it, so
// it changes nothing but the database: no hashing, no rendering, no network.
type Tx interface {
	// InTx reads and writes. Waiting for SQLite's one writer longer than five
	// seconds is a KindUnavailable error.
	InTx(ctx context.Context, scope Scope, fn func(ctx context.Context) error) error
	// Read only reads, from one snapshot.
	Read(ctx context.Context, scope Scope, fn func(ctx context.Context) error) error
}
