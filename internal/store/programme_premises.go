package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// InsertPremisesStep adds a step.
func (s *Institutions) InsertPremisesStep(ctx context.Context, scope domain.Scope, step institution.PremisesStep) (bool, error) {
	on, precision := momentColumns(step.On)
	return inserted(queries(ctx).PremisesStepInsert(ctx, query.PremisesStepInsertParams{
		InstitutionNo: scope.Institution(), ID: step.ID.UUID, ProgrammeID: step.Programme.UUID, Place: int64(step.Place),
		Kind: string(step.Kind), HappenedOn: on, HappenedPrecision: precision, HappenedWords: step.When, Said: step.Text,
		MadeAt: sqldb.Micros(step.MadeAt),
	}))
}

// UpdatePremisesStep stores a step; its programme and place stay.
func (s *Institutions) UpdatePremisesStep(ctx context.Context, scope domain.Scope, step institution.PremisesStep) error {
	on, precision := momentColumns(step.On)
	n, err := queries(ctx).PremisesStepUpdate(ctx, query.PremisesStepUpdateParams{
		InstitutionNo: scope.Institution(), ID: step.ID.UUID, Version: step.Version, Kind: string(step.Kind),
		HappenedOn: on, HappenedPrecision: precision, HappenedWords: step.When, Said: step.Text,
	})
	return changed(n, err, func() error { return only(s.PremisesStep(ctx, scope, step.ID)) }, "error.stale")
}

// PlacePremisesStep moves a step.
func (s *Institutions) PlacePremisesStep(ctx context.Context, scope domain.Scope, id domain.PremisesID, place int) error {
	return queries(ctx).PremisesStepPlace(ctx, query.PremisesStepPlaceParams{InstitutionNo: scope.Institution(), ID: id.UUID, Place: int64(place)})
}

// DeletePremisesStep removes a step.
func (s *Institutions) DeletePremisesStep(ctx context.Context, scope domain.Scope, id domain.PremisesID, version int64) error {
	n, err := queries(ctx).PremisesStepDelete(ctx, query.PremisesStepDeleteParams{InstitutionNo: scope.Institution(), ID: id.UUID, Version: version})
	return changed(n, err, func() error { return only(s.PremisesStep(ctx, scope, id)) }, "error.stale")
}

// PremisesStep reads one step.
func (s *Institutions) PremisesStep(ctx context.Context, scope domain.Scope, id domain.PremisesID) (institution.PremisesStep, error) {
	r, err := queries(ctx).PremisesStepByID(ctx, query.PremisesStepByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return institution.PremisesStep{}, found(err)
	}
	return premisesStepOf(r)
}

// PremisesSteps lists a programme's in their order.
func (s *Institutions) PremisesSteps(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]institution.PremisesStep, error) {
	rows, err := queries(ctx).PremisesSteps(ctx, query.PremisesStepsParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	all := make([]institution.PremisesStep, len(rows))
	for i, r := range rows {
		if err == nil {
			all[i], err = premisesStepOf(r)
		}
	}
	return all, err
}

func premisesStepOf(r query.PremisesStep) (institution.PremisesStep, error) {
	on, err := momentOf(r.HappenedOn, r.HappenedPrecision)
	return institution.PremisesStep{
		ID: domain.PremisesID{UUID: r.ID}, Programme: domain.ProgrammeID{UUID: r.ProgrammeID}, Place: int(r.Place),
		Kind: institution.PremisesKind(r.Kind), On: on, When: r.HappenedWords, Text: r.Said,
		MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}, err
}
