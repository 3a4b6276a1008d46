package institution

import (
	"context"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// Prepared is an institution's readiness with its short registers.
type Prepared struct {
	Readiness
	Allies        []Ally
	AlliesVersion int64 // 0 when the list was never written
	Trainings     []Training
}

// Readiness gives the whole list with its registers.
func (s *Service) Readiness(ctx context.Context, a authz.Actor) (p Prepared, err error) {
	err = s.desk.View(ctx, a, ActReadinessShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		stored, err := s.store.ReadyItems(ctx, a.Scope)
		if err != nil {
			return err
		}
		p.Readiness = readinessOf(stored)
		if p.Allies, p.AlliesVersion, err = s.store.Allies(ctx, a.Scope); err != nil {
			return err
		}
		p.Trainings, err = s.store.Trainings(ctx, a.Scope)
		return err
	})
	return p, err
}

// Beginning gives the list of an institution that has no programme yet, and
// nil to one that has: whoever runs groups does not have to be prepared.
func (s *Service) Beginning(ctx context.Context, a authz.Actor) (r Readiness, err error) {
	err = s.desk.View(ctx, a, ActReadinessShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		begun, err := s.store.AnyProgramme(ctx, a.Scope)
		if err != nil || begun {
			return err
		}
		stored, err := s.store.ReadyItems(ctx, a.Scope)
		r = readinessOf(stored)
		return err
	})
	return r, err
}

// EditReady says how an item stands; version is the one the form showed, 0 for
// one that was open. Opening an item again forgets what was said about it.
func (s *Service) EditReady(ctx context.Context, a authz.Actor, n NewReady, version int64) error {
	if !slices.ContainsFunc(ReadyItems, func(i ReadyItem) bool { return i.Key == n.Key }) {
		return domain.NotFound("error.not_found")
	}
	if err := n.Check(); err != nil {
		return err
	}
	one := Ready{
		ReadyItem: ReadyItem{Key: n.Key}, State: n.State, Evidence: strings.TrimSpace(n.Evidence), On: n.On,
		By: a.User, At: s.desk.Clock.Now(), Version: version,
	}
	return s.writeAs(ctx, a, ActReadinessEdit, "readiness", a.Institution.UUID, func(ctx context.Context) (bool, error) {
		if n.State == ReadyOpen {
			return s.store.ReopenReady(ctx, a.Scope, n.Key, version)
		}
		return true, s.store.PutReady(ctx, a.Scope, one)
	})
}

// EditAllies replaces the list of allies; version is the one the form showed.
func (s *Service) EditAllies(ctx context.Context, a authz.Actor, version int64, allies []Ally) error {
	allies, err := cleanAllies(allies)
	if err != nil {
		return err
	}
	return s.writeAs(ctx, a, ActReadinessEdit, "ally", a.Institution.UUID, func(ctx context.Context) (bool, error) {
		return true, s.store.ReplaceAllies(ctx, a.Scope, version, allies)
	})
}

func cleanAllies(allies []Ally) (clean []Ally, err error) {
	var p domain.Problems
	for i, one := range allies {
		one.Name, one.Gives = strings.TrimSpace(one.Name), strings.TrimSpace(one.Gives)
		checkListed(&p, i, one.Name, one.Kind)
		checkLength(&p, Numbered("gives", i), one.Gives, maxTitle)
		if one.Name == "" && one.Kind == "" && one.Gives != "" {
			p.Add(Numbered("name", i), "partner.name.missing")
		}
		if one.Name != "" {
			clean = append(clean, one)
		}
	}
	if len(clean) > maxListed {
		p.Add("", "partner.many", domain.Args{"max": maxListed})
	}
	return clean, p.Err()
}
