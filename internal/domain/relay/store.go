package relay

import (
	"context"
	"time"

	"krag/internal/domain"
)

// Store keeps letters to groups and the addresses at which they are written, in
// the scope of one institution. What is not there is KindNotFound; a version that
// is not the stored one is KindStale.
type Store interface {
	// TakeGroup locks the group's row without changing it and reports whether
	// the group is closed.
	TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error)
	// Readers are who may read a group's letters now.
	Readers(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time) ([]Reader, error)

	// PutLink keeps an address in the place of the one before. LinkByToken reads
	// across institutions, and not the token. LinkOf gives the zero Link when a group
	// has none; DropLink reports whether there was one.
	PutLink(ctx context.Context, scope domain.Scope, l Link, tokenHash []byte, key domain.Key) error
	LinkByToken(ctx context.Context, tokenHash []byte) (Link, error)
	LinkOf(ctx context.Context, scope domain.Scope, id domain.GroupID) (Link, error)
	DropLink(ctx context.Context, scope domain.Scope, id domain.GroupID) (bool, error)

	// Questions gives what a group asks whoever wants to join. PutQuestions changes it,
	// by the version.
	Questions(ctx context.Context, scope domain.Scope, id domain.GroupID) (Questions, error)
	PutQuestions(ctx context.Context, scope domain.Scope, id domain.GroupID, q Questions) error

	// InsertLetter reports false when the id is already there.
	InsertLetter(ctx context.Context, scope domain.Scope, l Letter, key domain.Key) (bool, error)
	// CountLetters is how many came to a group since an instant, and how many are open.
	CountLetters(ctx context.Context, scope domain.Scope, id domain.GroupID, since time.Time) (came, open int, err error)
	// Lying are the groups with letters that nobody has taken who may read them now,
	// those first that wait longest.
	Lying(ctx context.Context, scope domain.Scope, now time.Time) ([]Lying, error)
	// Letters lists a group's, unsealed: those that are open, or those that are not,
	// the newest first.
	Letters(ctx context.Context, scope domain.Scope, id domain.GroupID, open bool, page domain.Page) (domain.Listed[Letter], error)
	// Letter gives one of a group's, unsealed. Stands gives it with nothing unsealed:
	// a transaction that writes asks for no keys.
	Letter(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.LetterID) (Letter, error)
	Stands(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.LetterID) (Letter, error)
	// SetLetter changes the state, by the version; its words stay.
	SetLetter(ctx context.Context, scope domain.Scope, l Letter) error
	// PutAnswer changes the state and the answer, by the version.
	PutAnswer(ctx context.Context, scope domain.Scope, l Letter, key domain.Key) error

	// Going gives a letter by its id alone, unsealed, with the token of its group's
	// address, empty when it has none. Leave marks its answer as leaving and reports
	// whether it was planned.
	Going(ctx context.Context, scope domain.Scope, id domain.LetterID) (Letter, domain.Secret, error)
	Leave(ctx context.Context, scope domain.Scope, id domain.LetterID, at time.Time, parts int) (bool, error)

	// Admit writes down who asked to join is now, with the state, by the version.
	// ForgetLetters removes what they wrote, and gives what it removed.
	Admit(ctx context.Context, scope domain.Scope, l Letter) error
	ForgetLetters(ctx context.Context, scope domain.Scope, who domain.PersonID) ([]domain.UUID, error)

	// ReleaseLetters takes from somebody what they have taken, in a group or with the
	// zero GroupID in all.
	ReleaseLetters(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID) error
	// EndLetters takes from every member what they have taken in a group.
	EndLetters(ctx context.Context, scope domain.Scope, id domain.GroupID) error
	// SweepLetters removes what was settled before an instant, or came before another,
	// and gives what it removed.
	SweepLetters(ctx context.Context, scope domain.Scope, settled, came time.Time) ([]domain.UUID, error)
}
