package transfer

import (
	"context"
	"time"

	"krag/internal/domain"
)

// Store reads a programme whole and writes one in chunks, in the scope of one
// institution. What is not there is KindNotFound.
type Store interface {
	// Read gathers everything of a programme that travels; of its people
	// those who are not forgotten, or none. The content of an attachment is
	// left out when all together would be more than contents bytes.
	Read(ctx context.Context, scope domain.Scope, id domain.ProgrammeID, people bool, contents int64) (Parcel, error)

	// Insert reports false when the import is there already.
	Insert(ctx context.Context, scope domain.Scope, i Import) (bool, error)
	ByID(ctx context.Context, scope domain.Scope, id domain.ImportID) (Import, error)
	// Open counts the imports under way.
	Open(ctx context.Context, scope domain.Scope) (int, error)
	// Room is how many more attachments an institution may have, and how many
	// bytes.
	Room(ctx context.Context, scope domain.Scope) (files int, bytes int64, err error)
	// InsertPieces seals and keeps a part of the file that waits, from a
	// piece on, with its own key; Piece opens one.
	InsertPieces(ctx context.Context, scope domain.Scope, id domain.ImportID, from int, content []byte, key domain.Key) error
	Piece(ctx context.Context, scope domain.Scope, id domain.ImportID, place int) ([]byte, error)

	// Advance takes the import and moves it on by one chunk; one that is not
	// at from, or not being written, is KindStale.
	Advance(ctx context.Context, scope domain.Scope, id domain.ImportID, from int, expires time.Time) error
	// Write stores a chunk where nobody sees it. keys are those of the people
	// and the file in it, by their ids, held before the transaction. When the
	// address of a card was taken meanwhile it is KindConflict.
	Write(ctx context.Context, scope domain.Scope, i Import, p *Plan, c Chunk, keys map[domain.UUID]domain.Key) error
	// Finish shows everything that an import wrote and gives the programme's
	// address: the wanted one, or one like it that was free. It reports false
	// when it was shown before; one that is not whole is KindStale, and an
	// address that was taken meanwhile KindConflict.
	Finish(ctx context.Context, scope domain.Scope, i Import, p *Plan, now time.Time) (slug string, fresh bool, err error)
	// Slug gives the address of the programme of a finished import, empty when
	// it is not there any more.
	Slug(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) (string, error)

	// Abandon marks the imports that have expired and lists everything that is
	// to be swept: what is abandoned, and files of what is done.
	Abandon(ctx context.Context, scope domain.Scope, now time.Time) ([]Import, error)
	// GiveUp marks an import, if it is still being written.
	GiveUp(ctx context.Context, scope domain.Scope, id domain.ImportID) error
	// Written counts the people whom an import has written.
	Written(ctx context.Context, scope domain.Scope, id domain.ImportID) (int, error)
	// Sweep removes a few rows of an import that is not being written and
	// reports whether there may be more.
	Sweep(ctx context.Context, scope domain.Scope, i Import) (more bool, err error)

	// Origin is nil for a programme that was not taken over.
	Origin(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) (*Origin, error)
	// Hints lists those to which nothing was recorded yet.
	Hints(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]Hint, error)
}
