package store

import (
	"context"
	"fmt"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/dispatch"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ dispatch.Store = Dispatch{}

// Dispatch shows the queue to operators.
type Dispatch struct{}

// Counts gives the number of jobs per kind and state.
func (Dispatch) Counts(ctx context.Context) ([]dispatch.Count, error) {
	rows, err := queries(ctx).JobCounts(ctx)
	if err != nil {
		return nil, fmt.Errorf("count jobs: %w", err)
	}
	counts := make([]dispatch.Count, len(rows))
	for i, r := range rows {
		counts[i] = dispatch.Count{Kind: r.Kind, State: dispatch.State(r.State), N: int(r.N)}
	}
	return counts, nil
}

// List gives one page of the jobs in a state; see dispatch.Store.
func (Dispatch) List(ctx context.Context, state dispatch.State, page domain.Page) (domain.Listed[dispatch.Job], error) {
	listed := domain.Listed[dispatch.Job]{Page: page}
	total, err := queries(ctx).DispatchCount(ctx, string(state))
	if err != nil {
		return listed, fmt.Errorf("count jobs: %w", err)
	}
	listed.Total = int(total)
	rows, err := dispatchRows(ctx, state, page)
	if err != nil {
		return listed, fmt.Errorf("list jobs: %w", err)
	}
	for _, r := range rows {
		listed.Rows = append(listed.Rows, dispatched(r))
	}
	return listed, nil
}

func dispatchRows(ctx context.Context, state dispatch.State, page domain.Page) (rows []query.DispatchByIDRow, err error) {
	if state == dispatch.Dead {
		dead, err := queries(ctx).DispatchDead(ctx, query.DispatchDeadParams{Most: page.Limit(), Skip: page.Offset()})
		for _, r := range dead {
			rows = append(rows, query.DispatchByIDRow(r))
		}
		return rows, err
	}
	next, err := queries(ctx).DispatchNext(ctx, query.DispatchNextParams{State: string(state), Most: page.Limit(), Skip: page.Offset()})
	for _, r := range next {
		rows = append(rows, query.DispatchByIDRow(r))
	}
	return rows, err
}

func dispatched(r query.DispatchByIDRow) dispatch.Job {
	j := dispatch.Job{
		ID: domain.JobID{UUID: r.ID}, Kind: r.Kind, State: dispatch.State(r.State), MadeAt: sqldb.Time(r.MadeAt), At: sqldb.Time(r.DueAt),
		Attempts: int(r.Attempts), Error: r.LastError, Done: int(r.Done), Steps: int(r.Steps),
	}
	if r.Name != nil {
		j.Institution = *r.Name
	}
	return j
}

// ByID gives one job; see dispatch.Store.
func (Dispatch) ByID(ctx context.Context, id domain.JobID) (dispatch.Job, error) {
	r, err := queries(ctx).DispatchByID(ctx, id.UUID)
	if err != nil {
		return dispatch.Job{}, found(err)
	}
	return dispatched(r), nil
}

// Again makes a dead job ready; see dispatch.Store.
func (Dispatch) Again(ctx context.Context, id domain.JobID, now time.Time, more int) (bool, error) {
	n, err := queries(ctx).JobAgain(ctx, query.JobAgainParams{ID: id.UUID, DueAt: sqldb.Micros(now), More: int64(more)})
	return n > 0, err
}

// AgainAll makes every dead job of a kind ready; see dispatch.Store.
func (Dispatch) AgainAll(ctx context.Context, kind string, now time.Time, more int) (moved []domain.JobID, err error) {
	ids, err := queries(ctx).DispatchAgainAll(ctx, query.DispatchAgainAllParams{Kind: kind, DueAt: sqldb.Micros(now), More: int64(more)})
	if err != nil {
		return nil, fmt.Errorf("try all again: %w", err)
	}
	for _, id := range ids {
		moved = append(moved, domain.JobID{UUID: id})
	}
	return moved, nil
}

// Drop deletes a dead job; see dispatch.Store.
func (Dispatch) Drop(ctx context.Context, id domain.JobID) (bool, error) {
	n, err := queries(ctx).DispatchDrop(ctx, id.UUID)
	return n > 0, err
}
