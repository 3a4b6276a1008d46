package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/room"
	"krag/internal/store/query"
)

// Neighbours lists the other institutions.
func (s *Rooms) Neighbours(ctx context.Context, scope domain.Scope) ([]room.Holder, error) {
	rows, err := queries(ctx).Neighbours(ctx, scope.Institution())
	all := make([]room.Holder, len(rows))
	for i, r := range rows {
		all[i] = room.Holder{No: r.No, ID: domain.InstitutionID{UUID: r.ID}, Name: r.Name, Place: r.Place}
	}
	return all, err
}

// Shares lists those to which a resource is lent.
func (s *Rooms) Shares(ctx context.Context, no int64) ([]room.Holder, error) {
	rows, err := queries(ctx).SharesOf(ctx, no)
	all := make([]room.Holder, len(rows))
	for i, r := range rows {
		all[i] = room.Holder{No: r.No, ID: domain.InstitutionID{UUID: r.ID}, Name: r.Name, Place: r.Place}
	}
	return all, err
}

// Share lends a resource.
func (s *Rooms) Share(ctx context.Context, no, holder int64) (bool, error) {
	n, err := queries(ctx).ShareAdd(ctx, query.ShareAddParams{ResourceNo: no, HolderNo: holder})
	return n > 0, err
}

// Unshare takes it back.
func (s *Rooms) Unshare(ctx context.Context, no, holder int64) (bool, error) {
	n, err := queries(ctx).ShareDrop(ctx, query.ShareDropParams{ResourceNo: no, HolderNo: holder})
	return n > 0, err
}

// Lent lists what others lend.
func (s *Rooms) Lent(ctx context.Context, scope domain.Scope) ([]room.Lent, error) {
	rows, err := queries(ctx).LentBy(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	all := make([]room.Lent, len(rows))
	for i, r := range rows {
		all[i].From = r.Owner
		if all[i].Resource, err = resourceOf(r.Resource); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// SetPhoto stores the picture of a room.
func (s *Rooms) SetPhoto(ctx context.Context, scope domain.Scope, id domain.ResourceID, p room.Photo) error {
	return queries(ctx).RoomPhotoPut(ctx, query.RoomPhotoPutParams{
		InstitutionNo: scope.Institution(), RoomID: id.UUID, Kind: string(p.Kind), Says: p.Says, Content: p.Content,
	})
}

// DropPhoto deletes it.
func (s *Rooms) DropPhoto(ctx context.Context, scope domain.Scope, id domain.ResourceID) (bool, error) {
	n, err := queries(ctx).RoomPhotoDrop(ctx, query.RoomPhotoDropParams{InstitutionNo: scope.Institution(), RoomID: id.UUID})
	return n > 0, err
}

// Photo reads it.
func (s *Rooms) Photo(ctx context.Context, scope domain.Scope, id domain.ResourceID) (room.Photo, error) {
	r, err := queries(ctx).RoomPhoto(ctx, query.RoomPhotoParams{InstitutionNo: scope.Institution(), RoomID: id.UUID})
	return room.Photo{Kind: filetype.Kind(r.Kind), Says: r.Says, Content: r.Content}, found(err)
}
