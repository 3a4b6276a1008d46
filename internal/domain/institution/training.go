package institution

import (
	"context"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// The most that a training may last and gather.
const (
	maxMinutes = 1000 * 60
	maxOthers  = 1000
)

// NewTraining is a training to be noted or changed. ID comes from the form.
// People are the staff who were chosen, Shown all whom the form let choose:
// not everybody may know who works here, and whom a form could not show it
// leaves as they are.
type NewTraining struct {
	ID      domain.TrainingID
	Topic   string
	On      domain.Moment
	Minutes int
	People  []domain.UserID
	Shown   []domain.UserID
	Others  int
	Record  string
}

// Check notes what is to be mended.
func (n NewTraining) Check() error {
	var p domain.Problems
	if !between(n.Topic, 1, maxTitle) {
		p.Add("topic", "training.topic.missing", domain.Args{"max": maxTitle})
	}
	if n.On.Date.IsZero() {
		p.Add("held", "training.held.missing")
	}
	if n.Minutes < 0 || n.Minutes > maxMinutes {
		p.Add("hours", "training.hours.range")
	}
	if n.Others < 0 || n.Others > maxOthers {
		p.Add("others", "training.others.range", domain.Args{"max": maxOthers})
	}
	checkLength(&p, "record", n.Record, maxItem)
	return p.Err()
}

func (n NewTraining) training() Training {
	return Training{
		ID: n.ID, Topic: strings.TrimSpace(n.Topic), On: n.On, Minutes: n.Minutes, People: n.People,
		Others: n.Others, Record: strings.TrimSpace(n.Record), Version: 1,
	}
}

// AddTraining notes a training; a second sending of the form changes nothing.
func (s *Service) AddTraining(ctx context.Context, a authz.Actor, n NewTraining) error {
	if err := n.Check(); err != nil {
		return err
	}
	made := n.training()
	made.MadeAt = s.desk.Clock.Now()
	return s.writeAs(ctx, a, ActReadinessEdit, "training", n.ID.UUID, func(ctx context.Context) (bool, error) {
		fresh, err := s.store.InsertTraining(ctx, a.Scope, made)
		if err != nil || !fresh {
			return false, err
		}
		return true, s.store.ReplaceTrained(ctx, a.Scope, n.ID, made.People)
	})
}

// EditTraining changes a training; version is the one the form showed.
func (s *Service) EditTraining(ctx context.Context, a authz.Actor, n NewTraining, version int64) error {
	if err := n.Check(); err != nil {
		return err
	}
	changed := n.training()
	changed.Version = version
	return s.writeAs(ctx, a, ActReadinessEdit, "training", n.ID.UUID, func(ctx context.Context) (bool, error) {
		if err := s.store.UpdateTraining(ctx, a.Scope, changed); err != nil {
			return false, err
		}
		stored, err := s.store.Training(ctx, a.Scope, n.ID)
		if err != nil {
			return false, err
		}
		return true, s.store.ReplaceTrained(ctx, a.Scope, n.ID, n.trained(stored.People))
	})
}

// trained are those who were chosen and those whom the form could not show.
func (n NewTraining) trained(stored []domain.UserID) []domain.UserID {
	all := slices.Clone(n.People)
	for _, id := range stored {
		if !slices.Contains(n.Shown, id) && !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// DeleteTraining removes a training. One that is gone already is no error.
func (s *Service) DeleteTraining(ctx context.Context, a authz.Actor, id domain.TrainingID, version int64) error {
	return s.writeAs(ctx, a, ActReadinessEdit, "training", id.UUID, func(ctx context.Context) (bool, error) {
		return done(s.store.DeleteTraining(ctx, a.Scope, id, version))
	})
}

// Training gives one training.
func (s *Service) Training(ctx context.Context, a authz.Actor, id domain.TrainingID) (one Training, err error) {
	err = s.desk.View(ctx, a, ActReadinessShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		one, err = s.store.Training(ctx, a.Scope, id)
		return err
	})
	return one, err
}
