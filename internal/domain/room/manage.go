package room

import (
	"context"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Check notes what is to be mended.
func (r Room) Check() error {
	var p domain.Problems
	keep(&p, r.Terms.Check())
	for field, text := range map[string]string{"floor": r.Floor, "layout": r.Layout} {
		if !between(text, 0, maxName) {
			p.Add(field, "field.long", domain.Args{"max": maxName})
		}
	}
	for field, text := range map[string]string{"in_place": strings.Join(r.InPlace, "\n"), "directions": r.Directions, "rules": r.Rules} {
		if !between(text, 0, maxWords) {
			p.Add(field, "field.long", domain.Args{"max": maxWords})
		}
	}
	return p.Err()
}

// AddRoom adds a room to a building; a second sending of the form adds nothing.
func (s *Service) AddRoom(ctx context.Context, a authz.Actor, r Room) error {
	r.Kind, r.Amount = KindRoom, 1
	if err := r.Check(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		b, err := s.store.Building(ctx, a.Scope, r.BuildingID)
		if err != nil {
			return e, err
		}
		r.Building, r.MadeAt = b.Name, s.desk.Clock.Now()
		added, err := s.store.AddRoom(ctx, a.Scope, r)
		if err != nil || !added {
			return e, err
		}
		return audit.On(a, ActEdit, "room", r.ID.UUID), nil
	})
}

// EditRoom changes what is said of a room and its terms; Version is the one the
// form showed. Bookings that the new terms would not allow stay as they are:
// Hits tells them beforehand.
func (s *Service) EditRoom(ctx context.Context, a authz.Actor, r Room) error {
	if err := r.Check(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		b, err := s.store.Building(ctx, a.Scope, r.BuildingID)
		if err != nil {
			return e, err
		}
		if _, err := s.takeOwn(ctx, a, []domain.ResourceID{r.ID}); err != nil {
			return e, err
		}
		r.Building = b.Name
		return audit.On(a, ActEdit, "room", r.ID.UUID), s.store.UpdateRoom(ctx, a.Scope, r)
	})
}

// Retire lends a resource no longer, or again. What is booked stays.
func (s *Service) Retire(ctx context.Context, a authz.Actor, id domain.ResourceID, retired bool) error {
	return s.terms(ctx, a, []domain.ResourceID{id}, func(r *Resource) (bool, error) {
		if retired == !r.RetiredAt.IsZero() {
			return false, nil
		}
		r.RetiredAt = time.Time{}
		if retired {
			r.RetiredAt = s.desk.Clock.Now()
		}
		return true, nil
	})
}

// Rooms are the institution's rooms, by name, with those no longer lent.
func (s *Service) Rooms(ctx context.Context, a authz.Actor) (rooms []Room, buildings []Building, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if rooms, err = s.store.Rooms(ctx, a.Scope); err != nil {
			return err
		}
		buildings, err = s.store.Buildings(ctx, a.Scope)
		return err
	})
	return rooms, buildings, err
}

// Room is one of them.
func (s *Service) Room(ctx context.Context, a authz.Actor, id domain.ResourceID) (r Room, b Building, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if r, err = s.store.Room(ctx, a.Scope, id); err != nil {
			return err
		}
		b, err = s.store.Building(ctx, a.Scope, r.BuildingID)
		return err
	})
	return r, b, err
}

// Bookable are all that may be booked: the own, and what others lend.
func (s *Service) Bookable(ctx context.Context, a authz.Actor) (all []Resource, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Bookable(ctx, a.Scope)
		return err
	})
	return all, err
}

// AddStock adds equal pieces that are counted; a second sending adds nothing.
func (s *Service) AddStock(ctx context.Context, a authz.Actor, id domain.ResourceID, name string, amount int) error {
	r := Resource{ID: id, Kind: KindStock, Amount: amount, Terms: Terms{Name: name, Holidays: true}}
	if err := r.Check(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		added, err := s.store.AddResource(ctx, a.Scope, r)
		if err != nil || !added {
			return e, err
		}
		return audit.On(a, ActEdit, "equipment", id.UUID), nil
	})
}
