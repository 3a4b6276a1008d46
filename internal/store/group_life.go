package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// SetStage notes the stage of the last step.
func (s *Groups) SetStage(ctx context.Context, scope domain.Scope, id domain.GroupID, stage group.Stage) error {
	n, err := queries(ctx).GroupSetStage(ctx, query.GroupSetStageParams{InstitutionNo: scope.Institution(), ID: id.UUID, Stage: string(stage)})
	return one(n, err)
}

// InsertStep puts a step last in a group's life.
func (s *Groups) InsertStep(ctx context.Context, scope domain.Scope, id domain.GroupID, t group.Step) (bool, error) {
	return inserted(queries(ctx).StepInsert(ctx, query.StepInsertParams{
		InstitutionNo: scope.Institution(), ID: t.ID.UUID, GroupID: id.UUID, Stage: string(t.Stage),
		HappenedOn: t.On.Date.String(), HappenedPrecision: string(t.On.Precision), Evidence: t.Evidence,
		ByUser: t.By.UUID, MadeAt: sqldb.Micros(t.At),
	}))
}

// DeleteStep takes a step out of a group's life.
func (s *Groups) DeleteStep(ctx context.Context, scope domain.Scope, id domain.StepID) error {
	n, err := queries(ctx).StepDelete(ctx, query.StepDeleteParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return one(n, err)
}

// Steps reads a group's life, oldest step first.
func (s *Groups) Steps(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]group.Step, error) {
	rows, err := queries(ctx).Steps(ctx, query.StepsParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if err != nil {
		return nil, err
	}
	steps := make([]group.Step, len(rows))
	for i, r := range rows {
		on, err := domain.ParseDate(r.HappenedOn)
		if err != nil {
			return nil, err
		}
		steps[i] = group.Step{
			ID: domain.StepID{UUID: r.ID}, Stage: group.Stage(r.Stage), On: domain.Moment{Date: on, Precision: domain.Precision(r.HappenedPrecision)},
			Evidence: r.Evidence, By: domain.UserID{UUID: r.ByUser}, At: sqldb.Time(r.MadeAt),
		}
	}
	return steps, nil
}

// Dots reads a group's held meetings by their day in the institution's zone.
func (s *Groups) Dots(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]group.Dot, error) {
	rows, err := queries(ctx).Dots(ctx, query.DotsParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	zone, err := time.LoadLocation(rows[0].Zone)
	if err != nil {
		return nil, err
	}
	dots := make([]group.Dot, len(rows))
	for i, r := range rows {
		dots[i] = group.Dot{On: domain.DateOf(sqldb.Time(r.StartsAt), zone), ByMember: r.Led == "member"}
	}
	return dots, nil
}
