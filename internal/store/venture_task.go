package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/mutual"
	"krag/internal/store/query"
	"krag/internal/store/vault"
)

func sealedTask(id domain.UUID) vault.Field {
	return vault.Field{Table: "venture_task", Column: "task", Row: id}
}

// ventureTasks reads those of a venture, with the names of those who took them.
func (s *Mutual) ventureTasks(ctx context.Context, scope domain.Scope, of domain.VentureID) ([]mutual.Task, error) {
	rows, err := queries(ctx).VentureTasks(ctx, query.VentureTasksParams{InstitutionNo: scope.Institution(), VentureID: of.UUID})
	if err != nil {
		return nil, err
	}
	var items []vault.Item
	for _, r := range rows {
		items = append(items,
			vault.Item{Subject: r.VentureID, Field: sealedTask(r.ID), Sealed: r.Task},
			vault.Item{Subject: r.PersonID, Field: sealedPseudonym(r.PersonID), Sealed: r.Pseudonym})
	}
	words, err := s.store.open(ctx, scope, items)
	if err != nil {
		return nil, err
	}
	tasks := make([]mutual.Task, len(rows))
	for i, r := range rows {
		tasks[i], err = taskOf(query.VentureTask{ID: r.ID, PersonID: r.PersonID, DueOn: r.DueOn, DoneOn: r.DoneOn, Place: r.Place, Version: r.Version})
		if err != nil {
			return nil, err
		}
		tasks[i].Text, tasks[i].Name = words[2*i], words[2*i+1]
	}
	return tasks, nil
}

func taskOf(r query.VentureTask) (t mutual.Task, err error) {
	t = mutual.Task{ID: domain.TaskID{UUID: r.ID}, Person: domain.PersonID{UUID: r.PersonID}, Place: r.Place, Version: r.Version}
	if t.Due, err = dayOrZero(r.DueOn); err != nil {
		return t, err
	}
	t.Done, err = dayOrZero(r.DoneOn)
	return t, err
}

// TaskStands gives one without its words; see mutual.VentureStore.
func (s *Mutual) TaskStands(ctx context.Context, scope domain.Scope, of domain.VentureID, id domain.TaskID) (mutual.Task, error) {
	r, err := queries(ctx).VentureTaskByID(ctx, query.VentureTaskByIDParams{InstitutionNo: scope.Institution(), VentureID: of.UUID, ID: id.UUID})
	if err != nil {
		return mutual.Task{}, found(err)
	}
	return taskOf(r)
}

// CountVentureTasks counts those of a venture; see mutual.VentureStore.
func (s *Mutual) CountVentureTasks(ctx context.Context, scope domain.Scope, of domain.VentureID) (int, error) {
	n, err := queries(ctx).VentureTasksCount(ctx, query.VentureTasksCountParams{InstitutionNo: scope.Institution(), VentureID: of.UUID})
	return int(n), err
}

// InsertVentureTask stores a task; see mutual.VentureStore.
func (s *Mutual) InsertVentureTask(ctx context.Context, scope domain.Scope, of domain.VentureID, t mutual.Task, key domain.Key) (bool, error) {
	words, err := sealTo(key, sealedTask(t.ID.UUID), t.Text)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).VentureTaskInsert(ctx, query.VentureTaskInsertParams{
		InstitutionNo: scope.Institution(), ID: t.ID.UUID, VentureID: of.UUID, Task: words, PersonID: t.Person.UUID, DueOn: dayOrNull(t.Due), Place: t.Place,
	}))
}

// UpdateVentureTask changes a task; see mutual.VentureStore.
func (s *Mutual) UpdateVentureTask(ctx context.Context, scope domain.Scope, of domain.VentureID, t mutual.Task, key domain.Key) error {
	words, err := sealTo(key, sealedTask(t.ID.UUID), t.Text)
	if err != nil {
		return err
	}
	n, err := queries(ctx).VentureTaskUpdate(ctx, query.VentureTaskUpdateParams{
		InstitutionNo: scope.Institution(), VentureID: of.UUID, ID: t.ID.UUID, Version: t.Version, Task: words, PersonID: t.Person.UUID, DueOn: dayOrNull(t.Due),
	})
	return changed(n, err, func() error { return only(s.TaskStands(ctx, scope, of, t.ID)) }, "error.stale")
}

// GiveVentureTask changes whose a task is; see mutual.VentureStore.
func (s *Mutual) GiveVentureTask(ctx context.Context, scope domain.Scope, of domain.VentureID, id domain.TaskID, who domain.PersonID) error {
	return one(queries(ctx).VentureTaskGive(ctx, query.VentureTaskGiveParams{InstitutionNo: scope.Institution(), VentureID: of.UUID, ID: id.UUID, PersonID: who.UUID}))
}

// TickVentureTask changes whether a task is done; see mutual.VentureStore.
func (s *Mutual) TickVentureTask(ctx context.Context, scope domain.Scope, of domain.VentureID, id domain.TaskID, on domain.Date) (bool, error) {
	n, err := queries(ctx).VentureTaskDone(ctx, query.VentureTaskDoneParams{InstitutionNo: scope.Institution(), VentureID: of.UUID, ID: id.UUID, DoneOn: dayOrNull(on)})
	return n > 0, err
}

// DropVentureTask takes a task away; see mutual.VentureStore.
func (s *Mutual) DropVentureTask(ctx context.Context, scope domain.Scope, of domain.VentureID, id domain.TaskID) (bool, error) {
	n, err := queries(ctx).VentureTaskDelete(ctx, query.VentureTaskDeleteParams{InstitutionNo: scope.Institution(), VentureID: of.UUID, ID: id.UUID})
	return n > 0, err
}

// LeaveVentures frees what somebody had taken; see mutual.VentureStore.
func (s *Mutual) LeaveVentures(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) error {
	return queries(ctx).VentureLeave(ctx, query.VentureLeaveParams{InstitutionNo: scope.Institution(), GroupID: group.UUID, PersonID: who.UUID, EveryGroup: group.IsZero()})
}

// CloseVentures frees what anybody had taken; see mutual.VentureStore.
func (s *Mutual) CloseVentures(ctx context.Context, scope domain.Scope, group domain.GroupID) error {
	return queries(ctx).VentureClose(ctx, query.VentureCloseParams{InstitutionNo: scope.Institution(), GroupID: group.UUID})
}

// CarryVentures takes what has not ended along; see mutual.VentureStore.
func (s *Mutual) CarryVentures(ctx context.Context, scope domain.Scope, from, to domain.GroupID) error {
	return queries(ctx).VentureCarry(ctx, query.VentureCarryParams{InstitutionNo: scope.Institution(), FromID: from.UUID, ToID: to.UUID})
}
