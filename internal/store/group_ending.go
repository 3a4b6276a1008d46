package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ group.EndingStore = (*Groups)(nil)

// InsertEnding says how a group ended.
func (s *Groups) InsertEnding(ctx context.Context, scope domain.Scope, id domain.GroupID, e group.Ending) error {
	onward := make([]string, len(e.Onward))
	for i, o := range e.Onward {
		onward[i] = string(o)
	}
	return queries(ctx).EndingInsert(ctx, query.EndingInsertParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, Reason: string(e.Reason), House: e.House,
		Onward: strings.Join(onward, ","), Words: e.Words,
	})
}

// DeleteEnding takes away how a group ended.
func (s *Groups) DeleteEnding(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	return queries(ctx).EndingDelete(ctx, query.EndingDeleteParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
}

// Ending reads how a group ended; see group.EndingStore.
func (s *Groups) Ending(ctx context.Context, scope domain.Scope, id domain.GroupID) (*group.Ending, error) {
	r, err := queries(ctx).EndingOf(ctx, query.EndingOfParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	e := &group.Ending{Reason: group.Reason(r.Reason), House: r.House, Words: r.Words}
	for _, o := range strings.FieldsFunc(r.Onward, func(c rune) bool { return c == ',' }) {
		e.Onward = append(e.Onward, group.Onward(o))
	}
	return e, nil
}

// InsertBack keeps a step that was taken back.
func (s *Groups) InsertBack(ctx context.Context, scope domain.Scope, id domain.GroupID, b group.Back) error {
	return queries(ctx).StepBackInsert(ctx, query.StepBackInsertParams{
		InstitutionNo: scope.Institution(), ID: b.ID.UUID, GroupID: id.UUID, Stage: string(b.Stage),
		HappenedOn: b.On.Date.String(), HappenedPrecision: string(b.On.Precision), Reason: b.Why,
		ByUser: b.By.UUID, MadeAt: sqldb.Micros(b.BackAt),
	})
}

// Backs lists what was taken back of a group's life.
func (s *Groups) Backs(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]group.Back, error) {
	rows, err := queries(ctx).StepsBack(ctx, query.StepsBackParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if err != nil {
		return nil, err
	}
	backs := make([]group.Back, len(rows))
	for i, r := range rows {
		on, err := domain.ParseDate(r.HappenedOn)
		if err != nil {
			return nil, err
		}
		backs[i] = group.Back{
			ID: domain.StepID{UUID: r.ID}, Stage: group.Stage(r.Stage),
			On:  domain.Moment{Date: on, Precision: domain.Precision(r.HappenedPrecision)},
			Why: r.Reason, By: domain.UserID{UUID: r.ByUser}, BackAt: sqldb.Time(r.MadeAt),
		}
	}
	return backs, nil
}
