package domain

import "context"

// Keys keeps one key for every person, every member of staff and every file of
// a programme. What is sealed with a key can be read only while the key lives.
type Keys interface {
	// Prepare makes the keys of subjects before their first row is written. It
	// happens outside any transaction and may be repeated.
	Prepare(ctx context.Context, scope Scope, subjects ...UUID) error
	// Destroy ends the key for good: the subject is forgotten here, in every
	// copy of the database and in every backup of it.
	Destroy(ctx context.Context, subject UUID) error
}
