package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

var _ meeting.AgreedStore = (*Agreed)(nil)

// Agreed keeps what groups agreed to do; see meeting.AgreedStore for what each
// method promises.
type Agreed struct{ store *Store }

// Agreed gives the store of what groups agreed to do.
func (s *Store) Agreed() *Agreed { return &Agreed{s} }

// ByID reads a meeting.
func (s *Agreed) ByID(ctx context.Context, scope domain.Scope, id domain.MeetingID) (meeting.Meeting, error) {
	return s.store.Meetings().ByID(ctx, scope, id)
}

// TakeGroup locks the group.
func (s *Agreed) TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error) {
	return s.store.Meetings().TakeGroup(ctx, scope, id)
}

// TakeMembers takes memberships.
func (s *Agreed) TakeMembers(ctx context.Context, scope domain.Scope, id domain.GroupID, people []domain.PersonID) ([]domain.PersonID, error) {
	return s.store.Groups().TakeMembers(ctx, scope, id, people)
}

func sealedAgreed(id domain.UUID) vault.Field {
	return vault.Field{Table: "agreed", Column: "words", Row: id}
}

// InsertTask stores a task.
func (s *Agreed) InsertTask(ctx context.Context, scope domain.Scope, t meeting.Task, key domain.Key, at time.Time) (bool, error) {
	words, err := sealTo(key, sealedAgreed(t.ID.UUID), t.Text)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).AgreedInsert(ctx, query.AgreedInsertParams{
		InstitutionNo: scope.Institution(), ID: t.ID.UUID, GroupID: t.Group.UUID, MeetingID: t.Meeting.UUID, Words: words, PersonID: t.Person.UUID,
		Whole: t.Whole, DueOn: dayOrNull(t.Due), SinceAt: sqldb.Micros(t.Since), MadeAt: sqldb.Micros(at),
	}))
}

// UpdateTask changes a task.
func (s *Agreed) UpdateTask(ctx context.Context, scope domain.Scope, t meeting.Task, key domain.Key) error {
	words, err := sealTo(key, sealedAgreed(t.ID.UUID), t.Text)
	if err != nil {
		return err
	}
	n, err := queries(ctx).AgreedUpdate(ctx, query.AgreedUpdateParams{
		InstitutionNo: scope.Institution(), GroupID: t.Group.UUID, ID: t.ID.UUID, Version: t.Version, Words: words, PersonID: t.Person.UUID,
		Whole: t.Whole, DueOn: dayOrNull(t.Due),
	})
	return changed(n, err, func() error { return only(s.TaskStands(ctx, scope, t.Group, t.ID)) }, "error.stale")
}

func (s *Agreed) row(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.TaskID) (query.AgreedOfRow, error) {
	r, err := queries(ctx).AgreedByID(ctx, query.AgreedByIDParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, ID: id.UUID})
	return query.AgreedOfRow(r), found(err)
}

// TaskStands gives one without its words.
func (s *Agreed) TaskStands(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.TaskID) (t meeting.Task, err error) {
	r, err := s.row(ctx, scope, group, id)
	if err != nil {
		return t, err
	}
	return agreedOf(r)
}

// Task gives one with its words.
func (s *Agreed) Task(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.TaskID) (t meeting.Task, err error) {
	r, err := s.row(ctx, scope, group, id)
	if err != nil {
		return t, err
	}
	all, err := s.open(ctx, scope, []query.AgreedOfRow{r})
	if err != nil {
		return t, err
	}
	return all[0], nil
}

func agreedOf(r query.AgreedOfRow) (t meeting.Task, err error) {
	t = meeting.Task{
		ID: domain.TaskID{UUID: r.ID}, Group: domain.GroupID{UUID: r.GroupID}, Meeting: domain.MeetingID{UUID: r.MeetingID},
		Person: domain.PersonID{UUID: r.PersonID}, Whole: r.Whole, Since: sqldb.Time(r.SinceAt),
		Put: sqldb.TimeOrZero(r.PutAt), State: meeting.TaskState(r.State), Version: r.Version,
	}
	if t.Due, err = dayOrZero(r.DueOn); err != nil {
		return t, err
	}
	t.Settled, err = dayOrZero(r.SettledOn)
	return t, err
}

// open reads rows, the words and a name of each.
func (s *Agreed) open(ctx context.Context, scope domain.Scope, rows []query.AgreedOfRow) ([]meeting.Task, error) {
	var items []vault.Item
	for _, r := range rows {
		items = append(items,
			vault.Item{Subject: r.ID, Field: sealedAgreed(r.ID), Sealed: r.Words},
			vault.Item{Subject: r.PersonID, Field: sealedPseudonym(r.PersonID), Sealed: r.Pseudonym})
	}
	words, err := s.store.open(ctx, scope, items)
	if err != nil {
		return nil, err
	}
	tasks := make([]meeting.Task, len(rows))
	for i, r := range rows {
		if tasks[i], err = agreedOf(r); err != nil {
			return nil, err
		}
		tasks[i].Text, tasks[i].Name = words[2*i], words[2*i+1]
	}
	return tasks, nil
}

// GiveTask changes whose a task is.
func (s *Agreed) GiveTask(ctx context.Context, scope domain.Scope, id domain.TaskID, who domain.PersonID) error {
	return one(queries(ctx).AgreedGive(ctx, query.AgreedGiveParams{InstitutionNo: scope.Institution(), ID: id.UUID, PersonID: who.UUID}))
}

// SettleTask changes the state of a task.
func (s *Agreed) SettleTask(ctx context.Context, scope domain.Scope, id domain.TaskID, to meeting.TaskState, on domain.Date) error {
	return one(queries(ctx).AgreedSettle(ctx, query.AgreedSettleParams{InstitutionNo: scope.Institution(), ID: id.UUID, State: string(to), SettledOn: dayOrNull(on)}))
}

// PutTask puts a task off.
func (s *Agreed) PutTask(ctx context.Context, scope domain.Scope, id domain.TaskID, at time.Time) (bool, error) {
	n, err := queries(ctx).AgreedPut(ctx, query.AgreedPutParams{InstitutionNo: scope.Institution(), ID: id.UUID, At: sqldb.Micros(at)})
	return n > 0, err
}

// PutTaskBack takes back that a task was put off.
func (s *Agreed) PutTaskBack(ctx context.Context, scope domain.Scope, id domain.TaskID, at time.Time) (bool, error) {
	n, err := queries(ctx).AgreedPutBack(ctx, query.AgreedPutBackParams{InstitutionNo: scope.Institution(), ID: id.UUID, At: sqldb.Micros(at)})
	return n > 0, err
}

// CountTasks counts what is open in a group and what is a meeting's.
func (s *Agreed) CountTasks(ctx context.Context, scope domain.Scope, group domain.GroupID, at domain.MeetingID) (open, here int, err error) {
	r, err := queries(ctx).AgreedCount(ctx, query.AgreedCountParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, MeetingID: at.UUID})
	return int(r.OpenOnes), int(r.HereOnes), err
}

// TasksOf lists what was agreed on at a meeting.
func (s *Agreed) TasksOf(ctx context.Context, scope domain.Scope, m meeting.Meeting) ([]meeting.Task, error) {
	rows, err := queries(ctx).AgreedOf(ctx, query.AgreedOfParams{InstitutionNo: scope.Institution(), GroupID: m.Group.UUID, MeetingID: m.ID.UUID})
	if err != nil {
		return nil, err
	}
	return s.open(ctx, scope, rows)
}

// TasksBefore lists what stands from before a meeting.
func (s *Agreed) TasksBefore(ctx context.Context, scope domain.Scope, m meeting.Meeting, settled domain.Date) ([]meeting.Task, error) {
	found, err := queries(ctx).AgreedBefore(ctx, query.AgreedBeforeParams{
		InstitutionNo: scope.Institution(), GroupID: m.Group.UUID, MeetingID: m.ID.UUID, StartsAt: sqldb.Micros(m.StartsAt), Settled: settled.String(),
	})
	if err != nil {
		return nil, err
	}
	rows := make([]query.AgreedOfRow, len(found))
	for i, r := range found {
		rows[i] = query.AgreedOfRow(r)
	}
	return s.open(ctx, scope, rows)
}

// OpenTasks lists what is open in a group.
func (s *Agreed) OpenTasks(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID, settled domain.Date) ([]meeting.Task, error) {
	found, err := queries(ctx).AgreedOpen(ctx, query.AgreedOpenParams{
		InstitutionNo: scope.Institution(), GroupID: group.UUID, PersonID: who.UUID, Settled: settled.String(),
	})
	if err != nil {
		return nil, err
	}
	rows := make([]query.AgreedOfRow, len(found))
	for i, r := range found {
		rows[i] = query.AgreedOfRow(r)
	}
	return s.open(ctx, scope, rows)
}

// Around reads when a group meets before and after a meeting.
func (s *Agreed) Around(ctx context.Context, scope domain.Scope, m meeting.Meeting, now time.Time) (before, after time.Time, between bool, err error) {
	low, high := m.StartsAt, now
	if now.Before(m.StartsAt) {
		low, high = now, m.StartsAt
	}
	r, err := queries(ctx).AgreedAround(ctx, query.AgreedAroundParams{
		InstitutionNo: scope.Institution(), GroupID: m.Group.UUID, StartsAt: sqldb.Micros(m.StartsAt), Low: sqldb.Micros(low), High: sqldb.Micros(high),
	})
	if r.BeforeAt > 0 {
		before = sqldb.Time(r.BeforeAt)
	}
	if r.AfterAt > 0 {
		after = sqldb.Time(r.AfterAt)
	}
	return before, after, r.BetweenThem, err
}

// LeaveTasks frees what was somebody's.
func (s *Agreed) LeaveTasks(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) error {
	return queries(ctx).AgreedLeave(ctx, query.AgreedLeaveParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, PersonID: who.UUID, EveryGroup: group.IsZero()})
}

// CloseTasks frees what was anybody's.
func (s *Agreed) CloseTasks(ctx context.Context, scope domain.Scope, group domain.GroupID) error {
	return queries(ctx).AgreedClose(ctx, query.AgreedCloseParams{InstitutionNo: scope.Institution(), GroupID: group.UUID})
}

// CarryTasks takes along what is open.
func (s *Agreed) CarryTasks(ctx context.Context, scope domain.Scope, from, to domain.GroupID) error {
	return queries(ctx).AgreedCarry(ctx, query.AgreedCarryParams{InstitutionNo: scope.Institution(), FromID: from.UUID, ToID: to.UUID})
}
