package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/room"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

const (
	kindKey  = "key"
	kindCode = "code"
)

func keyKind(k room.Key) string {
	if k.Code {
		return kindCode
	}
	return kindKey
}

// AddKey adds a key.
func (s *Rooms) AddKey(ctx context.Context, scope domain.Scope, k room.Key) (bool, error) {
	return inserted(queries(ctx).KeyInsert(ctx, query.KeyInsertParams{
		InstitutionNo: scope.Institution(), ID: k.ID.UUID, Name: k.Name, Folded: fold(k.Name), Kind: keyKind(k), RoomID: k.Room.UUID,
		BuildingID: k.Building.UUID, Kept: k.Kept, MadeAt: sqldb.Micros(k.MadeAt),
	}))
}

// UpdateKey stores a key.
func (s *Rooms) UpdateKey(ctx context.Context, scope domain.Scope, k room.Key) error {
	n, err := queries(ctx).KeyUpdate(ctx, query.KeyUpdateParams{
		InstitutionNo: scope.Institution(), ID: k.ID.UUID, Version: k.Version, Name: k.Name, Folded: fold(k.Name), Kind: keyKind(k), RoomID: k.Room.UUID,
		BuildingID: k.Building.UUID, Kept: k.Kept, LostOn: dayOrNull(k.LostOn), LostSaid: k.LostSaid,
	})
	return changed(n, err, func() error { return only(s.Key(ctx, scope, k.ID)) }, "error.stale")
}

// TakeKey locks a key.
func (s *Rooms) TakeKey(ctx context.Context, scope domain.Scope, id domain.KeyID) (room.Key, error) {
	if err := one(queries(ctx).KeyTake(ctx, query.KeyTakeParams{InstitutionNo: scope.Institution(), ID: id.UUID})); err != nil {
		return room.Key{}, err
	}
	return s.Key(ctx, scope, id)
}

// Key reads a key.
func (s *Rooms) Key(ctx context.Context, scope domain.Scope, id domain.KeyID) (room.Key, error) {
	r, err := queries(ctx).KeyByID(ctx, query.KeyByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return room.Key{}, found(err)
	}
	return keyOf(r)
}

// Keys lists them by name.
func (s *Rooms) Keys(ctx context.Context, scope domain.Scope) ([]room.Key, error) {
	rows, err := queries(ctx).Keys(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	all := make([]room.Key, len(rows))
	for i, r := range rows {
		if all[i], err = keyOf(r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func keyOf(r query.HouseKey) (room.Key, error) {
	lost, err := dayOrZero(r.LostOn)
	return room.Key{
		ID: domain.KeyID{UUID: r.ID}, Name: r.Name, Code: r.Kind == kindCode, Room: domain.ResourceID{UUID: r.RoomID},
		Building: domain.BuildingID{UUID: r.BuildingID}, Kept: r.Kept, LostOn: lost, LostSaid: r.LostSaid, MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}, err
}

// Keepers lists the staff.
func (s *Rooms) Keepers(ctx context.Context, scope domain.Scope) (all []room.Keeper, err error) {
	staff, err := (&Accounts{s.Store}).Staff(ctx, scope)
	for _, one := range staff {
		for _, g := range one.Grants {
			if g.Role == authz.Coordinator || g.Role == authz.Manager {
				all = append(all, room.Keeper{User: one.ID, Name: one.Name, Works: !one.Disabled})
				break
			}
		}
	}
	return all, err
}

// Works looks for a grant, without the name that a transaction that writes could
// not open.
func (s *Rooms) Works(ctx context.Context, scope domain.Scope, user domain.UserID) (bool, error) {
	n, err := queries(ctx).KeeperWorks(ctx, query.KeeperWorksParams{ScopeNo: scope.Institution(), UserID: user.UUID})
	return n > 0, err
}

// Duties lists those of a booking.
func (s *Rooms) Duties(ctx context.Context, scope domain.Scope, id domain.BookingID) ([]room.Duty, error) {
	rows, err := queries(ctx).Duties(ctx, query.DutiesParams{InstitutionNo: scope.Institution(), BookingID: id.UUID})
	if err != nil {
		return nil, err
	}
	all := make([]room.Duty, len(rows))
	for i, r := range rows {
		all[i] = room.Duty{
			Booking: id, Version: r.Version,
			Opens: room.OnDuty{Kind: room.DutyKind(r.Opens), User: domain.UserID{UUID: r.OpensUser}},
			Locks: room.OnDuty{Kind: room.DutyKind(r.Locks), User: domain.UserID{UUID: r.LocksUser}},
		}
		if r.Day != "" {
			if all[i].Day, err = domain.ParseDate(r.Day); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// PutDuty stores one.
func (s *Rooms) PutDuty(ctx context.Context, scope domain.Scope, d room.Duty) error {
	day := ""
	if !d.Day.IsZero() {
		day = d.Day.String()
	}
	if d.Version == 0 {
		n, err := queries(ctx).DutyInsert(ctx, query.DutyInsertParams{
			InstitutionNo: scope.Institution(), BookingID: d.Booking.UUID, Day: day, Opens: string(d.Opens.Kind), OpensUser: d.Opens.User.UUID,
			Locks: string(d.Locks.Kind), LocksUser: d.Locks.User.UUID,
		})
		return changed(n, err, func() error { return nil }, "error.stale")
	}
	n, err := queries(ctx).DutyUpdate(ctx, query.DutyUpdateParams{
		InstitutionNo: scope.Institution(), BookingID: d.Booking.UUID, Day: day, Version: d.Version, Opens: string(d.Opens.Kind),
		OpensUser: d.Opens.User.UUID, Locks: string(d.Locks.Kind), LocksUser: d.Locks.User.UUID,
	})
	return changed(n, err, func() error { return nil }, "error.stale")
}
