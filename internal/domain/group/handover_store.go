package group

import (
	"context"

	"krag/internal/domain"
)

// HandoverStore keeps how groups are handed over, in the scope of one
// institution. What is not there is KindNotFound; a version that is not the
// stored one is KindStale.
type HandoverStore interface {
	ByID(ctx context.Context, scope domain.Scope, id domain.GroupID) (Group, error)
	// TakeGroup locks the group's row without changing it, and reports whether
	// the group is closed.
	TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error)
	// TakeMembers takes the memberships of people, so that they do not end before
	// the transaction does, and gives those who belong.
	TakeMembers(ctx context.Context, scope domain.Scope, id domain.GroupID, people []domain.PersonID) ([]domain.PersonID, error)
	// WorksHere reports whether somebody is of the staff now.
	WorksHere(ctx context.Context, scope domain.Scope, user domain.UserID) (bool, error)
	Steps(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Step, error)
	// Living lists the groups that are not closed.
	Living(ctx context.Context, scope domain.Scope) ([]domain.GroupID, error)

	// Handover gives a group's with its tasks, nil when none was begun.
	Handover(ctx context.Context, scope domain.Scope, id domain.GroupID) (*Handover, error)
	// InsertHandover reports false when the group has one.
	InsertHandover(ctx context.Context, scope domain.Scope, h Handover) (bool, error)
	// UpdateHandover stores who accompanies the group, until when, and who takes over.
	UpdateHandover(ctx context.Context, scope domain.Scope, h Handover) error

	// InsertTask reports false when the id is there.
	InsertTask(ctx context.Context, scope domain.Scope, id domain.GroupID, t HandTask) (bool, error)
	UpdateTask(ctx context.Context, scope domain.Scope, id domain.GroupID, t HandTask) error
	// SetTaskDone notes when a task was done, or with the zero date that it is
	// not; false when it said so already.
	SetTaskDone(ctx context.Context, scope domain.Scope, id domain.GroupID, task domain.TaskID, on domain.Date) (bool, error)
	// DeleteTask reports false when it is gone.
	DeleteTask(ctx context.Context, scope domain.Scope, id domain.GroupID, task domain.TaskID) (bool, error)

	// Calls are the calls that were made, by the day for which they were due.
	Calls(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Call, error)
	// InsertCall reports false when the call of that day was made already.
	InsertCall(ctx context.Context, scope domain.Scope, id domain.GroupID, c Call) (bool, error)

	// Standing counts what speaks for a group going on alone, from as many of the
	// last meetings as asked for.
	Standing(ctx context.Context, scope domain.Scope, id domain.GroupID, today domain.Date, held int) (Standing, error)
	// Dues lists what waits in some groups, in no order.
	Dues(ctx context.Context, scope domain.Scope, groups []domain.GroupID, today domain.Date) ([]Dues, error)

	// LeaveHandover takes away that somebody takes over or has a task, in one
	// group or, with the zero GroupID, in all; CloseHandover ends that of a group.
	LeaveHandover(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID) error
	CloseHandover(ctx context.Context, scope domain.Scope, id domain.GroupID) error
}

// Call is that somebody asked how an independent group is doing. What was said
// is not kept.
type Call struct {
	Due domain.Date // the day for which it was due
	On  domain.Date // when it was made
}

// Dues is what waits in one group: tasks whose day has passed, an agreement to
// be looked at again, and since when it is independent.
type Dues struct {
	Group   domain.GroupID
	Name    string // neutral
	Folded  string // the name by which groups stand in order
	Tasks   int
	Since   domain.Date // of the first of the tasks
	Review  domain.Date
	Alone   domain.Date // zero unless the group is independent
	CallsOf []domain.Date
}
