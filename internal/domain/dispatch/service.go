package dispatch

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Service looks after jobs.
type Service struct {
	desk  *desk.Desk
	store Store
	queue Queue
}

// New makes the service.
func New(d *desk.Desk, store Store) *Service { return &Service{desk: d, store: store} }

// Through says which queue does the jobs. It is built after the services.
func (s *Service) Through(q Queue) { s.queue = q }

// Board gives one page of the jobs in a state.
func (s *Service) Board(ctx context.Context, a authz.Actor, state State, page domain.Page) (b Board, err error) {
	err = s.desk.View(ctx, a, ActList, authz.Resource{}, func(ctx context.Context) (err error) {
		if b.Counts, err = s.store.Counts(ctx); err != nil {
			return err
		}
		b.Jobs, err = s.store.List(ctx, state, page)
		return err
	})
	return b, err
}

// Job gives one job, KindNotFound when it is done.
func (s *Service) Job(ctx context.Context, a authz.Actor, id domain.JobID) (j Job, err error) {
	err = s.desk.View(ctx, a, ActList, authz.Resource{}, func(ctx context.Context) (err error) {
		j, err = s.store.ByID(ctx, id)
		return err
	})
	j.Needed = s.queue.Needed(j.Kind)
	return j, err
}

// Again has a dead job tried again. One that is not dead any more, or is done
// and gone, needs nothing: the wish is fulfilled, or about to be.
func (s *Service) Again(ctx context.Context, a authz.Actor, id domain.JobID) error {
	return s.again(ctx, a, id, func(ctx context.Context, j Job, more int) ([]domain.JobID, error) {
		moved, err := s.store.Again(ctx, id, s.desk.Clock.Now(), more)
		if err != nil || !moved {
			return nil, err
		}
		return []domain.JobID{id}, nil
	})
}

// AgainAll has every dead job of the kind of a job tried again.
func (s *Service) AgainAll(ctx context.Context, a authz.Actor, id domain.JobID) error {
	return s.again(ctx, a, id, func(ctx context.Context, j Job, more int) ([]domain.JobID, error) {
		return s.store.AgainAll(ctx, j.Kind, s.desk.Clock.Now(), more)
	})
}

func (s *Service) again(ctx context.Context, a authz.Actor, id domain.JobID, move func(context.Context, Job, int) ([]domain.JobID, error)) error {
	err := s.desk.Change(ctx, a, ActAgain, authz.Resource{}, func(ctx context.Context) (e audit.Entry, err error) {
		j, err := s.store.ByID(ctx, id)
		if there, err := found(err); err != nil || !there {
			return e, err
		}
		ids, err := move(ctx, j, s.queue.Attempts(j.Kind))
		if err != nil {
			return e, err
		}
		e = audit.On(a, ActAgain, "job")
		for _, id := range ids {
			e.IDs = append(e.IDs, id.UUID)
		}
		return e, nil
	})
	if err == nil {
		s.queue.Wake()
	}
	return err
}

// Drop takes a dead job away for good. One that is gone already is no error;
// one that is being tried again is KindStale, and one that must not be dropped
// KindConflict.
func (s *Service) Drop(ctx context.Context, a authz.Actor, id domain.JobID) error {
	return s.desk.Change(ctx, a, ActDrop, authz.Resource{}, func(ctx context.Context) (e audit.Entry, err error) {
		j, err := s.store.ByID(ctx, id)
		if there, err := found(err); err != nil || !there {
			return e, err
		}
		if s.queue.Needed(j.Kind) {
			return e, domain.Conflict("job.needed")
		}
		dropped, err := s.store.Drop(ctx, id)
		if err == nil && !dropped {
			err = domain.Stale("job.said.alive")
		}
		if err != nil {
			return e, err
		}
		return audit.On(a, ActDrop, "job", id.UUID), nil
	})
}

// found reads the error of a job that may be gone.
func found(err error) (bool, error) {
	if domain.KindOf(err) == domain.KindNotFound {
		return false, nil
	}
	return err == nil, err
}
