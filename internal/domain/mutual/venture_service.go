package mutual

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Ventures are what a group does together. Those that ended are a page of them.
type Ventures struct {
	Open  []Venture
	Ended domain.Listed[Venture]
}

// reads is the action by which somebody reads what a group does.
func reads(a authz.Actor) authz.Action {
	if a.Has(authz.Member) {
		return ActVentureSeen
	}
	return ActVentureKeep
}

// Ventures lists a group's to those who lead it and to its members. Nobody is
// named in it.
func (s *Service) Ventures(ctx context.Context, a authz.Actor, group domain.GroupID, p domain.Page) (all Ventures, err error) {
	err = s.desk.View(ctx, a, reads(a), authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		if all.Open, err = s.store.OpenVentures(ctx, a.Scope, group); err != nil {
			return err
		}
		counts, err := s.store.CountVentures(ctx, a.Scope, group)
		if err != nil {
			return err
		}
		all.Ended.Page, all.Ended.Total = p, counts[Achieved]+counts[GivenUp]
		all.Ended.Rows, err = s.store.EndedVentures(ctx, a.Scope, group, p)
		return err
	})
	return all, err
}

// VentureCounts count a group's by their states.
func (s *Service) VentureCounts(ctx context.Context, a authz.Actor, group domain.GroupID) (counts map[VentureState]int, err error) {
	err = s.desk.View(ctx, a, ActVentureCount, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		counts, err = s.store.CountVentures(ctx, a.Scope, group)
		return err
	})
	return counts, err
}

// Venture gives one of a group's with its tasks. Whose names are read in it is
// written down.
func (s *Service) Venture(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.VentureID) (v Venture, err error) {
	action := reads(a)
	err = s.desk.Look(ctx, a, action, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		v, err = s.store.Venture(ctx, a.Scope, group, id)
		var named []domain.UUID
		for _, t := range v.Tasks {
			if !t.Person.IsZero() && t.Person != a.Person && !slices.Contains(named, t.Person.UUID) {
				named = append(named, t.Person.UUID)
			}
		}
		return audit.On(a, action, "person", named...).In(group), err
	})
	return v, err
}

// keep takes an open group, and changes what those who lead it may change.
func (s *Service) keep(ctx context.Context, a authz.Actor, group domain.GroupID, do func(context.Context) (audit.Entry, error)) error {
	return s.desk.Change(ctx, a, ActVentureKeep, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.takeOpen(ctx, a.Scope, group); err != nil {
			return e, err
		}
		return do(ctx)
	})
}

func (s *Service) takeOpen(ctx context.Context, scope domain.Scope, group domain.GroupID) error {
	closed, err := s.store.TakeGroup(ctx, scope, group)
	if err == nil && closed {
		err = domain.Conflict("group.closed")
	}
	return err
}

func (s *Service) keepEntry(a authz.Actor, group domain.GroupID, id domain.VentureID) audit.Entry {
	return audit.On(a, ActVentureKeep, "venture", id.UUID).In(group)
}

// AddVenture makes a venture; a second sending of the form changes nothing.
func (s *Service) AddVenture(ctx context.Context, a authz.Actor, n NewVenture) error {
	if err := s.desk.Policy.Check(a, ActVentureKeep, authz.Resource{Scope: a.Scope, Group: n.Group}); err != nil {
		return err
	}
	if err := n.Check(); err != nil {
		return err
	}
	key, err := s.keys.Prepare(ctx, a.Scope, domain.VentureKey, n.ID.UUID)
	if err != nil {
		return err
	}
	return s.keep(ctx, a, n.Group, func(ctx context.Context) (e audit.Entry, err error) {
		fresh, err := s.store.InsertVenture(ctx, a.Scope, n.venture(), key, s.desk.Clock.Now())
		if err != nil {
			return e, err
		}
		if !fresh {
			_, err := s.store.VentureStands(ctx, a.Scope, n.Group, n.ID)
			return e, err
		}
		return s.keepEntry(a, n.Group, n.ID), s.notMany(ctx, a.Scope, n.Group)
	})
}

// notMany asks that a group does not have too many before it, with the one that
// was just put there.
func (s *Service) notMany(ctx context.Context, scope domain.Scope, group domain.GroupID) error {
	counts, err := s.store.CountVentures(ctx, scope, group)
	if err == nil && counts[Planned]+counts[UnderWay] > MostVentures {
		err = domain.Conflict("venture.many").With(domain.Args{"max": MostVentures})
	}
	return err
}

// EditVenture changes what is said of a venture; one that came twice changes it
// once.
func (s *Service) EditVenture(ctx context.Context, a authz.Actor, n NewVenture) error {
	if err := s.desk.Policy.Check(a, ActVentureKeep, authz.Resource{Scope: a.Scope, Group: n.Group}); err != nil {
		return err
	}
	if err := n.Check(); err != nil {
		return err
	}
	key, noKey := s.keys.Hold(ctx, n.ID.UUID)
	err := s.keep(ctx, a, n.Group, func(ctx context.Context) (e audit.Entry, err error) {
		if _, err := s.store.VentureStands(ctx, a.Scope, n.Group, n.ID); err != nil {
			return e, err
		}
		if noKey != nil {
			return e, noKey
		}
		return s.keepEntry(a, n.Group, n.ID), s.store.UpdateVenture(ctx, a.Scope, n.venture(), key)
	})
	return s.again(ctx, a, n.Group, n.ID, err, func(now Venture) bool {
		mine := n.venture()
		return now.Version > n.Version && now.Title == mine.Title && now.About == mine.About && now.Result == mine.Result && now.From == mine.From && now.Until == mine.Until
	})
}

// again lets a form that came twice have come once: what it says stands already.
func (s *Service) again(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.VentureID, err error, same func(Venture) bool) error {
	if kind := domain.KindOf(err); kind != domain.KindStale && kind != domain.KindConflict {
		return err
	}
	var now Venture
	read := s.desk.View(ctx, a, ActVentureKeep, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		now, err = s.store.Venture(ctx, a.Scope, group, id)
		return err
	})
	if read == nil && same(now) {
		return nil
	}
	return err
}

// MoveVenture takes a step in the life of a venture.
func (s *Service) MoveVenture(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.VentureID, n VentureStep, today domain.Date) error {
	if err := s.desk.Policy.Check(a, ActVentureKeep, authz.Resource{Scope: a.Scope, Group: group}); err != nil {
		return err
	}
	if err := n.Check(today); err != nil {
		return err
	}
	key, noKey := s.keys.Hold(ctx, id.UUID)
	err := s.keep(ctx, a, group, func(ctx context.Context) (e audit.Entry, err error) {
		was, err := s.store.VentureStands(ctx, a.Scope, group, id)
		if err == nil {
			err = noKey
		}
		if err != nil {
			return e, err
		}
		to, err := was.Moved(n.To, n.On)
		if err != nil {
			return e, err
		}
		to.Result, to.Version = secret(n.Result), n.Version
		if err := s.store.MoveVenture(ctx, a.Scope, to, key); err != nil || !was.Over() {
			return s.keepEntry(a, group, id), err
		}
		return s.keepEntry(a, group, id), s.notMany(ctx, a.Scope, group) // it goes on after all
	})
	return s.again(ctx, a, group, id, err, func(now Venture) bool {
		if now.State != n.To || now.Version <= n.Version {
			return false
		}
		return !now.Over() || now.Ended == n.On && now.Result == secret(n.Result)
	})
}
