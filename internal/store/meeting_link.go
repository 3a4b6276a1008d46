package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// CountByLink counts corrections by a link; see meeting.Store.
func (s *Meetings) CountByLink(ctx context.Context, scope domain.Scope, id domain.MeetingID) (int, error) {
	n, err := queries(ctx).AttendanceWasByLink(ctx, query.AttendanceWasByLinkParams{InstitutionNo: scope.Institution(), MeetingID: id.UUID})
	return int(n), err
}

// PutLink makes a meeting's link; see meeting.Store.
func (s *Meetings) PutLink(ctx context.Context, scope domain.Scope, l meeting.Link, tokenHash []byte) error {
	return queries(ctx).CountLinkPut(ctx, query.CountLinkPutParams{
		TokenHash: tokenHash, ScopeNo: scope.Institution(), MeetingID: l.Meeting.UUID, MadeAt: sqldb.Micros(l.MadeAt), EndsAt: sqldb.Micros(l.EndsAt),
		Ticks: l.Ticks,
	})
}

// OpenLink has a meeting's link open by a token; see meeting.Store.
func (s *Meetings) OpenLink(ctx context.Context, scope domain.Scope, id domain.MeetingID, now time.Time, tokenHash []byte) (bool, error) {
	n, err := queries(ctx).CountLinkToken(ctx, query.CountLinkTokenParams{
		TokenHash: tokenHash, ScopeNo: scope.Institution(), MeetingID: id.UUID, Now: sqldb.Micros(now),
	})
	return n > 0, err
}

// LinkLasts lets a link open longer; see meeting.Store.
func (s *Meetings) LinkLasts(ctx context.Context, scope domain.Scope, id domain.MeetingID, now, over time.Time) error {
	return queries(ctx).CountLinkLasts(ctx, query.CountLinkLastsParams{
		ScopeNo: scope.Institution(), MeetingID: id.UUID, Now: sqldb.Micros(now),
		EndsAt: sqldb.Micros(over.Add(meeting.LinkLife)), TicksEndAt: sqldb.Micros(over.Add(meeting.TickLife)),
	})
}

// LinkByToken finds a link; see meeting.Store.
func (s *Meetings) LinkByToken(ctx context.Context, tokenHash []byte) (meeting.Link, error) {
	r, err := queries(ctx).CountLinkByToken(ctx, tokenHash)
	return meeting.Link{
		Scope: domain.Within(r.ScopeNo), Meeting: domain.MeetingID{UUID: r.MeetingID}, Zone: r.Zone, EndsAt: sqldb.Time(r.EndsAt), Ticks: r.Ticks,
	}, found(err)
}

// LinkEnds is until when a meeting's link opens; see meeting.Store.
func (s *Meetings) LinkEnds(ctx context.Context, scope domain.Scope, id domain.MeetingID) (time.Time, error) {
	at, err := queries(ctx).CountLinkOf(ctx, query.CountLinkOfParams{ScopeNo: scope.Institution(), MeetingID: id.UUID})
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return sqldb.Time(at), err
}

// DropLink ends a meeting's link; see meeting.Store.
func (s *Meetings) DropLink(ctx context.Context, scope domain.Scope, id domain.MeetingID) (bool, error) {
	n, err := queries(ctx).CountLinkDrop(ctx, query.CountLinkDropParams{ScopeNo: scope.Institution(), MeetingID: id.UUID})
	return n > 0, err
}
