package meeting

import (
	"context"
	"time"

	"krag/internal/domain"
)

// AgreedStore keeps what groups agreed to do, in the scope of one institution.
// What is not there is KindNotFound; a version that is not the stored one is
// KindStale.
type AgreedStore interface {
	ByID(ctx context.Context, scope domain.Scope, id domain.MeetingID) (Meeting, error)
	// TakeGroup locks the group's row without changing it and reports whether the
	// group is closed.
	TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error)
	// TakeMembers takes the memberships of people, so that they do not end before
	// the transaction does, and gives those who belong.
	TakeMembers(ctx context.Context, scope domain.Scope, id domain.GroupID, people []domain.PersonID) ([]domain.PersonID, error)

	// InsertTask reports false when the id is already there.
	InsertTask(ctx context.Context, scope domain.Scope, t Task, key domain.Key, at time.Time) (bool, error)
	// UpdateTask changes the words, whose it is and the day, by the version. A day
	// that is given ends that it was put off.
	UpdateTask(ctx context.Context, scope domain.Scope, t Task, key domain.Key) error
	// TaskStands gives one of a group's without its words: a transaction that
	// writes asks for no keys. Task gives it with them.
	TaskStands(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.TaskID) (Task, error)
	Task(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.TaskID) (Task, error)
	// GiveTask changes whose a task is; SettleTask its state with the day.
	GiveTask(ctx context.Context, scope domain.Scope, id domain.TaskID, who domain.PersonID) error
	SettleTask(ctx context.Context, scope domain.Scope, id domain.TaskID, to TaskState, on domain.Date) error
	// PutTask notes that a task was put off at a meeting that began then, and
	// keeps since when it was put off before. PutTaskBack takes that back. Both
	// report whether anything changed.
	PutTask(ctx context.Context, scope domain.Scope, id domain.TaskID, at time.Time) (bool, error)
	PutTaskBack(ctx context.Context, scope domain.Scope, id domain.TaskID, at time.Time) (bool, error)
	// CountTasks counts what is open in a group, and all that was agreed on at a
	// meeting.
	CountTasks(ctx context.Context, scope domain.Scope, group domain.GroupID, at domain.MeetingID) (open, here int, err error)

	// TasksOf lists what was agreed on at a meeting, in the order of writing down.
	TasksOf(ctx context.Context, scope domain.Scope, m Meeting) ([]Task, error)
	// TasksBefore lists what was agreed on before a meeting began and is open or
	// was settled on a day or after it, the oldest first.
	TasksBefore(ctx context.Context, scope domain.Scope, m Meeting, settled domain.Date) ([]Task, error)
	// OpenTasks lists what is open in a group, the oldest first, and what somebody
	// did on a day or after it.
	OpenTasks(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID, settled domain.Date) ([]Task, error)
	// Around gives when the meetings before and after one begin, zero for none,
	// without what was called off, and whether another is between it and now.
	Around(ctx context.Context, scope domain.Scope, m Meeting, now time.Time) (before, after time.Time, between bool, err error)

	// LeaveTasks frees what is somebody's in a group, or with the zero GroupID in
	// all; CloseTasks what is anybody's. CarryTasks takes what is open along to
	// another group.
	LeaveTasks(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) error
	CloseTasks(ctx context.Context, scope domain.Scope, group domain.GroupID) error
	CarryTasks(ctx context.Context, scope domain.Scope, from, to domain.GroupID) error
}
