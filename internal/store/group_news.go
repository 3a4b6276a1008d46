package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// NoteGiven notes that somebody has a turn; see group.TurnStore.
func (s *Groups) NoteGiven(ctx context.Context, scope domain.Scope, id domain.MeetingID, who domain.PersonID, at time.Time) error {
	err := queries(ctx).TurnNewsGiven(ctx, query.TurnNewsGivenParams{
		InstitutionNo: scope.Institution(), MeetingID: id.UUID, PersonID: who.UUID, Since: sqldb.Micros(at),
	})
	_, err = inserted(0, err)
	return err
}

// NoteTaken notes that somebody has none any more; see group.TurnStore.
func (s *Groups) NoteTaken(ctx context.Context, scope domain.Scope, id domain.MeetingID, who domain.PersonID, at time.Time) error {
	return s.noteGone(ctx, scope, id, who, "taken", at)
}

// NoteBack notes that somebody gave it back; see group.TurnStore.
func (s *Groups) NoteBack(ctx context.Context, scope domain.Scope, id domain.MeetingID, who domain.PersonID, at time.Time) error {
	return s.noteGone(ctx, scope, id, who, "back", at)
}

func (s *Groups) noteGone(ctx context.Context, scope domain.Scope, id domain.MeetingID, who domain.PersonID, state string, at time.Time) error {
	return queries(ctx).TurnNewsGone(ctx, query.TurnNewsGoneParams{
		InstitutionNo: scope.Institution(), MeetingID: id.UUID, PersonID: who.UUID, State: state, Since: sqldb.Micros(at),
	})
}
