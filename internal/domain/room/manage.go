package room

import (
	"context"
	"slices"
	"strings"
	"time"

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
		rooms, err := s.store.Rooms(ctx, a.Scope)
		if err != nil {
			return e, err
		}
		for _, r := range rooms {
			if r.BuildingID != b.ID || r.Building == b.Name {
				continue
			}
			r.Building = b.Name
			if err := s.store.UpdateResource(ctx, a.Scope, r.Resource); err != nil {
				return e, err
			}
		}
		return audit.On(a, ActEdit, "building", b.ID.UUID), nil
	})
}

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
		if _, err := s.store.Take(ctx, a.Scope, []domain.ResourceID{r.ID}); err != nil {
			return e, err
		}
		r.Building = b.Name
		return audit.On(a, ActEdit, "room", r.ID.UUID), s.store.UpdateRoom(ctx, a.Scope, r)
	})
}

// Hit is an hour that was booked and that other terms would not allow.
type Hit struct {
	Occupied
	Refusal
}

// Hits are the hours ahead that other terms of a resource would not allow:
// shown before hours, buffers or closures are changed. The hours stay booked.
func (s *Service) Hits(ctx context.Context, a authz.Actor, id domain.ResourceID, t Terms, zone *time.Location) (hits []Hit, err error) {
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		of, err := s.store.Resources(ctx, a.Scope, []domain.ResourceID{id})
		if err != nil {
			return err
		}
		rows, err := s.store.Ahead(ctx, of[0].No, s.desk.Clock.Now())
		hits = hit(rows, t, zone)
		return err
	})
	return hits, err
}

// hit looks at the rows of one resource, in the order of time. The time to
// prepare and to clean must fit between two neighbours.
func hit(rows []Occupied, t Terms, zone *time.Location) (hits []Hit) {
	for i, o := range rows {
		r := t.Refuses(o.Bare(), zone)
		if r.Reason == "" && i > 0 && o.Amount == 0 && t.around(rows[i-1].Bare()).Hi > t.around(o.Bare()).Lo {
			r = Refusal{Reason: Busy, Until: rows[i-1].Bare().Hi}
		}
		if r.Reason != "" {
			hits = append(hits, Hit{o, r})
		}
	}
	return hits
}

// Closing closes some resources for a time, each with the same closure.
func (s *Service) Closing(ctx context.Context, a authz.Actor, ids []domain.ResourceID, c Closure) error {
	var p domain.Problems
	if c.Hi <= c.Lo {
		p.Add("to", "room.closure.order")
	}
	if !between(c.Reason, 0, maxTitle) {
		p.Add("reason", "field.long", domain.Args{"max": maxTitle})
	}
	if len(p) > 0 {
		return p
	}
	return s.terms(ctx, a, ids, func(t *Terms) error {
		same := func(o Closure) bool { return o.ID == c.ID }
		if slices.ContainsFunc(t.Closures, same) {
			return nil // the form came twice
		}
		over := s.desk.Clock.Now().AddDate(-1, 0, 0).Unix() / 60
		t.Closures = append(slices.DeleteFunc(t.Closures, func(o Closure) bool { return o.Hi < over }), c)
		slices.SortFunc(t.Closures, func(a, b Closure) int { return int(a.Lo - b.Lo) })
		if len(t.Closures) > maxClosures {
			return domain.Invalid("room.closures.many").With(domain.Args{"max": maxClosures})
		}
		return nil
	})
}

// Reopen takes a closure back, on every resource that has it.
func (s *Service) Reopen(ctx context.Context, a authz.Actor, ids []domain.ResourceID, closure domain.UUID) error {
	return s.terms(ctx, a, ids, func(t *Terms) error {
		t.Closures = slices.DeleteFunc(t.Closures, func(o Closure) bool { return o.ID == closure })
		return nil
	})
}

// terms changes the terms of own resources.
func (s *Service) terms(ctx context.Context, a authz.Actor, ids []domain.ResourceID, change func(*Terms) error) error {
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		taken, err := s.store.Take(ctx, a.Scope, ids)
		if err != nil {
			return e, err
		}
		var changed []domain.UUID
		for _, r := range taken {
			if !r.Own(a.Scope) {
				return e, domain.NotFound("error.not_found")
			}
			if err := change(&r.Terms); err != nil {
				return e, err
			}
			if err := s.store.UpdateResource(ctx, a.Scope, r); err != nil {
				return e, err
			}
			changed = append(changed, r.ID.UUID)
		}
		return audit.On(a, ActEdit, "room", changed...), nil
	})
}

// Retire lends a resource no longer, or again. What is booked stays.
func (s *Service) Retire(ctx context.Context, a authz.Actor, id domain.ResourceID, retired bool) error {
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		taken, err := s.store.Take(ctx, a.Scope, []domain.ResourceID{id})
		if err != nil {
			return e, err
		}
		r := taken[0]
		if !r.Own(a.Scope) {
			return e, domain.NotFound("error.not_found")
		}
		if retired == !r.RetiredAt.IsZero() {
			return e, nil
		}
		r.RetiredAt = time.Time{}
		if retired {
			r.RetiredAt = s.desk.Clock.Now()
		}
		return audit.On(a, ActEdit, "room", id.UUID), s.store.UpdateResource(ctx, a.Scope, r)
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
