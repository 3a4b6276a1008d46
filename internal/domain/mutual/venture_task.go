package mutual

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// ongoing takes a venture of an open group that has not ended, and the
// memberships of whoever is to do a task.
func (s *Service) ongoing(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.VentureID, who domain.PersonID) error {
	v, err := s.store.VentureStands(ctx, a.Scope, group, id)
	if err == nil && v.Over() {
		err = domain.Conflict("venture.task.over")
	}
	if err != nil || who.IsZero() {
		return err
	}
	belong, err := s.store.TakeMembers(ctx, a.Scope, group, []domain.PersonID{who})
	if err == nil && len(belong) == 0 {
		var p domain.Problems
		p.Add("person", "venture.task.left")
		err = p.Err()
	}
	return err
}

// AddTask adds a task to a venture; a second sending of the form changes nothing.
func (s *Service) AddTask(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.VentureID, n NewTask) error {
	return s.task(ctx, a, group, id, n, func(ctx context.Context, key domain.Key) (e audit.Entry, err error) {
		t := n.task()
		t.Place = s.desk.Clock.Now().UnixMicro()
		fresh, err := s.store.InsertVentureTask(ctx, a.Scope, id, t, key)
		if err != nil {
			return e, err
		}
		if !fresh {
			_, err := s.store.TaskStands(ctx, a.Scope, id, n.ID)
			return e, err
		}
		count, err := s.store.CountVentureTasks(ctx, a.Scope, id)
		if err == nil && count > MostTasks {
			err = domain.Conflict("venture.task.many").With(domain.Args{"max": MostTasks})
		}
		return s.keepEntry(a, group, id), err
	})
}

// task checks a task and holds the key of its venture.
func (s *Service) task(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.VentureID, n NewTask, do func(context.Context, domain.Key) (audit.Entry, error)) error {
	if err := s.desk.Policy.Check(a, ActVentureKeep, authz.Resource{Scope: a.Scope, Group: group}); err != nil {
		return err
	}
	if err := n.Check(); err != nil {
		return err
	}
	key, noKey := s.keys.Hold(ctx, id.UUID)
	return s.keep(ctx, a, group, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.ongoing(ctx, a, group, id, n.Person); err != nil {
			return e, err
		}
		if noKey != nil {
			return e, noKey
		}
		return do(ctx, key)
	})
}

// EditTask changes a task; one that came twice changes it once.
func (s *Service) EditTask(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.VentureID, n NewTask) error {
	err := s.task(ctx, a, group, id, n, func(ctx context.Context, key domain.Key) (audit.Entry, error) {
		return s.keepEntry(a, group, id), s.store.UpdateVentureTask(ctx, a.Scope, id, n.task(), key)
	})
	if domain.KindOf(err) != domain.KindStale {
		return err
	}
	return s.again(ctx, a, group, id, err, func(now Venture) bool {
		t, mine := now.Task(n.ID), n.task()
		return t != nil && t.Version > n.Version && t.Text == mine.Text && t.Person == mine.Person && t.Due == mine.Due
	})
}

// TickTask says that a task is done on a day, or with the zero Date that it is
// not.
func (s *Service) TickTask(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.VentureID, task domain.TaskID, on domain.Date) error {
	return s.keep(ctx, a, group, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.ongoing(ctx, a, group, id, domain.PersonID{}); err != nil {
			return e, err
		}
		if _, err := s.store.TaskStands(ctx, a.Scope, id, task); err != nil {
			return e, err
		}
		news, err := s.store.TickVentureTask(ctx, a.Scope, id, task, on)
		if err != nil || !news {
			return e, err
		}
		return s.keepEntry(a, group, id), nil
	})
}

// DropTask takes a task away. One that is not there is no error.
func (s *Service) DropTask(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.VentureID, task domain.TaskID) error {
	return s.keep(ctx, a, group, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.ongoing(ctx, a, group, id, domain.PersonID{}); err != nil {
			return e, err
		}
		was, err := s.store.DropVentureTask(ctx, a.Scope, id, task)
		if err != nil || !was {
			return e, err
		}
		return s.keepEntry(a, group, id), nil
	})
}

// Check asks that something known was said.
func (say Say) Check() error {
	if !slices.Contains([]Say{Take, GiveBack, Did, Undid}, say) {
		return domain.NotFound("error.not_found") // no button of ours says it
	}
	return nil
}

// SayOfTask lets a member take a task, give it back, and say whether it is done.
// The group is taken first, so that of two who take one task at once the second is
// told so.
func (s *Service) SayOfTask(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.VentureID, task domain.TaskID, say Say, today domain.Date) error {
	on := authz.Resource{Scope: a.Scope, Group: group, Person: a.Person}
	return s.desk.Change(ctx, a, ActVentureOwn, on, func(ctx context.Context) (e audit.Entry, err error) {
		if err := say.Check(); err != nil {
			return e, err
		}
		if err := s.take(ctx, a.Scope, group, a.Person); err != nil {
			return e, err
		}
		if err := s.ongoing(ctx, a, group, id, domain.PersonID{}); err != nil {
			return e, err
		}
		t, err := s.store.TaskStands(ctx, a.Scope, id, task)
		if err != nil {
			return e, err
		}
		changed, err := s.said(ctx, a, id, t, say, today)
		if err != nil || !changed {
			return e, err
		}
		return audit.On(a, ActVentureOwn, "venture", id.UUID).In(group), nil
	})
}

func (s *Service) said(ctx context.Context, a authz.Actor, id domain.VentureID, t Task, say Say, today domain.Date) (changed bool, err error) {
	switch say {
	case Take, GiveBack:
		whose, changed, err := t.Whose(say, a.Person)
		if err != nil || !changed {
			return false, err
		}
		return true, s.store.GiveVentureTask(ctx, a.Scope, id, t.ID, whose)
	}
	if t.Person != a.Person {
		return false, domain.Conflict("venture.task.taken")
	}
	if say == Undid {
		today = domain.Date{}
	}
	return s.store.TickVentureTask(ctx, a.Scope, id, t.ID, today)
}
