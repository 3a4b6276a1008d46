package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ group.HandoverStore = (*Groups)(nil)

// WorksHere tells whether somebody is of the staff now.
func (s *Groups) WorksHere(ctx context.Context, scope domain.Scope, user domain.UserID) (bool, error) {
	n, err := queries(ctx).KeeperWorks(ctx, query.KeeperWorksParams{ScopeNo: scope.Institution(), UserID: user.UUID})
	return n > 0, err
}

// Handover reads a group's with its tasks; see group.HandoverStore.
func (s *Groups) Handover(ctx context.Context, scope domain.Scope, id domain.GroupID) (*group.Handover, error) {
	r, err := queries(ctx).HandoverOf(ctx, query.HandoverOfParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	h := group.Handover{
		ID: domain.HandoverID{UUID: r.ID}, Group: id, Animator: domain.UserID{UUID: r.UserID}, Successor: domain.PersonID{UUID: r.PersonID},
		MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}
	if h.Until, err = dayOrZero(r.UntilOn); err != nil {
		return nil, err
	}
	h.Tasks, err = s.handTasks(ctx, scope, id)
	return &h, err
}

func (s *Groups) handTasks(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]group.HandTask, error) {
	rows, err := queries(ctx).HandTasks(ctx, query.HandTasksParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if err != nil {
		return nil, err
	}
	tasks := make([]group.HandTask, len(rows))
	for i, r := range rows {
		t := group.HandTask{
			ID: domain.TaskID{UUID: r.ID}, Step: group.HandStep(r.Step), Text: r.Task, Person: domain.PersonID{UUID: r.PersonID},
			User: domain.UserID{UUID: r.UserID}, Place: r.Place, Version: r.Version,
		}
		if t.Due, err = dayOrZero(r.DueOn); err != nil {
			return nil, err
		}
		if t.Done, err = dayOrZero(r.DoneOn); err != nil {
			return nil, err
		}
		tasks[i] = t
	}
	return tasks, nil
}

// InsertHandover begins one.
func (s *Groups) InsertHandover(ctx context.Context, scope domain.Scope, h group.Handover) (bool, error) {
	return inserted(queries(ctx).HandoverInsert(ctx, query.HandoverInsertParams{
		InstitutionNo: scope.Institution(), GroupID: h.Group.UUID, ID: h.ID.UUID, UserID: h.Animator.UUID,
		UntilOn: dayOrNull(h.Until), PersonID: h.Successor.UUID, MadeAt: sqldb.Micros(h.MadeAt),
	}))
}

// UpdateHandover stores its frame.
func (s *Groups) UpdateHandover(ctx context.Context, scope domain.Scope, h group.Handover) error {
	n, err := queries(ctx).HandoverUpdate(ctx, query.HandoverUpdateParams{
		InstitutionNo: scope.Institution(), GroupID: h.Group.UUID, Version: h.Version, UserID: h.Animator.UUID,
		UntilOn: dayOrNull(h.Until), PersonID: h.Successor.UUID,
	})
	return changed(n, err, func() error {
		_, err := queries(ctx).HandoverOf(ctx, query.HandoverOfParams{InstitutionNo: scope.Institution(), GroupID: h.Group.UUID})
		return found(err)
	}, "handover.stale")
}

// InsertTask writes a task down.
func (s *Groups) InsertTask(ctx context.Context, scope domain.Scope, id domain.GroupID, t group.HandTask) (bool, error) {
	return inserted(queries(ctx).HandTaskInsert(ctx, query.HandTaskInsertParams{
		InstitutionNo: scope.Institution(), ID: t.ID.UUID, GroupID: id.UUID, Step: string(t.Step), Task: t.Text,
		UserID: t.User.UUID, PersonID: t.Person.UUID, DueOn: dayOrNull(t.Due), Place: t.Place,
	}))
}

// UpdateTask stores what a task is.
func (s *Groups) UpdateTask(ctx context.Context, scope domain.Scope, id domain.GroupID, t group.HandTask) error {
	n, err := queries(ctx).HandTaskUpdate(ctx, query.HandTaskUpdateParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, ID: t.ID.UUID, Version: t.Version, Step: string(t.Step), Task: t.Text,
		UserID: t.User.UUID, PersonID: t.Person.UUID, DueOn: dayOrNull(t.Due),
	})
	return changed(n, err, func() error {
		tasks, err := s.handTasks(ctx, scope, id)
		if err == nil && !slices.ContainsFunc(tasks, func(o group.HandTask) bool { return o.ID == t.ID }) {
			err = errNotFound
		}
		return err
	}, "handover.stale")
}

// SetTaskDone notes whether a task is done; see group.HandoverStore.
func (s *Groups) SetTaskDone(ctx context.Context, scope domain.Scope, id domain.GroupID, task domain.TaskID, on domain.Date) (bool, error) {
	n, err := queries(ctx).HandTaskDone(ctx, query.HandTaskDoneParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, ID: task.UUID, DoneOn: dayOrNull(on),
	})
	return n > 0, err
}

// DeleteTask takes a task away.
func (s *Groups) DeleteTask(ctx context.Context, scope domain.Scope, id domain.GroupID, task domain.TaskID) (bool, error) {
	n, err := queries(ctx).HandTaskDelete(ctx, query.HandTaskDeleteParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, ID: task.UUID})
	return n > 0, err
}

// Calls reads the calls that were made.
func (s *Groups) Calls(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]group.Call, error) {
	rows, err := queries(ctx).HandCalls(ctx, query.HandCallsParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if err != nil {
		return nil, err
	}
	calls := make([]group.Call, len(rows))
	for i, r := range rows {
		if calls[i].Due, err = domain.ParseDate(r.DueOn); err != nil {
			return nil, err
		}
		if calls[i].On, err = domain.ParseDate(r.MadeOn); err != nil {
			return nil, err
		}
	}
	return calls, nil
}

// InsertCall notes a call.
func (s *Groups) InsertCall(ctx context.Context, scope domain.Scope, id domain.GroupID, c group.Call) (bool, error) {
	return inserted(queries(ctx).HandCallInsert(ctx, query.HandCallInsertParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, DueOn: c.Due.String(), MadeOn: c.On.String(),
	}))
}

// Standing counts what speaks for a group; three statements, whatever it did.
func (s *Groups) Standing(ctx context.Context, scope domain.Scope, id domain.GroupID, today domain.Date, held int) (group.Standing, error) {
	r, err := queries(ctx).HandStanding(ctx, query.HandStandingParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, Today: today.String()})
	if err != nil {
		return group.Standing{}, err
	}
	had, err := queries(ctx).HandRoles(ctx, query.HandRolesParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, Most: int64(held)})
	if err != nil {
		return group.Standing{}, err
	}
	var round group.Round
	for _, t := range had {
		round.Turns = append(round.Turns, group.Turn{Role: group.Role(t.Role), Person: domain.PersonID{UUID: t.PersonID}})
	}
	wishes, err := s.Wishes(ctx, scope, id)
	return group.Standing{
		Agreement: r.Agreed > 0, Covered: group.Covered([]group.Round{round}, wishes), Alone: int(r.Alone),
		Successor: r.Successor > 0, Key: r.Keys > 0, Room: r.Rooms > 0, Uses: rolesRead(r.Roles),
	}, err
}

// LeaveHandover takes somebody away; see group.HandoverStore.
func (s *Groups) LeaveHandover(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID) error {
	q, no := queries(ctx), scope.Institution()
	if err := q.HandSuccessorLeaves(ctx, query.HandSuccessorLeavesParams{InstitutionNo: no, GroupID: id.UUID, EveryGroup: id.IsZero(), PersonID: person.UUID}); err != nil {
		return err
	}
	return q.HandOwnerLeaves(ctx, query.HandOwnerLeavesParams{InstitutionNo: no, GroupID: id.UUID, EveryGroup: id.IsZero(), PersonID: person.UUID})
}

// CloseHandover ends that of a group; see group.HandoverStore.
func (s *Groups) CloseHandover(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	q, no := queries(ctx), scope.Institution()
	if err := q.HandTasksClose(ctx, query.HandTasksCloseParams{InstitutionNo: no, GroupID: id.UUID}); err != nil {
		return err
	}
	if err := q.HandOwnersClose(ctx, query.HandOwnersCloseParams{InstitutionNo: no, GroupID: id.UUID}); err != nil {
		return err
	}
	return q.HandoverClose(ctx, query.HandoverCloseParams{InstitutionNo: no, GroupID: id.UUID})
}

// Dues reads what waits in some groups, in three statements.
func (s *Groups) Dues(ctx context.Context, scope domain.Scope, groups []domain.GroupID, today domain.Date) ([]group.Dues, error) {
	ids, err := encodeIDs(groups)
	if err != nil {
		return nil, err
	}
	d := dues{scope.Institution(), ids, today.String(), map[domain.UUID]*group.Dues{}}
	for _, read := range []func(context.Context) error{d.tasks, d.reviews, d.alone} {
		if err := read(ctx); err != nil {
			return nil, err
		}
	}
	all := make([]group.Dues, 0, len(d.byID))
	for _, one := range d.byID {
		all = append(all, *one)
	}
	return all, nil
}

// dues are what waits in some groups.
type dues struct {
	institution int64
	groups      string
	today       string
	byID        map[domain.UUID]*group.Dues
}

func (d dues) of(id domain.UUID, neutral, folded string) *group.Dues {
	if d.byID[id] == nil {
		d.byID[id] = &group.Dues{Group: domain.GroupID{UUID: id}, Name: neutral, Folded: folded}
	}
	return d.byID[id]
}

func (d dues) tasks(ctx context.Context) error {
	rows, err := queries(ctx).HandTasksDue(ctx, query.HandTasksDueParams{InstitutionNo: d.institution, IDs: d.groups, Today: d.today})
	if err != nil {
		return err
	}
	for _, r := range rows {
		one := d.of(r.ID, r.Neutral, r.Folded)
		one.Tasks = int(r.N)
		if one.Since, err = domain.ParseDate(r.DueOn); err != nil {
			return err
		}
	}
	return nil
}

func (d dues) reviews(ctx context.Context) error {
	rows, err := queries(ctx).HandReviewsDue(ctx, query.HandReviewsDueParams{InstitutionNo: d.institution, IDs: d.groups, Today: d.today})
	if err != nil {
		return err
	}
	for _, r := range rows {
		if d.of(r.ID, r.Neutral, r.Folded).Review, err = dayOrZero(r.ReviewOn); err != nil {
			return err
		}
	}
	return nil
}

func (d dues) alone(ctx context.Context) error {
	rows, err := queries(ctx).HandIndependent(ctx, query.HandIndependentParams{InstitutionNo: d.institution, IDs: d.groups})
	if err != nil {
		return err
	}
	for _, r := range rows {
		one := d.of(r.ID, r.Neutral, r.Folded)
		on, err := domain.ParseDate(r.HappenedOn)
		if err != nil {
			return err
		}
		_, one.Alone = domain.Moment{Date: on, Precision: domain.Precision(r.HappenedPrecision)}.Span()
		if r.DueOn == nil {
			continue
		}
		due, err := domain.ParseDate(*r.DueOn)
		if err != nil {
			return err
		}
		one.CallsOf = append(one.CallsOf, due)
	}
	return nil
}
