package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/domain/publish"
	"krag/internal/domain/transfer"
)

// card writes a card as a draft. Its address is of all institutions, so that
// it gets another when the wanted one is taken.
func (c coming) card(ctx context.Context, n int) error {
	one, id := c.plan.Cards[n], domain.CardID{UUID: c.id(transfer.ACard, n)}
	slug, err := freeAddress(ctx, one.Slug)
	if err != nil {
		return err
	}
	_, err = c.Cards().Insert(ctx, c.scope, publish.Card{
		ID: id, Programme: c.Programme, Template: one.Template, Slug: slug, Area: one.Area, State: publish.Draft, MadeAt: c.at(n), Version: 1,
	})
	for _, t := range one.Texts {
		if err != nil {
			return err
		}
		err = c.Cards().InsertText(ctx, c.scope, id, publish.Written{Section: t.Section, Lang: publish.Lang(t.Lang), No: 1, Text: t.Text, By: c.By, At: c.MadeAt})
	}
	return err
}

func freeAddress(ctx context.Context, wanted string) (string, error) {
	var failed error
	slug := institution.FreeSlug(wanted, func(slug string) bool {
		_, err := queries(ctx).PracticeBySlug(ctx, slug)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			failed = err
		}
		return err == nil
	})
	return slug, failed
}

// writeReadiness takes over what was ready, wherever the institution itself
// has said nothing.
func (s *Transfers) writeReadiness(ctx context.Context, scope domain.Scope, i transfer.Import, r transfer.Readiness, now time.Time) error {
	house := s.Institutions()
	said, err := house.ReadyItems(ctx, scope)
	if err != nil {
		return err
	}
	known := map[string]bool{}
	for _, one := range said {
		known[one.Key] = true
	}
	for _, one := range r.Items {
		if known[one.Item] {
			continue
		}
		err := house.PutReady(ctx, scope, institution.Ready{
			ReadyItem: institution.ReadyItem{Key: one.Item}, State: institution.ReadyState(one.State), Evidence: one.Evidence,
			On: domain.Moment(one.On), By: i.By, At: now,
		})
		if err != nil {
			return err
		}
	}
	if err := s.writeAllies(ctx, scope, r.Allies); err != nil {
		return err
	}
	return s.writeTrainings(ctx, scope, i, r.Trainings)
}

func (s *Transfers) writeAllies(ctx context.Context, scope domain.Scope, allies []transfer.Ally) error {
	_, version, err := s.Institutions().Allies(ctx, scope)
	if err != nil || version > 0 || len(allies) == 0 {
		return err
	}
	all := make([]institution.Ally, len(allies))
	for n, one := range allies {
		all[n] = institution.Ally{Name: one.Name, Kind: institution.PartnerKind(one.Kind), Gives: one.Gives}
	}
	return s.Institutions().ReplaceAllies(ctx, scope, 0, all)
}

func (s *Transfers) writeTrainings(ctx context.Context, scope domain.Scope, i transfer.Import, trainings []transfer.Training) error {
	there, err := s.Institutions().Trainings(ctx, scope)
	if err != nil || len(there) > 0 {
		return err
	}
	for n, one := range trainings {
		_, err := s.Institutions().InsertTraining(ctx, scope, institution.Training{
			ID: domain.TrainingID{UUID: transfer.MadeID(i.ID, transfer.ATraining, n)}, Topic: one.Topic, On: domain.Moment(one.On),
			Minutes: one.Minutes, Others: one.People, Record: one.Record, MadeAt: i.MadeAt.Add(-time.Duration(n) * time.Microsecond), Version: 1,
		})
		if err != nil {
			return err
		}
	}
	return nil
}
