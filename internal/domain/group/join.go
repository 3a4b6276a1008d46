package group

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// Join notes inside the caller's transaction that somebody belongs to a group
// from a day on. It reports false when nothing changed. Beyond the most that a
// group has room for nobody joins; into one that agreed on nobody new somebody
// does when whoever writes it down says so.
func (s *Service) Join(ctx context.Context, scope domain.Scope, id domain.GroupID, m Member, allTheSame bool) (bool, error) {
	closed, err := s.store.TakeGroup(ctx, scope, id)
	if err != nil {
		return false, err
	}
	if closed {
		return false, domain.Conflict("group.closed")
	}
	joined, err := s.store.InsertMember(ctx, scope, id, m)
	if err != nil || !joined {
		return false, err
	}
	return true, s.admits(ctx, scope, id, allTheSame)
}

// admits is nil when a group has room for who was just put down, and wants
// somebody new. The group is taken before.
func (s *Service) admits(ctx context.Context, scope domain.Scope, id domain.GroupID, allTheSame bool) error {
	g, err := s.store.ByID(ctx, scope, id)
	if err != nil {
		return err
	}
	members, err := s.store.CountMembers(ctx, scope, id)
	if err != nil {
		return err
	}
	if g.over(members) {
		return domain.Conflict("group.full").With(domain.Args{"most": g.Description.Most})
	}
	met, err := s.store.CountHeld(ctx, scope, id)
	if err == nil && !allTheSame && g.AsksBeforeJoining(met) {
		var p domain.Problems
		p.Add("all_the_same", "group.asks_first")
		err = p.Err()
	}
	return err
}

// Door is how a group stands to somebody new.
type Door struct {
	Full bool // as many belong as there is room for
	Asks bool // the group agreed on nobody new
}

// Door tells whoever adds people how a group stands to somebody new.
func (s *Service) Door(ctx context.Context, a authz.Actor, id domain.GroupID) (d Door, err error) {
	err = s.desk.View(ctx, a, ActJoin, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) error {
		g, err := s.store.ByID(ctx, a.Scope, id)
		if err != nil {
			return err
		}
		members, err := s.store.CountMembers(ctx, a.Scope, id)
		if err != nil {
			return err
		}
		met, err := s.store.CountHeld(ctx, a.Scope, id)
		d = Door{Full: g.over(members + 1), Asks: g.AsksBeforeJoining(met)}
		return err
	})
	return d, err
}
