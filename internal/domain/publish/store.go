package publish

import (
	"context"

	"krag/internal/domain"
)

// Store keeps cards in the scope of one institution. What is not there is
// KindNotFound; a version that is not the stored one is KindStale.
type Store interface {
	// Insert reports false when the id is already there; an address taken
	// anywhere is KindConflict.
	Insert(ctx context.Context, scope domain.Scope, c Card) (bool, error)
	ByID(ctx context.Context, scope domain.Scope, id domain.CardID) (Card, error)
	// Rows lists the institution's cards, or with an id a programme's, with
	// how often each was read since a day.
	Rows(ctx context.Context, scope domain.Scope, programme domain.ProgrammeID, since domain.Date) ([]CardRow, error)
	// Update changes area, state and edition by the version.
	Update(ctx context.Context, scope domain.Scope, c Card) error
	// Delete removes a card that was never published, with its texts.
	Delete(ctx context.Context, scope domain.Scope, id domain.CardID, version int64) error

	Texts(ctx context.Context, scope domain.Scope, card domain.CardID) (Texts, error)
	// History lists the versions of a section in a language, the newest first.
	History(ctx context.Context, scope domain.Scope, card domain.CardID, section string, lang Lang) ([]Written, error)
	InsertText(ctx context.Context, scope domain.Scope, card domain.CardID, w Written) error

	Permissions(ctx context.Context, scope domain.Scope, card domain.CardID) ([]Permission, error)
	InsertPermission(ctx context.Context, scope domain.Scope, p Permission) (bool, error)
	DeletePermission(ctx context.Context, scope domain.Scope, card domain.CardID, id domain.PermissionID) error

	// Source reads everything a card of the programme can draw on, but files.
	Source(ctx context.Context, scope domain.Scope, programme domain.ProgrammeID) (Source, error)
	// Files opens what is said of the programme's attachments, and leaves out
	// those whose key has ended. FileVersions opens nothing and asks for no
	// key: it lists the versions that all of them have now.
	Files(ctx context.Context, scope domain.Scope, programme domain.ProgrammeID) ([]SourceFile, error)
	FileVersions(ctx context.Context, scope domain.Scope, programme domain.ProgrammeID) ([]FileVersion, error)
	// TakeFile takes the row of an attachment, so that nobody takes it back
	// before the transaction ends. One that is not public, or has another
	// version, is KindStale.
	TakeFile(ctx context.Context, scope domain.Scope, f FileVersion) error
	// PublicPiece opens one piece of an attachment, counted from 0, that
	// everybody may have. One that is not public, or whose key has ended, is
	// KindNotFound, whatever stands on the shelf.
	PublicPiece(ctx context.Context, scope domain.Scope, id domain.UUID, place int) ([]byte, error)
	// Publications lists a card's editions, the newest first.
	Publications(ctx context.Context, scope domain.Scope, card domain.CardID) ([]Publication, error)
	InsertPublication(ctx context.Context, scope domain.Scope, p Publication) error
	// Told gives everything the institution has ever told the public of
	// numbers of people.
	Told(ctx context.Context, scope domain.Scope) (Told, error)
	// TakeLedger takes the institution's ledger of what was told: two cards
	// published at once would each be judged without the other. A number
	// other than the given one is KindStale.
	TakeLedger(ctx context.Context, scope domain.Scope, ledger int64) error
	// SetCells keeps which values the cells had that are told now.
	SetCells(ctx context.Context, scope domain.Scope, cells map[string]ToldCell) error
}

// Shelf keeps what everybody may read: the renderings of published cards and
// their entries in the catalogue. It belongs to no institution, and nothing
// stands on it that was not published. A slug that never stood there is
// KindNotFound, one that was withdrawn KindGone.
type Shelf interface {
	// Put replaces everything a card shows, in the caller's transaction.
	// Look names what rendered them, by which it is known when they are old.
	Put(ctx context.Context, e Entry, pages []Stored, look string) error
	// Standing gives a card that stands there as it may be rendered anew.
	Standing(ctx context.Context, slug string) (Standing, error)
	// Renew replaces the renderings and the entry of a card; its attachments
	// stay. It is KindStale when anything about the card changed since
	// Standing.
	Renew(ctx context.Context, s Standing, pages []Stored, look string) error
	// OtherLook lists addresses after one of cards that were rendered with
	// another look, in order, a few at a time.
	OtherLook(ctx context.Context, look, after string, most int) ([]string, error)
	// PutFile adds a public attachment to what Put put there.
	PutFile(ctx context.Context, slug string, f StoredFile) error
	// TakeBack takes an attachment off every card of its institution, and gives
	// those: their renderings still name it, so that they count as old. The
	// address of the attachment stays taken.
	TakeBack(ctx context.Context, scope domain.Scope, id domain.UUID) (slugs []string, err error)
	// Withdraw takes everything of a card off; its address stays taken.
	Withdraw(ctx context.Context, slug string) error
	Page(ctx context.Context, slug string, lang Lang, form string) (Stored, error)
	// File gives a public attachment of a published card. One that was taken
	// back is KindGone.
	File(ctx context.Context, slug string, id domain.UUID) (StoredFile, error)
	// Seq grows with every change; Since lists the entries changed after one.
	Seq(ctx context.Context) (int64, error)
	Since(ctx context.Context, seq int64) ([]Listed, error)
	// CountReaders adds to how often cards were read on a day.
	CountReaders(ctx context.Context, day domain.Date, readers map[string]int) error
	// Readers gives how often a card was read since a day.
	Readers(ctx context.Context, slug string, since domain.Date) (int, error)
}
