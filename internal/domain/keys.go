package domain

import "context"

// KeyKind says what a key is of.
type KeyKind string

// The kinds of keys. Ids of all come from forms, and one id is never of two.
const (
	PersonKey KeyKind = "person"
	UserKey   KeyKind = "user"
	FileKey   KeyKind = "file"
	ImportKey KeyKind = "import" // of a programme's file while it waits to be read

	VentureKey KeyKind = "venture" // of what a group does together
	TopicKey   KeyKind = "topic"   // of a topic in own words for which people wait
	LetterKey  KeyKind = "letter"  // of what somebody outside writes to a group, and of the address at which
	AgreedKey  KeyKind = "agreed"  // of what a group agreed to do at a meeting

	ProposalKey KeyKind = "proposal" // of a group that somebody without an account would like
)

// Keys keeps one key for every person, every member of staff, every file of a
// programme, every import that waits, every venture of a group, every topic in
// own words, every letter to a group, all that one agreed to do and every proposal
// from outside. What is sealed with a key can be read only while the key
// lives. Keys are elsewhere, perhaps across a network, so each method refuses to
// run inside InTx: a key is asked for before the transaction that needs it.
type Keys interface {
	// Prepare makes the subject's key before its first row is written. It may
	// be repeated, and gives the same key. An id whose key is of another kind,
	// or of another institution, is KindNotFound.
	Prepare(ctx context.Context, scope Scope, kind KeyKind, subject UUID) (Key, error)
	// PrepareAll is Prepare for many at once, by their subjects.
	PrepareAll(ctx context.Context, scope Scope, kind KeyKind, subjects ...UUID) (map[UUID]Key, error)
	// Hold gives the key of a subject whose row was written before. Whoever was
	// forgotten is KindGone.
	Hold(ctx context.Context, subject UUID) (Key, error)
	// Destroy ends the key for good: the subject is forgotten here, in every
	// copy of the database and in every backup of it.
	Destroy(ctx context.Context, subject UUID) error
	// DestroyAll is Destroy for many at once. Who has no key is passed over.
	DestroyAll(ctx context.Context, subjects ...UUID) error
}

// Key is a subject's key in hand, for the transaction that is about to begin.
// A store seals with it and asks nobody.
type Key interface {
	// Seal gives bytes that open only with this key and in this place.
	Seal(table, column string, row UUID, word Secret) ([]byte, error)
}
