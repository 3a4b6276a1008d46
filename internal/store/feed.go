package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/room"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// PutFeed stores a calendar address.
func (s *Rooms) PutFeed(ctx context.Context, f room.Feed, tokenHash []byte) (bool, error) {
	added, err := inserted(queries(ctx).FeedInsert(ctx, query.FeedInsertParams{
		ID: f.ID.UUID, TokenHash: tokenHash, ScopeNo: f.Scope.Institution(), UserID: f.User.UUID, Kind: string(f.Kind),
		TargetID: f.Target, MadeAt: sqldb.Micros(f.MadeAt),
	}))
	if err != nil || added {
		return added, err
	}
	return false, one(queries(ctx).FeedRenew(ctx, query.FeedRenewParams{TokenHash: tokenHash, ID: f.ID.UUID, ScopeNo: f.Scope.Institution(), UserID: f.User.UUID}))
}

// FeedByToken finds what an address opens.
func (s *Rooms) FeedByToken(ctx context.Context, tokenHash []byte) (room.Feed, error) {
	r, err := queries(ctx).FeedByToken(ctx, tokenHash)
	f := feedOf(r.CalendarFeed)
	f.Zone = r.Zone
	return f, found(err)
}

// Feeds lists somebody's addresses.
func (s *Rooms) Feeds(ctx context.Context, scope domain.Scope, user domain.UserID) ([]room.Feed, error) {
	rows, err := queries(ctx).FeedsOf(ctx, query.FeedsOfParams{ScopeNo: scope.Institution(), UserID: user.UUID})
	all := make([]room.Feed, len(rows))
	for i, r := range rows {
		all[i] = feedOf(r)
	}
	return all, err
}

func feedOf(r query.CalendarFeed) room.Feed {
	return room.Feed{
		ID: domain.FeedID{UUID: r.ID}, Scope: domain.Within(r.ScopeNo), User: domain.UserID{UUID: r.UserID},
		Kind: room.FeedKind(r.Kind), Target: r.TargetID, MadeAt: sqldb.Time(r.MadeAt),
	}
}

// DropFeed ends an address.
func (s *Rooms) DropFeed(ctx context.Context, scope domain.Scope, user domain.UserID, id domain.FeedID) (bool, error) {
	n, err := queries(ctx).FeedDrop(ctx, query.FeedDropParams{ScopeNo: scope.Institution(), UserID: user.UUID, ID: id.UUID})
	return n > 0, err
}

// ToShow lists what a calendar shows of somebody or of a group.
func (s *Rooms) ToShow(ctx context.Context, scope domain.Scope, user, group domain.UUID, since int64, cancelled time.Time) ([]room.Booking, error) {
	rows, err := queries(ctx).BookingsToShow(ctx, query.BookingsToShowParams{
		InstitutionNo: scope.Institution(), Since: since, CancelledSince: sqldb.Micros(cancelled), MadeBy: user, GroupID: group,
	})
	if err != nil {
		return nil, err
	}
	return bookingsOf(rows)
}

func bookingsOf(rows []query.Booking) (all []room.Booking, err error) {
	all = make([]room.Booking, len(rows))
	for i, r := range rows {
		if all[i], err = bookingOf(r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

const selectToShow = `-- name: BookingsToShowIn
SELECT institution_no, id, kind, group_id, title, private, plan, state, first_lo, last_hi, made_by, made_at, changed_at, sequence, version
FROM booking WHERE institution_no = $1 AND (state = 'cancelled' AND last_hi > $2 AND changed_at > $3
    OR id IN (SELECT booking_id FROM occupancy WHERE lo > $2 AND holder_no = $1 AND resource_no IN (`

// ToShowIn lists what a calendar of some resources shows, and what was cancelled
// anywhere.
func (s *Rooms) ToShowIn(ctx context.Context, scope domain.Scope, nos []int64, since int64, cancelled time.Time) ([]room.Booking, error) {
	if len(nos) == 0 {
		return nil, nil
	}
	args := []any{scope.Institution(), since, sqldb.Micros(cancelled)}
	for _, no := range nos {
		args = append(args, no)
	}
	rows, err := sqldb.From(ctx).QueryContext(ctx, selectToShow+places(4, len(args))[2:]+"))) ORDER BY first_lo, id", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []query.Booking
	for rows.Next() {
		var r query.Booking
		if err := rows.Scan(&r.InstitutionNo, &r.ID, &r.Kind, &r.GroupID, &r.Title, &r.Private, &r.Plan, &r.State, &r.FirstLo, &r.LastHi,
			&r.MadeBy, &r.MadeAt, &r.ChangedAt, &r.Sequence, &r.Version); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return bookingsOf(all)
}

// GroupName is the neutral name of a group.
func (s *Rooms) GroupName(ctx context.Context, scope domain.Scope, id domain.GroupID) (string, error) {
	name, _, _, err := (&Meetings{s.Store}).GroupOf(ctx, scope, id)
	return name, err
}
