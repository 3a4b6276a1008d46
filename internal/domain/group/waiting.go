package group

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// MostWaiting is how many can wait for one group. Whoever would come after them
// is helped more by another group.
const MostWaiting = 60

// Waiter is somebody who waits for a place in a group. Why they come, and why they
// do not wait any more, is not kept.
type Waiter struct {
	ID        domain.WaiterID
	Person    domain.PersonID
	Pseudonym domain.Secret // when read
	MadeUp    bool
	Since     domain.Date
}

// WaiterStore keeps who waits for groups, in the scope of one institution. An
// entry in a list is somebody's until they come in, are taken off or forgotten;
// then it is nobody's and stays.
type WaiterStore interface {
	// InsertWaiter reports false when the id is there or the person waits for the
	// group already.
	InsertWaiter(ctx context.Context, scope domain.Scope, id domain.GroupID, w Waiter, at time.Time) (bool, error)
	// Waiter gives one who waits, unsealed. An entry that is nobody's is KindNotFound.
	Waiter(ctx context.Context, scope domain.Scope, id domain.GroupID, entry domain.WaiterID) (Waiter, error)
	// Waiters lists who waits, unsealed, whose turn comes first in front.
	Waiters(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Waiter, error)
	// WhoWaits gives who stands under an entry, the zero PersonID when nobody does any
	// more.
	WhoWaits(ctx context.Context, scope domain.Scope, id domain.GroupID, entry domain.WaiterID) (domain.PersonID, error)
	CountWaiters(ctx context.Context, scope domain.Scope, id domain.GroupID) (int, error)
	// WaitsFor reports whether somebody waits for a group now.
	WaitsFor(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID) (bool, error)
	// EndWaiter takes somebody off the list of a group and reports whether they were
	// on it, under that entry unless it is zero. ForgetWaiter takes them off every
	// list, CloseWaiters takes off everybody.
	EndWaiter(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID, entry domain.WaiterID) (bool, error)
	ForgetWaiter(ctx context.Context, scope domain.Scope, who domain.PersonID) error
	CloseWaiters(ctx context.Context, scope domain.Scope, id domain.GroupID) error
}

// Waiting lists who waits for a group, whose turn comes first in front, with how
// the group stands to somebody new. It names people, so it is written down.
func (s *Service) Waiting(ctx context.Context, a authz.Actor, id domain.GroupID) (all []Waiter, d Door, err error) {
	err = s.desk.Look(ctx, a, ActWaiting, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		if d, err = s.door(ctx, a.Scope, id); err != nil {
			return e, err
		}
		all, err = s.store.Waiters(ctx, a.Scope, id)
		return sawWaiting(a, id, all), err
	})
	return all, d, err
}

// Waits gives one who waits, and how many wait before them.
func (s *Service) Waits(ctx context.Context, a authz.Actor, id domain.GroupID, entry domain.WaiterID) (w Waiter, before int, err error) {
	err = s.desk.Look(ctx, a, ActWaiting, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		if w, err = s.store.Waiter(ctx, a.Scope, id, entry); err != nil {
			return e, err
		}
		all, err := s.store.Waiters(ctx, a.Scope, id)
		for before = 0; before < len(all) && all[before].ID != entry; before++ {
		}
		return sawWaiting(a, id, []Waiter{w}), err
	})
	return w, before, err
}

func sawWaiting(a authz.Actor, id domain.GroupID, all []Waiter) audit.Entry {
	ids := make([]domain.UUID, len(all))
	for i, w := range all {
		ids[i] = w.Person.UUID
	}
	return audit.On(a, ActWaiting, "person", ids...).In(id)
}

// Await puts somebody on the list of a group inside the caller's transaction. It
// reports false when nothing changed. Nobody waits where they belong, nor where
// they could come in at once.
func (s *Service) Await(ctx context.Context, scope domain.Scope, id domain.GroupID, w Waiter) (bool, error) {
	closed, err := s.store.TakeGroup(ctx, scope, id)
	if err != nil {
		return false, err
	}
	if closed {
		return false, domain.Conflict("group.closed")
	}
	d, err := s.door(ctx, scope, id)
	if err != nil {
		return false, err
	}
	waiting, err := s.store.CountWaiters(ctx, scope, id)
	if err != nil {
		return false, err
	}
	fresh, err := s.store.InsertWaiter(ctx, scope, id, w, s.desk.Clock.Now())
	if err != nil || !fresh {
		return false, err
	}
	belongs, err := s.store.Belongs(ctx, scope, id, w.Person)
	switch {
	case err != nil:
		return false, err
	case belongs:
		return false, domain.Conflict("waiting.belongs")
	case waiting == 0 && !d.Full && !d.Asks:
		return false, domain.Conflict("waiting.room")
	case waiting >= MostWaiting:
		return false, domain.Conflict("waiting.many").With(domain.Args{"max": MostWaiting})
	}
	return true, nil
}

// Here is nil inside the caller's transaction when somebody belongs to a group or
// waits for a place in it. The group is taken before.
func (s *Service) Here(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID) error {
	here, err := s.store.Belongs(ctx, scope, id, who)
	if err == nil && !here {
		here, err = s.store.WaitsFor(ctx, scope, id, who)
	}
	if err == nil && !here {
		err = domain.Conflict("waiting.not_here")
	}
	return err
}

// StopWaiting takes somebody off the list of a group, without a reason. Who is
// not on it any more stays off it.
func (s *Service) StopWaiting(ctx context.Context, a authz.Actor, id domain.GroupID, entry domain.WaiterID) error {
	return s.desk.Change(ctx, a, ActWaiting, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		if _, err := s.store.TakeGroup(ctx, a.Scope, id); err != nil {
			return e, err
		}
		who, err := s.store.WhoWaits(ctx, a.Scope, id, entry)
		if err != nil || who.IsZero() {
			return e, err
		}
		off, err := s.store.EndWaiter(ctx, a.Scope, id, who, entry)
		if err != nil || !off {
			return e, err
		}
		return audit.On(a, ActWaiting, "person", who.UUID).In(id), nil
	})
}

// ForgetWaiting takes somebody off every list inside the caller's transaction.
func (s *Service) ForgetWaiting(ctx context.Context, scope domain.Scope, who domain.PersonID) error {
	return s.store.ForgetWaiter(ctx, scope, who)
}

// CloseWaiting ends the list of a group inside the caller's transaction.
func (s *Service) CloseWaiting(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	return s.store.CloseWaiters(ctx, scope, id)
}
