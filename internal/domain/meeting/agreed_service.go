package meeting

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Agreed keeps what groups agreed to do at their meetings.
type Agreed struct {
	desk  *desk.Desk
	store AgreedStore
	keys  domain.Keys
}

// NewAgreed makes the service.
func NewAgreed(d *desk.Desk, store AgreedStore, keys domain.Keys) *Agreed {
	return &Agreed{d, store, keys}
}

// Round is what the page of a meeting says of what was agreed on.
type Round struct {
	Here    []Task    // agreed on there
	Earlier []Task    // agreed on before, and open or settled since the meeting before; of the last and the next meeting alone
	Next    time.Time // when the meeting after it begins, zero when none is planned
}

// Open are those of the earlier that still stand.
func (o Round) Open() (tasks []Task) {
	for _, t := range o.Earlier {
		if t.State == TaskOpen {
			tasks = append(tasks, t)
		}
	}
	return tasks
}

// At gives what was agreed on at a meeting and what stands from before. Whose
// names are read in it is written down.
func (s *Agreed) At(ctx context.Context, a authz.Actor, m Meeting, zone *time.Location) (o Round, err error) {
	err = s.look(ctx, a, m.Group, func(ctx context.Context) (seen []Task, err error) {
		o, err = s.at(ctx, a.Scope, m, zone)
		return slices.Concat(o.Here, o.Earlier), err
	})
	return o, err
}

// look reads tasks, and writes down whose names are in them. Most name nobody.
func (s *Agreed) look(ctx context.Context, a authz.Actor, group domain.GroupID, read func(context.Context) ([]Task, error)) error {
	var seen []Task
	err := s.desk.View(ctx, a, ActAgreed, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		seen, err = read(ctx)
		return err
	})
	people := named(seen, a.Person)
	if err != nil || len(people) == 0 {
		return err
	}
	return s.desk.InTx(ctx, a.Scope, func(ctx context.Context) error {
		return s.desk.Log.Record(ctx, audit.On(a, ActAgreed, "person", people...).In(group))
	})
}

func (s *Agreed) at(ctx context.Context, scope domain.Scope, m Meeting, zone *time.Location) (o Round, err error) {
	before, after, between, err := s.store.Around(ctx, scope, m, s.desk.Clock.Now())
	if err != nil {
		return o, err
	}
	o.Next = after
	if o.Here, err = s.store.TasksOf(ctx, scope, m); err != nil || between || m.State == Cancelled {
		return o, err
	}
	var since domain.Date
	if !before.IsZero() {
		since = domain.DateOf(before, zone)
	}
	o.Earlier, err = s.store.TasksBefore(ctx, scope, m, since)
	return o, err
}

// One gives one of a group's to those who lead it.
func (s *Agreed) One(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.TaskID) (t Task, err error) {
	err = s.look(ctx, a, group, func(ctx context.Context) (seen []Task, err error) {
		t, err = s.store.Task(ctx, a.Scope, group, id)
		return []Task{t}, err
	})
	return t, err
}

// Words are the words alone of what is open in a group, as it takes them along
// to another institution. They name nobody.
func (s *Agreed) Words(ctx context.Context, a authz.Actor, group domain.GroupID) (words []string, err error) {
	err = s.desk.View(ctx, a, ActAgreed, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) error {
		tasks, err := s.store.OpenTasks(ctx, a.Scope, group, domain.PersonID{}, domain.Date{})
		for _, t := range tasks {
			words = append(words, t.Text.Reveal())
		}
		return err
	})
	return words, err
}

// change takes an open group, and somebody's membership when given, and changes
// what is in it.
func (s *Agreed) change(ctx context.Context, a authz.Actor, act authz.Action, group domain.GroupID, who domain.PersonID, do func(context.Context) (audit.Entry, error)) error {
	return s.desk.Change(ctx, a, act, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		closed, err := s.store.TakeGroup(ctx, a.Scope, group)
		if err == nil && closed {
			err = domain.Conflict("group.closed")
		}
		if err != nil {
			return e, err
		}
		if !who.IsZero() {
			if err := s.belongs(ctx, a, group, who); err != nil {
				return e, err
			}
		}
		return do(ctx)
	})
}

// belongs takes a membership. A member who is no longer one is not found, and
// others are told that they have to choose somebody else.
func (s *Agreed) belongs(ctx context.Context, a authz.Actor, group domain.GroupID, who domain.PersonID) error {
	belong, err := s.store.TakeMembers(ctx, a.Scope, group, []domain.PersonID{who})
	switch {
	case err != nil || len(belong) > 0:
		return err
	case a.Has(authz.Member):
		return domain.NotFound("error.not_found")
	}
	var p domain.Problems
	p.Add("who", "agreed.who.left")
	return p.Err()
}

func taskEntry(a authz.Actor, act authz.Action, group domain.GroupID, id domain.TaskID) audit.Entry {
	return audit.On(a, act, "agreed", id.UUID).In(group)
}

// Add writes down what was agreed on at a meeting; a second sending of the form
// changes nothing.
func (s *Agreed) Add(ctx context.Context, a authz.Actor, m Meeting, n NewTask) error {
	if err := s.desk.Policy.Check(a, ActAgreed, authz.Resource{Scope: a.Scope, Group: m.Group}); err != nil {
		return err
	}
	if err := n.Check(); err != nil {
		return err
	}
	key, err := s.keys.Prepare(ctx, a.Scope, domain.AgreedKey, n.ID.UUID)
	if err != nil {
		return err
	}
	return s.change(ctx, a, ActAgreed, m.Group, n.Person, func(ctx context.Context) (e audit.Entry, err error) {
		at, err := s.store.ByID(ctx, a.Scope, m.ID)
		if err != nil {
			return e, err
		}
		switch {
		case at.Group != m.Group:
			return e, domain.NotFound("error.not_found")
		case at.State == Cancelled:
			return e, domain.Conflict("meeting.cancelled")
		case at.StartsAt.After(s.desk.Clock.Now()):
			return e, domain.Conflict("agreed.too_early")
		}
		t := n.task()
		t.Group, t.Meeting, t.Since = m.Group, m.ID, at.StartsAt
		fresh, err := s.store.InsertTask(ctx, a.Scope, t, key, s.desk.Clock.Now())
		if err != nil {
			return e, err
		}
		if !fresh {
			_, err := s.store.TaskStands(ctx, a.Scope, m.Group, n.ID)
			return e, err
		}
		return taskEntry(a, ActAgreed, m.Group, n.ID), s.notMany(ctx, a.Scope, m.Group, m.ID)
	})
}

// notMany asks that there are not too many, with the one that was just added.
func (s *Agreed) notMany(ctx context.Context, scope domain.Scope, group domain.GroupID, at domain.MeetingID) error {
	open, here, err := s.store.CountTasks(ctx, scope, group, at)
	switch {
	case err != nil:
		return err
	case open > MostOpen:
		return domain.Conflict("agreed.many").With(domain.Args{"max": MostOpen})
	case here > MostTasks:
		return domain.Conflict("agreed.many_here").With(domain.Args{"max": MostTasks})
	}
	return nil
}

// Edit changes the words of an open task, whose it is and until when; one that
// came twice changes it once.
func (s *Agreed) Edit(ctx context.Context, a authz.Actor, group domain.GroupID, n NewTask) error {
	if err := s.desk.Policy.Check(a, ActAgreed, authz.Resource{Scope: a.Scope, Group: group}); err != nil {
		return err
	}
	if err := n.Check(); err != nil {
		return err
	}
	key, noKey := s.keys.Hold(ctx, n.ID.UUID)
	err := s.change(ctx, a, ActAgreed, group, n.Person, func(ctx context.Context) (e audit.Entry, err error) {
		was, err := s.store.TaskStands(ctx, a.Scope, group, n.ID)
		switch {
		case err != nil:
			return e, err
		case noKey != nil:
			return e, noKey
		case was.State != TaskOpen:
			return e, domain.Conflict("agreed.settled")
		}
		t := n.task()
		t.Group = group
		return taskEntry(a, ActAgreed, group, n.ID), s.store.UpdateTask(ctx, a.Scope, t, key)
	})
	if domain.KindOf(err) != domain.KindStale {
		return err
	}
	var now Task
	read := s.desk.View(ctx, a, ActAgreed, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (err error) {
		now, err = s.store.Task(ctx, a.Scope, group, n.ID)
		return err
	})
	if read == nil && now.Version > n.Version && now.same(n.task()) {
		return nil
	}
	return err
}

// Say says of a task on the page of a meeting what became of it. Said twice, it
// is said once.
func (s *Agreed) Say(ctx context.Context, a authz.Actor, m Meeting, id domain.TaskID, say Say, today domain.Date) error {
	if !slices.Contains([]Say{Did, Drop, Again, PutOff, PutBack}, say) {
		return domain.NotFound("error.not_found") // no button of ours says it
	}
	return s.change(ctx, a, ActAgreed, m.Group, domain.PersonID{}, func(ctx context.Context) (e audit.Entry, err error) {
		t, err := s.store.TaskStands(ctx, a.Scope, m.Group, id)
		if err != nil {
			return e, err
		}
		changed, err := s.said(ctx, a.Scope, m, t, say, today)
		if err != nil || !changed {
			return e, err
		}
		return taskEntry(a, ActAgreed, m.Group, id), nil
	})
}

var settles = map[Say]TaskState{Did: TaskDone, Drop: TaskDropped, Again: TaskOpen}

func (s *Agreed) said(ctx context.Context, scope domain.Scope, m Meeting, t Task, say Say, today domain.Date) (bool, error) {
	switch {
	case say == PutBack:
		return s.store.PutTaskBack(ctx, scope, t.ID, m.StartsAt)
	case say != PutOff:
		return s.settled(ctx, scope, t, settles[say], today)
	case t.State != TaskOpen || t.Meeting == m.ID || m.State == Cancelled:
		return false, domain.Conflict("agreed.settled")
	}
	return s.store.PutTask(ctx, scope, t.ID, m.StartsAt)
}

func (s *Agreed) settled(ctx context.Context, scope domain.Scope, t Task, to TaskState, today domain.Date) (bool, error) {
	after, changed := t.settle(to, today)
	if !changed {
		if t.State != to {
			return false, domain.Conflict("agreed.settled")
		}
		return false, nil
	}
	if err := s.store.SettleTask(ctx, scope, t.ID, after.State, after.Settled); err != nil || to != TaskOpen {
		return true, err
	}
	return true, s.notMany(ctx, scope, t.Group, t.Meeting)
}

// Own gives a member what is theirs in the own group, with what they did lately,
// and what is nobody's or the whole group's. Nobody else is named in it.
func (s *Agreed) Own(ctx context.Context, a authz.Actor, group domain.GroupID, today domain.Date) (tasks []Task, err error) {
	err = s.desk.View(ctx, a, ActAgreedOwn, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) error {
		all, err := s.store.OpenTasks(ctx, a.Scope, group, a.Person, today.AddDays(-taskStays))
		for _, t := range all {
			if t.Person == a.Person || t.Person.IsZero() && t.State == TaskOpen {
				t.Name = domain.Secret{}
				tasks = append(tasks, t)
			}
		}
		return err
	})
	return tasks, err
}

// SayOwn lets a member take a task, give it back, and say whether it is done. The
// group is taken first, so that of two who take one task at once the second is
// told so.
func (s *Agreed) SayOwn(ctx context.Context, a authz.Actor, group domain.GroupID, id domain.TaskID, say Say, today domain.Date) error {
	if !slices.Contains([]Say{Take, Return, Did, Again}, say) {
		return domain.NotFound("error.not_found")
	}
	return s.change(ctx, a, ActAgreedOwn, group, a.Person, func(ctx context.Context) (e audit.Entry, err error) {
		t, err := s.store.TaskStands(ctx, a.Scope, group, id)
		if err != nil {
			return e, err
		}
		changed, err := s.saidOwn(ctx, a, t, say, today)
		if err != nil || !changed {
			return e, err
		}
		return taskEntry(a, ActAgreedOwn, group, id), nil
	})
}

func (s *Agreed) saidOwn(ctx context.Context, a authz.Actor, t Task, say Say, today domain.Date) (bool, error) {
	if say == Take || say == Return {
		whose, changed, err := t.whose(say, a.Person)
		if err != nil || !changed {
			return false, err
		}
		return true, s.store.GiveTask(ctx, a.Scope, t.ID, whose)
	}
	if t.Person != a.Person || t.State == TaskDropped {
		return false, domain.Conflict("agreed.taken")
	}
	return s.settled(ctx, a.Scope, t, settles[say], today)
}

// Leave frees inside the caller's transaction what somebody who left a group had
// taken there; Forget what somebody who is forgotten had anywhere; Close what
// anybody had in a group that closes.
func (s *Agreed) Leave(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) error {
	return s.store.LeaveTasks(ctx, scope, group, who)
}

// Forget frees what was somebody's; see Leave.
func (s *Agreed) Forget(ctx context.Context, scope domain.Scope, who domain.PersonID) error {
	return s.store.LeaveTasks(ctx, scope, domain.GroupID{}, who)
}

// Close frees what was anybody's; see Leave.
func (s *Agreed) Close(ctx context.Context, scope domain.Scope, group domain.GroupID) error {
	return s.store.CloseTasks(ctx, scope, group)
}

// Carry takes inside the caller's transaction what is open along to the group
// into which another goes, with whose it is.
func (s *Agreed) Carry(ctx context.Context, scope domain.Scope, from, to domain.GroupID) error {
	return s.store.CarryTasks(ctx, scope, from, to)
}

// Keys makes the keys of what a group brings along, before it is written down.
func (s *Agreed) Keys(ctx context.Context, a authz.Actor, group domain.GroupID, n int) (map[domain.UUID]domain.Key, error) {
	ids := make([]domain.UUID, n)
	for i := range ids {
		ids[i] = brought(group, i).UUID
	}
	return s.keys.PrepareAll(ctx, a.Scope, domain.AgreedKey, ids...)
}

// brought makes the id of the i-th thing that a group brings along: the group's
// own with the number mixed into its last two bytes.
func brought(g domain.GroupID, i int) domain.TaskID { return domain.TaskID(nth(domain.SeriesID(g), i)) }

// Bring writes down inside the caller's transaction what a group that comes from
// elsewhere has still before it, under keys that Keys made. It is nobody's yet,
// and what is there already stays.
func (s *Agreed) Bring(ctx context.Context, scope domain.Scope, group domain.GroupID, words []string, keys map[domain.UUID]domain.Key) error {
	now := s.desk.Clock.Now()
	for i, text := range words {
		t := NewTask{ID: brought(group, i), Text: text}.task()
		t.Group, t.Since = group, now
		if _, err := s.store.InsertTask(ctx, scope, t, keys[t.ID.UUID], now); err != nil {
			return err
		}
	}
	return nil
}
