package store

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ room.Store = (*Rooms)(nil)

// Rooms keeps rooms, equipment and who has them when.
type Rooms struct{ *Store }

// Rooms gives the store of rooms.
func (s *Store) Rooms() *Rooms { return &Rooms{s} }

// Take locks resources in the order of their ids: it is known before anything
// is read.
func (s *Rooms) Take(ctx context.Context, scope domain.Scope, ids []domain.ResourceID) (all []room.Resource, err error) {
	ids = slices.Clone(ids)
	slices.SortFunc(ids, func(a, b domain.ResourceID) int { return bytes.Compare(a.UUID[:], b.UUID[:]) })
	for _, id := range slices.Compact(ids) {
		r, err := queries(ctx).ResourceTake(ctx, query.ResourceTakeParams{ID: id.UUID, HolderNo: scope.Institution()})
		if err != nil {
			return nil, found(err)
		}
		one, err := resourceFor(scope, query.Resource{
			No: r.No, ID: r.ID, OwnerNo: r.OwnerNo, Kind: r.Kind, Amount: r.Amount, Terms: r.Terms, RetiredAt: r.RetiredAt, Version: r.Version,
		}, r.Lent)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// Resources gives them in the order of their numbers.
func (s *Rooms) Resources(ctx context.Context, scope domain.Scope, ids []domain.ResourceID) (all []room.Resource, err error) {
	for _, id := range ids {
		if slices.ContainsFunc(all, func(r room.Resource) bool { return r.ID == id }) {
			continue
		}
		r, err := queries(ctx).ResourceByID(ctx, query.ResourceByIDParams{ID: id.UUID, HolderNo: scope.Institution()})
		if err != nil {
			return nil, found(err)
		}
		one, err := resourceFor(scope, query.Resource{
			No: r.No, ID: r.ID, OwnerNo: r.OwnerNo, Kind: r.Kind, Amount: r.Amount,
			Terms: r.Terms, RetiredAt: r.RetiredAt, Version: r.Version,
		}, r.Lent)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b room.Resource) int { return int(a.No - b.No) })
	return all, nil
}

// Buffers are the minutes to prepare and to clean.
func (s *Rooms) Buffers(ctx context.Context, no int64) (before, after int, err error) {
	text, err := queries(ctx).ResourceTerms(ctx, no)
	if err != nil {
		return 0, 0, found(err)
	}
	t, err := decodeTerms(text)
	return t.Before, t.After, err
}

// Had gives what a booking has had; see room.Store.
func (s *Rooms) Had(ctx context.Context, scope domain.Scope, id domain.BookingID) (all []room.Resource, err error) {
	rows, err := queries(ctx).ResourcesOfBooking(ctx, query.ResourcesOfBookingParams{BookingID: id.UUID, HolderNo: scope.Institution()})
	if err != nil {
		return nil, err
	}
	all = make([]room.Resource, len(rows))
	for i, r := range rows {
		one, err := resourceOf(r)
		if err != nil {
			return nil, err
		}
		all[i] = room.Resource{No: one.No, ID: one.ID, Kind: one.Kind, Amount: one.Amount, Terms: room.Terms{Name: one.Name}}
	}
	return all, nil
}

// resourceFor is a resource for an institution whose it is or to which it is
// lent; nobody else learns that it exists.
func resourceFor(scope domain.Scope, r query.Resource, lent bool) (room.Resource, error) {
	if r.OwnerNo != scope.Institution() && !lent {
		return room.Resource{}, errNotFound
	}
	return resourceOf(r)
}

func resourceOf(r query.Resource) (room.Resource, error) {
	terms, err := decodeTerms(r.Terms)
	return room.Resource{
		No: r.No, ID: domain.ResourceID{UUID: r.ID}, Owner: r.OwnerNo, Kind: room.Kind(r.Kind), Amount: int(r.Amount),
		RetiredAt: sqldb.TimeOrZero(r.RetiredAt), Terms: terms, Version: r.Version,
	}, err
}

// Bookable lists what a scope may book, the own first.
func (s *Rooms) Bookable(ctx context.Context, scope domain.Scope) (all []room.Resource, err error) {
	own, err := queries(ctx).ResourcesOwn(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	lent, err := queries(ctx).ResourcesLent(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	for _, r := range append(own, lent...) {
		one, err := resourceOf(r)
		if err != nil {
			return nil, err
		}
		if one.RetiredAt.IsZero() {
			all = append(all, one)
		}
	}
	slices.SortStableFunc(all, func(a, b room.Resource) int { return strings.Compare(fold(a.Name), fold(b.Name)) })
	return all, nil
}

// AddResource stores a resource that is there from now on, and gives it its
// number. False means that the id is there already.
func (s *Rooms) AddResource(ctx context.Context, scope domain.Scope, r room.Resource) (bool, error) {
	no, err := queries(ctx).CounterNext(ctx, "resource")
	if err != nil {
		return false, err
	}
	terms, err := encodeTerms(r.Terms)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).ResourceInsert(ctx, query.ResourceInsertParams{
		No: no, ID: r.ID.UUID, OwnerNo: scope.Institution(), Kind: string(r.Kind), Amount: int64(r.Amount), Terms: terms,
	}))
}

// UpdateResource stores terms, amount and whether it is still lent.
func (s *Rooms) UpdateResource(ctx context.Context, scope domain.Scope, r room.Resource) error {
	terms, err := encodeTerms(r.Terms)
	if err != nil {
		return err
	}
	n, err := queries(ctx).ResourceUpdate(ctx, query.ResourceUpdateParams{
		ID: r.ID.UUID, OwnerNo: scope.Institution(), Version: r.Version, Amount: int64(r.Amount), Terms: terms, RetiredAt: sqldb.MicrosOrNull(r.RetiredAt),
	})
	return changed(n, err, func() error { return only(s.Resources(ctx, scope, []domain.ResourceID{r.ID})) }, "error.stale")
}

// TakeGroup locks the group.
func (s *Rooms) TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error) {
	return (&Meetings{s.Store}).TakeGroup(ctx, scope, id)
}

const selectMarks = `-- name: RoomMarks
SELECT COALESCE((SELECT seq FROM audit_head WHERE institution_no = $1), 0),
    CAST(COALESCE((SELECT SUM(touched) FROM resource WHERE owner_no = $1), 0) AS bigint),
    COALESCE((SELECT string_agg(CAST(r.no AS text) || ':' || CAST(r.touched AS text), ',' ORDER BY r.no)
        FROM resource_share s JOIN resource r ON r.no = s.resource_no WHERE s.holder_no = $1), '')`

// Marks tell whether what a scope sees is still as it was.
func (s *Rooms) Marks(ctx context.Context, scope domain.Scope) (m room.Marks, err error) {
	err = sqldb.From(ctx).QueryRowContext(ctx, selectMarks, scope.Institution()).Scan(&m.Written, &m.Own, &m.Lent)
	return m, err
}
