package group

import (
	"context"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Handovers keeps how staff let go of groups. What waits is in handover_due.go.
type Handovers struct {
	desk  *desk.Desk
	store HandoverStore
	kept  desk.Kept[desk.Lines[Due]]
}

// NewHandovers makes the service.
func NewHandovers(d *desk.Desk, store HandoverStore) *Handovers {
	return &Handovers{desk: d, store: store}
}

// Letting is how far a group is on its way to going on alone.
type Letting struct {
	Handover *Handover // nil when it was not begun
	Ready    []Ready
	Since    domain.Date // since when it is independent, zero when it is not
	Calls    []Call
	Call     domain.Date // the call that is due, or the next one; zero when it is not independent
}

// CallIsDue reports whether somebody should ask how the group is doing.
func (l Letting) CallIsDue(today domain.Date) bool { return !l.Call.IsZero() && !today.Before(l.Call) }

// Show gives it. It names nobody: people stand in it by their ids.
func (s *Handovers) Show(ctx context.Context, a authz.Actor, id domain.GroupID, today domain.Date) (l Letting, err error) {
	err = s.desk.View(ctx, a, ActHandoverShow, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		if l.Ready, err = s.ready(ctx, a.Scope, id, today); err != nil {
			return err
		}
		if l.Handover, err = s.store.Handover(ctx, a.Scope, id); err != nil {
			return err
		}
		return s.calls(ctx, a.Scope, id, today, &l)
	})
	return l, err
}

// Ready gives how far the facts are that show that a group can go on alone.
func (s *Handovers) Ready(ctx context.Context, a authz.Actor, id domain.GroupID, today domain.Date) (ready []Ready, err error) {
	err = s.desk.View(ctx, a, ActHandoverShow, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		ready, err = s.ready(ctx, a.Scope, id, today)
		return err
	})
	return ready, err
}

func (s *Handovers) ready(ctx context.Context, scope domain.Scope, id domain.GroupID, today domain.Date) ([]Ready, error) {
	standing, err := s.store.Standing(ctx, scope, id, today, OfTen)
	return standing.Readiness(), err
}

// calls tells since when a group is independent and which call is next. Of a
// month or a year the last day counts, so that nobody calls too early.
func (s *Handovers) calls(ctx context.Context, scope domain.Scope, id domain.GroupID, today domain.Date, l *Letting) error {
	steps, err := s.store.Steps(ctx, scope, id)
	if err != nil || len(steps) == 0 || steps[len(steps)-1].Stage != Independent {
		return err
	}
	_, l.Since = steps[len(steps)-1].On.Span()
	if l.Calls, err = s.store.Calls(ctx, scope, id); err == nil {
		l.Call = CallDue(l.Since, callDays(l.Calls), today)
	}
	return err
}

func callDays(calls []Call) []domain.Date {
	days := make([]domain.Date, len(calls))
	for i, c := range calls {
		days[i] = c.Due
	}
	return days
}

// Begin writes a hand-over down with its first tasks. A group has one, and a
// second sending of the form changes nothing.
func (s *Handovers) Begin(ctx context.Context, a authz.Actor, h Handover) error {
	h.MadeAt, h.Version = s.desk.Clock.Now(), 1
	tasks := h.Tasks
	for i := range tasks {
		tasks[i] = trimmedTask(tasks[i])
		if err := tasks[i].Check(); err != nil {
			return err
		}
	}
	return s.change(ctx, a, ActHandover, h.Group, func(ctx context.Context) (e audit.Entry, err error) {
		if err := s.checkFrame(ctx, a.Scope, h, Handover{}); err != nil {
			return e, err
		}
		fresh, err := s.store.InsertHandover(ctx, a.Scope, h)
		if err != nil {
			return e, err
		}
		if !fresh {
			return e, s.sameForm(ctx, a.Scope, h)
		}
		for i, t := range tasks {
			t.Place = h.MadeAt.UnixMicro() + int64(i)
			if _, err := s.store.InsertTask(ctx, a.Scope, h.Group, t); err != nil {
				return e, err
			}
		}
		return audit.On(a, ActHandover, "group", h.Group.UUID).In(h.Group), nil
	})
}

func (s *Handovers) sameForm(ctx context.Context, scope domain.Scope, h Handover) error {
	there, err := s.store.Handover(ctx, scope, h.Group)
	if err == nil && (there == nil || there.ID != h.ID) {
		err = domain.Conflict("handover.already")
	}
	return err
}

// change takes a group that is not closed and changes something of it.
func (s *Handovers) change(ctx context.Context, a authz.Actor, act authz.Action, id domain.GroupID, do func(context.Context) (audit.Entry, error)) error {
	return s.desk.Change(ctx, a, act, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		closed, err := s.store.TakeGroup(ctx, a.Scope, id)
		if err != nil {
			return e, err
		}
		if closed {
			return e, domain.Conflict("group.closed")
		}
		return do(ctx)
	})
}

// checkFrame refuses an animator who does not work here and a successor who does
// not belong to the group, unless that is how it was.
func (s *Handovers) checkFrame(ctx context.Context, scope domain.Scope, h, was Handover) error {
	if h.Animator != was.Animator {
		if err := s.works(ctx, scope, "animator", h.Animator); err != nil {
			return err
		}
	}
	if h.Successor == was.Successor {
		return nil
	}
	return s.belongs(ctx, scope, h.Group, "successor", h.Successor)
}

func (s *Handovers) works(ctx context.Context, scope domain.Scope, field string, user domain.UserID) error {
	if user.IsZero() {
		return nil
	}
	works, err := s.store.WorksHere(ctx, scope, user)
	if err == nil && !works {
		err = fieldProblem(field, "handover.works_no_more")
	}
	return err
}

func (s *Handovers) belongs(ctx context.Context, scope domain.Scope, id domain.GroupID, field string, person domain.PersonID) error {
	if person.IsZero() {
		return nil
	}
	belong, err := s.store.TakeMembers(ctx, scope, id, []domain.PersonID{person})
	if err == nil && len(belong) == 0 {
		err = fieldProblem(field, "handover.left")
	}
	return err
}

func fieldProblem(field, key string) error {
	var p domain.Problems
	p.Add(field, key)
	return p.Err()
}

// Edit says anew who accompanies a group, until when, and who takes over;
// Version is the one the form showed. What is stored already is no change.
func (s *Handovers) Edit(ctx context.Context, a authz.Actor, h Handover) error {
	return s.change(ctx, a, ActHandover, h.Group, func(ctx context.Context) (e audit.Entry, err error) {
		was, err := s.begun(ctx, a.Scope, h.Group)
		if err != nil {
			return e, err
		}
		if was.Animator == h.Animator && was.Until == h.Until && was.Successor == h.Successor {
			return e, nil
		}
		if was.Version != h.Version {
			return e, domain.Stale("handover.stale")
		}
		if err := s.checkFrame(ctx, a.Scope, h, *was); err != nil {
			return e, err
		}
		return audit.On(a, ActHandover, "group", h.Group.UUID).In(h.Group), s.store.UpdateHandover(ctx, a.Scope, h)
	})
}

func (s *Handovers) begun(ctx context.Context, scope domain.Scope, id domain.GroupID) (*Handover, error) {
	h, err := s.store.Handover(ctx, scope, id)
	if err == nil && h == nil {
		err = domain.NotFound("error.not_found")
	}
	return h, err
}

func trimmedTask(t HandTask) HandTask {
	t.Text = strings.Join(strings.Fields(t.Text), " ")
	return t
}

// AddTask writes a task down; a second sending of the form changes nothing.
func (s *Handovers) AddTask(ctx context.Context, a authz.Actor, id domain.GroupID, t HandTask) error {
	t = trimmedTask(t)
	if err := t.Check(); err != nil {
		return err
	}
	return s.change(ctx, a, ActHandover, id, func(ctx context.Context) (e audit.Entry, err error) {
		h, err := s.begun(ctx, a.Scope, id)
		if err != nil || h.Task(t.ID) != nil {
			return e, err
		}
		if len(h.Tasks) >= MaxTasks {
			var p domain.Problems
			p.Add("text", "handover.many", domain.Args{"max": MaxTasks})
			return e, p.Err()
		}
		if err := s.checkOwner(ctx, a.Scope, id, t, HandTask{}); err != nil {
			return e, err
		}
		t.Place = s.desk.Clock.Now().UnixMicro()
		fresh, err := s.store.InsertTask(ctx, a.Scope, id, t)
		if err != nil || !fresh {
			return e, err
		}
		return audit.On(a, ActHandover, "group_task", t.ID.UUID).In(id), nil
	})
}

func (s *Handovers) checkOwner(ctx context.Context, scope domain.Scope, id domain.GroupID, t, was HandTask) error {
	if t.User != was.User {
		if err := s.works(ctx, scope, "owner", t.User); err != nil {
			return err
		}
	}
	if t.Person == was.Person {
		return nil
	}
	return s.belongs(ctx, scope, id, "owner", t.Person)
}

// EditTask changes a task; Version is the one the form showed. What is stored
// already is no change.
func (s *Handovers) EditTask(ctx context.Context, a authz.Actor, id domain.GroupID, t HandTask) error {
	t = trimmedTask(t)
	if err := t.Check(); err != nil {
		return err
	}
	return s.task(ctx, a, ActHandover, id, t.ID, func(ctx context.Context, was HandTask) (bool, error) {
		same := was
		same.Step, same.Text, same.Person, same.User, same.Due = t.Step, t.Text, t.Person, t.User, t.Due
		if same == was {
			return false, nil
		}
		if was.Version != t.Version {
			return false, domain.Stale("handover.stale")
		}
		if err := s.checkOwner(ctx, a.Scope, id, t, was); err != nil {
			return false, err
		}
		return true, s.store.UpdateTask(ctx, a.Scope, id, t)
	})
}

// Tick says that a task was done on a day, or with the zero date that it is not.
func (s *Handovers) Tick(ctx context.Context, a authz.Actor, id domain.GroupID, task domain.TaskID, on domain.Date) error {
	return s.task(ctx, a, ActHandoverTick, id, task, func(ctx context.Context, was HandTask) (bool, error) {
		return s.store.SetTaskDone(ctx, a.Scope, id, task, on)
	})
}

// DropTask takes a task away. Dropping twice is dropping once.
func (s *Handovers) DropTask(ctx context.Context, a authz.Actor, id domain.GroupID, task domain.TaskID) error {
	return s.change(ctx, a, ActHandover, id, func(ctx context.Context) (e audit.Entry, err error) {
		gone, err := s.store.DeleteTask(ctx, a.Scope, id, task)
		if err != nil || !gone {
			return e, err
		}
		return audit.On(a, ActHandover, "group_task", task.UUID).In(id), nil
	})
}

// task changes a task of a group; one of another group is not found.
func (s *Handovers) task(ctx context.Context, a authz.Actor, act authz.Action, id domain.GroupID, task domain.TaskID, do func(context.Context, HandTask) (bool, error)) error {
	return s.change(ctx, a, act, id, func(ctx context.Context) (e audit.Entry, err error) {
		h, err := s.begun(ctx, a.Scope, id)
		if err != nil {
			return e, err
		}
		was := h.Task(task)
		if was == nil {
			return e, domain.NotFound("error.not_found")
		}
		did, err := do(ctx, *was)
		if err != nil || !did {
			return e, err
		}
		return audit.On(a, act, "group_task", task.UUID).In(id), nil
	})
}

// CallMade notes that somebody asked how an independent group is doing: for the
// call that the form showed as due. One that is made already is made.
func (s *Handovers) CallMade(ctx context.Context, a authz.Actor, id domain.GroupID, c Call, today domain.Date) error {
	return s.change(ctx, a, ActHandover, id, func(ctx context.Context) (e audit.Entry, err error) {
		var l Letting
		if err := s.calls(ctx, a.Scope, id, today, &l); err != nil {
			return e, err
		}
		for _, made := range l.Calls {
			if made.Due == c.Due {
				return e, nil
			}
		}
		if l.Call != c.Due || !l.CallIsDue(today) {
			return e, domain.Stale("handover.stale")
		}
		if c.On.Before(l.Since) || today.Before(c.On) {
			return e, fieldProblem("on", "handover.on.range")
		}
		if _, err := s.store.InsertCall(ctx, a.Scope, id, c); err != nil {
			return e, err
		}
		return audit.On(a, ActHandover, "group", id.UUID).In(id), nil
	})
}

// Leave takes away inside the caller's transaction that somebody takes over or
// has a task: in one group or, with the zero GroupID, in all.
func (s *Handovers) Leave(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID) error {
	return s.store.LeaveHandover(ctx, scope, id, person)
}

// Close ends inside the caller's transaction what was still to be done in a group.
func (s *Handovers) Close(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	return s.store.CloseHandover(ctx, scope, id)
}
