package institution

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// AddPremisesStep notes a step on the way to the rooms; a second sending of
// the form changes nothing.
func (s *Service) AddPremisesStep(ctx context.Context, a authz.Actor, n NewPremisesStep) error {
	if err := n.Check(); err != nil {
		return err
	}
	step := n.step()
	step.MadeAt = s.desk.Clock.Now()
	return s.write(ctx, a, "premises", n.ID.UUID, func(ctx context.Context) (bool, error) {
		if err := s.store.TakeProgramme(ctx, a.Scope, n.Programme); err != nil {
			return false, err
		}
		steps, err := s.store.PremisesSteps(ctx, a.Scope, n.Programme)
		if err != nil {
			return false, err
		}
		if len(steps) >= maxItems {
			return false, tooMany("text", "premises.many")
		}
		fresh, err := s.store.InsertPremisesStep(ctx, a.Scope, step)
		if err != nil || !fresh {
			return false, err
		}
		return true, s.putInOrder(ctx, a, append(steps, step), n)
	})
}

// EditPremisesStep changes a step and where it stands; version is the one the
// form showed.
func (s *Service) EditPremisesStep(ctx context.Context, a authz.Actor, n NewPremisesStep, version int64) error {
	if err := n.Check(); err != nil {
		return err
	}
	step := n.step()
	step.Version = version
	return s.write(ctx, a, "premises", n.ID.UUID, func(ctx context.Context) (bool, error) {
		if err := s.store.TakeProgramme(ctx, a.Scope, n.Programme); err != nil {
			return false, err
		}
		if err := s.store.UpdatePremisesStep(ctx, a.Scope, step); err != nil {
			return false, err
		}
		steps, err := s.store.PremisesSteps(ctx, a.Scope, n.Programme)
		if err != nil {
			return false, err
		}
		return true, s.putInOrder(ctx, a, steps, n)
	})
}

// putInOrder numbers the steps anew where a number is not what it should be.
// The programme was taken before, so that two who move steps do not meet.
func (s *Service) putInOrder(ctx context.Context, a authz.Actor, steps []PremisesStep, n NewPremisesStep) error {
	places := map[domain.PremisesID]int{}
	for _, step := range steps {
		places[step.ID] = step.Place
	}
	for i, id := range ordered(steps, n.ID, n.After) {
		if places[id] == i+1 {
			continue
		}
		if err := s.store.PlacePremisesStep(ctx, a.Scope, id, i+1); err != nil {
			return err
		}
	}
	return nil
}

// DeletePremisesStep removes a step. One that is gone already is no error.
func (s *Service) DeletePremisesStep(ctx context.Context, a authz.Actor, id domain.PremisesID, version int64) error {
	return s.remove(ctx, a, "premises", id.UUID, func(ctx context.Context) error {
		return s.store.DeletePremisesStep(ctx, a.Scope, id, version)
	})
}

// PremisesStep gives one step and all the steps of its programme in order.
func (s *Service) PremisesStep(ctx context.Context, a authz.Actor, id domain.PremisesID) (one PremisesStep, all []PremisesStep, err error) {
	err = s.desk.View(ctx, a, ActProgrammeShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if one, err = s.store.PremisesStep(ctx, a.Scope, id); err != nil {
			return err
		}
		all, err = s.store.PremisesSteps(ctx, a.Scope, one.Programme)
		return err
	})
	return one, all, err
}

// PremisesSteps gives the steps of a programme in order.
func (s *Service) PremisesSteps(ctx context.Context, a authz.Actor, id domain.ProgrammeID) (all []PremisesStep, err error) {
	err = s.desk.View(ctx, a, ActProgrammeShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.PremisesSteps(ctx, a.Scope, id)
		return err
	})
	return all, err
}
