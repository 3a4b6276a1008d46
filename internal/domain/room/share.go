package room

import (
	"context"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/recur"
)

// Holder is an institution to which a resource is or may be lent.
type Holder struct {
	No          int64
	ID          domain.InstitutionID
	Name, Place string
}

// Lent is a room of another institution.
type Lent struct {
	Resource
	From string // the name of its owner
}

// Lent are the rooms that other institutions lend, by name.
func (s *Service) Lent(ctx context.Context, a authz.Actor) (all []Lent, err error) {
	err = s.desk.View(ctx, a, ActShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		all, err = s.store.Lent(ctx, a.Scope)
		return err
	})
	all = slices.DeleteFunc(all, func(l Lent) bool { return l.Kind != KindRoom })
	slices.SortStableFunc(all, func(x, y Lent) int { return strings.Compare(x.Name, y.Name) })
	return all, err
}

// LentRoom is one of them.
func (s *Service) LentRoom(ctx context.Context, a authz.Actor, id domain.ResourceID) (Lent, error) {
	all, err := s.Lent(ctx, a)
	if err != nil {
		return Lent{}, err
	}
	i := slices.IndexFunc(all, func(l Lent) bool { return l.ID == id })
	if i < 0 {
		return Lent{}, domain.NotFound("error.not_found")
	}
	return all[i], nil
}

// Shares are the institutions to which an own resource is lent, and the others
// to which it might be.
func (s *Service) Shares(ctx context.Context, a authz.Actor, id domain.ResourceID) (with, others []Holder, err error) {
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		of, err := s.store.Resources(ctx, a.Scope, []domain.ResourceID{id})
		if err = errOr(err, own(a, of)); err != nil {
			return err
		}
		if with, err = s.store.Shares(ctx, of[0].No); err != nil {
			return err
		}
		others, err = s.store.Neighbours(ctx, a.Scope)
		return err
	})
	others = slices.DeleteFunc(others, func(h Holder) bool { return slices.Contains(with, h) })
	return with, others, err
}

// Share lends an own resource to another institution, which may book it from
// then on. A second sending changes nothing.
func (s *Service) Share(ctx context.Context, a authz.Actor, id domain.ResourceID, with domain.InstitutionID) error {
	return s.sharing(ctx, a, id, with, func(ctx context.Context, r Resource, h Holder) (bool, error) {
		return s.store.Share(ctx, r.No, h.No)
	})
}

// Unshare takes it back. While something of theirs is booked it is KindConflict:
// what is booked stays, and they must be able to see it and to give it back.
func (s *Service) Unshare(ctx context.Context, a authz.Actor, id domain.ResourceID, from domain.InstitutionID) error {
	return s.sharing(ctx, a, id, from, func(ctx context.Context, r Resource, h Holder) (bool, error) {
		rows, err := s.theirs(ctx, r, h)
		if err != nil {
			return false, err
		}
		if len(rows) > 0 {
			return false, domain.Conflict("room.share.booked")
		}
		return s.store.Unshare(ctx, r.No, h.No)
	})
}

// Theirs are the hours ahead that another institution has of an own resource.
func (s *Service) Theirs(ctx context.Context, a authz.Actor, id domain.ResourceID, from domain.InstitutionID) (h Holder, hours []recur.Interval, err error) {
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) error {
		of, err := s.store.Resources(ctx, a.Scope, []domain.ResourceID{id})
		if err = errOr(err, own(a, of)); err != nil {
			return err
		}
		if h, err = s.neighbour(ctx, a, from); err != nil {
			return err
		}
		rows, err := s.theirs(ctx, of[0], h)
		for _, o := range rows {
			hours = append(hours, o.Bare())
		}
		return err
	})
	return h, hours, err
}

func (s *Service) theirs(ctx context.Context, r Resource, h Holder) ([]Occupied, error) {
	rows, err := s.store.Ahead(ctx, r.No, s.desk.Clock.Now())
	return slices.DeleteFunc(rows, func(o Occupied) bool { return o.Holder != h.No }), err
}

// sharing takes an own resource and changes to whom it is lent.
func (s *Service) sharing(ctx context.Context, a authz.Actor, id domain.ResourceID, with domain.InstitutionID, change func(context.Context, Resource, Holder) (bool, error)) error {
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		taken, err := s.takeOwn(ctx, a, []domain.ResourceID{id})
		if err != nil {
			return e, err
		}
		h, err := s.neighbour(ctx, a, with)
		if err != nil {
			return e, err
		}
		changed, err := change(ctx, taken[0], h)
		if err != nil || !changed {
			return e, err
		}
		return audit.On(a, ActEdit, "room", id.UUID), nil
	})
}

// neighbour is another institution.
func (s *Service) neighbour(ctx context.Context, a authz.Actor, id domain.InstitutionID) (Holder, error) {
	all, err := s.store.Neighbours(ctx, a.Scope)
	if err != nil {
		return Holder{}, err
	}
	i := slices.IndexFunc(all, func(h Holder) bool { return h.ID == id })
	if i < 0 {
		return Holder{}, domain.NotFound("error.not_found")
	}
	return all[i], nil
}
