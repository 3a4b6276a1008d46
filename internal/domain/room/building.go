package room

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Check notes what is to be mended.
func (b Building) Check() error {
	var p domain.Problems
	if !between(b.Name, 1, maxName) {
		p.Add("name", "building.name.missing", domain.Args{"max": maxName})
	}
	if !between(b.Owner, 0, maxName) {
		p.Add("owner", "field.long", domain.Args{"max": maxName})
	}
	if !between(b.Address, 0, maxName*2) {
		p.Add("address", "field.long", domain.Args{"max": maxName * 2})
	}
	if !between(b.Directions, 0, maxWords) {
		p.Add("directions", "field.long", domain.Args{"max": maxWords})
	}
	return p.Err()
}

// AddBuilding adds one; a second sending of the form adds nothing.
func (s *Service) AddBuilding(ctx context.Context, a authz.Actor, b Building) error {
	if err := b.Check(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		added, err := s.store.AddBuilding(ctx, a.Scope, b, s.desk.Clock.Now())
		if err != nil || !added {
			return e, err
		}
		return audit.On(a, ActEdit, "building", b.ID.UUID), nil
	})
}

// EditBuilding changes one; Version is the one the form showed. Its rooms carry
// its name to whoever they are lent to, so they are changed with it.
func (s *Service) EditBuilding(ctx context.Context, a authz.Actor, b Building) error {
	if err := b.Check(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.store.UpdateBuilding(ctx, a.Scope, b); err != nil {
			return e, err
		}
		return audit.On(a, ActEdit, "building", b.ID.UUID), s.rename(ctx, a, b)
	})
}

// rename gives the rooms of a building its name.
func (s *Service) rename(ctx context.Context, a authz.Actor, b Building) error {
	rooms, err := s.store.Rooms(ctx, a.Scope)
	if err != nil {
		return err
	}
	var ids []domain.ResourceID
	for _, r := range rooms {
		if r.BuildingID == b.ID && r.Building != b.Name {
			ids = append(ids, r.ID)
		}
	}
	taken, err := s.store.Take(ctx, a.Scope, ids)
	if err != nil {
		return err
	}
	for _, r := range taken {
		r.Building = b.Name
		if err := s.store.UpdateResource(ctx, a.Scope, r); err != nil {
			return err
		}
	}
	return nil
}

// Building is one of them.
func (s *Service) Building(ctx context.Context, a authz.Actor, id domain.BuildingID) (b Building, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		b, err = s.store.Building(ctx, a.Scope, id)
		return err
	})
	return b, err
}
