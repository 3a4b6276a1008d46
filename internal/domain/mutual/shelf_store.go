package mutual

import (
	"context"

	"krag/internal/domain"
)

// ShelfStore keeps what groups have on their shelves, in the scope of one
// institution. What is not there is KindNotFound; a version that is not the stored
// one is KindStale. What has no key any more, as after a restore, is read as if it
// were not there.
type ShelfStore interface {
	TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error)
	TakeMembers(ctx context.Context, scope domain.Scope, id domain.GroupID, people []domain.PersonID) ([]domain.PersonID, error)

	// InsertItem reports false when the id is already there.
	InsertItem(ctx context.Context, scope domain.Scope, i Item, digest domain.Secret, key domain.Key) (bool, error)
	// InsertItemPieces stores the content of a file.
	InsertItemPieces(ctx context.Context, scope domain.Scope, id domain.ItemID, content []byte, key domain.Key) error
	// UpdateItem changes what is said of one that is at i.Version. With the zero
	// digest, which is that of a file, where it leads stays.
	UpdateItem(ctx context.Context, scope domain.Scope, i Item, digest domain.Secret, key domain.Key) error
	// DeleteItem removes an item with its content, and reports whether there was
	// one.
	DeleteItem(ctx context.Context, scope domain.Scope, id domain.ItemID) (bool, error)
	// MeasureItems counts what a group has, and its bytes.
	MeasureItems(ctx context.Context, scope domain.Scope, group domain.GroupID) (items int, bytes int64, err error)

	// ItemStands gives one of a group's without what is sealed; ItemGroup whose it
	// is.
	ItemStands(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.ItemID) (Item, error)
	ItemGroup(ctx context.Context, scope domain.Scope, id domain.ItemID) (domain.GroupID, error)
	// Item gives one of a group's, Items all of them, the newest first.
	Item(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.ItemID) (Item, error)
	Items(ctx context.Context, scope domain.Scope, group domain.GroupID) ([]Item, error)
	// Prints gives by which the things of a group are told again.
	Prints(ctx context.Context, scope domain.Scope, group domain.GroupID) (map[domain.ItemID]Print, error)
	// ItemVersions lists them, also what has no key any more.
	ItemVersions(ctx context.Context, scope domain.Scope, group domain.GroupID) (map[domain.ItemID]int64, error)
	// ItemPiece opens a piece of a file, by its place from 0.
	ItemPiece(ctx context.Context, scope domain.Scope, id domain.ItemID, place int) ([]byte, error)

	// LeaveItems makes nobody's what somebody put on the shelf of a group, or with
	// the zero GroupID of any; CloseItems what anybody did. CarryItems takes all
	// along to another group.
	LeaveItems(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) error
	CloseItems(ctx context.Context, scope domain.Scope, group domain.GroupID) error
	CarryItems(ctx context.Context, scope domain.Scope, from, to domain.GroupID) error
}

// Print is by which a thing is told again, at the version at which it was.
type Print struct {
	Digest  domain.Secret
	Version int64
}
