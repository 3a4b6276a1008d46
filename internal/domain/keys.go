package domain

import "context"

// KeyKind says what a key is of.
type KeyKind string

// The kinds of keys. Ids of both come from forms, and one id is never of both.
const (
	PersonKey KeyKind = "person"
	UserKey   KeyKind = "user"
)

// Keys keeps one key for every person and every member of staff. What is
// sealed with a key can be read only while the key lives.
type Keys interface {
	// Prepare makes the subject's key before its first row is written. It
	// happens outside any transaction and may be repeated. An id whose key is
	// of another kind, or of another institution, is KindNotFound.
	Prepare(ctx context.Context, scope Scope, kind KeyKind, subject UUID) error
	// Destroy ends the key for good: the subject is forgotten here, in every
	// copy of the database and in every backup of it.
	Destroy(ctx context.Context, subject UUID) error
}
