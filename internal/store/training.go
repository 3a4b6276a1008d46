package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// InsertTraining adds a training; who took part comes by ReplaceTrained.
func (s *Institutions) InsertTraining(ctx context.Context, scope domain.Scope, t institution.Training) (bool, error) {
	return inserted(queries(ctx).TrainingInsert(ctx, query.TrainingInsertParams{
		InstitutionNo: scope.Institution(), ID: t.ID.UUID, Topic: t.Topic, HeldOn: t.On.Date.String(),
		HeldPrecision: string(t.On.Precision), Minutes: int64(t.Minutes), Others: int64(t.Others), Record: t.Record,
		MadeAt: sqldb.Micros(t.MadeAt),
	}))
}

// UpdateTraining stores a training; who took part stays.
func (s *Institutions) UpdateTraining(ctx context.Context, scope domain.Scope, t institution.Training) error {
	n, err := queries(ctx).TrainingUpdate(ctx, query.TrainingUpdateParams{
		InstitutionNo: scope.Institution(), ID: t.ID.UUID, Version: t.Version, Topic: t.Topic, HeldOn: t.On.Date.String(),
		HeldPrecision: string(t.On.Precision), Minutes: int64(t.Minutes), Others: int64(t.Others), Record: t.Record,
	})
	return changed(n, err, func() error { return only(s.Training(ctx, scope, t.ID)) }, "error.stale")
}

// ReplaceTrained stores who took part.
func (s *Institutions) ReplaceTrained(ctx context.Context, scope domain.Scope, id domain.TrainingID, people []domain.UserID) error {
	err := queries(ctx).TrainedDelete(ctx, query.TrainedDeleteParams{InstitutionNo: scope.Institution(), TrainingID: id.UUID})
	for _, who := range people {
		if err != nil {
			return err
		}
		_, err = inserted(1, queries(ctx).TrainedInsert(ctx, query.TrainedInsertParams{
			InstitutionNo: scope.Institution(), TrainingID: id.UUID, UserID: who.UUID,
		}))
	}
	return err
}

// DeleteTraining removes a training.
func (s *Institutions) DeleteTraining(ctx context.Context, scope domain.Scope, id domain.TrainingID, version int64) error {
	n, err := queries(ctx).TrainingTake(ctx, query.TrainingTakeParams{InstitutionNo: scope.Institution(), ID: id.UUID, Version: version})
	if err := changed(n, err, func() error { return only(s.Training(ctx, scope, id)) }, "error.stale"); err != nil {
		return err
	}
	if err := s.ReplaceTrained(ctx, scope, id, nil); err != nil {
		return err
	}
	return one(queries(ctx).TrainingDelete(ctx, query.TrainingDeleteParams{InstitutionNo: scope.Institution(), ID: id.UUID}))
}

// Training reads one training.
func (s *Institutions) Training(ctx context.Context, scope domain.Scope, id domain.TrainingID) (institution.Training, error) {
	r, err := queries(ctx).TrainingByID(ctx, query.TrainingByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return institution.Training{}, found(err)
	}
	t, err := trainingOf(r)
	if err != nil {
		return t, err
	}
	people, err := queries(ctx).Trained(ctx, query.TrainedParams{InstitutionNo: scope.Institution(), TrainingID: id.UUID})
	for _, who := range people {
		t.People = append(t.People, domain.UserID{UUID: who})
	}
	return t, err
}

// Trainings lists them, the newest first, in two queries.
func (s *Institutions) Trainings(ctx context.Context, scope domain.Scope) ([]institution.Training, error) {
	rows, err := queries(ctx).Trainings(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	people, err := queries(ctx).TrainedOfAll(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	of := map[domain.UUID][]domain.UserID{}
	for _, p := range people {
		of[p.TrainingID] = append(of[p.TrainingID], domain.UserID{UUID: p.UserID})
	}
	all := make([]institution.Training, len(rows))
	for i, r := range rows {
		if all[i], err = trainingOf(r); err != nil {
			return nil, err
		}
		all[i].People = of[r.ID]
	}
	return all, nil
}

func trainingOf(r query.Training) (institution.Training, error) {
	on, err := momentOf(&r.HeldOn, &r.HeldPrecision)
	return institution.Training{
		ID: domain.TrainingID{UUID: r.ID}, Topic: r.Topic, On: on, Minutes: int(r.Minutes), Others: int(r.Others),
		Record: r.Record, MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}, err
}
