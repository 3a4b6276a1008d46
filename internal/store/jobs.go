package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"krag/internal/domain"
	"krag/internal/job"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ job.Store = Jobs{}

// Jobs keeps the queue of package job.
type Jobs struct{}

// jobRows inserts ready jobs. The first parameter is how often they were tried:
// bulk wants one value that all rows share.
var jobRows = bulk{
	head:  "INSERT INTO job (attempts, id, kind, scope_no, args, priority, unique_key, state, due_at, allowed, last_error, made_at) VALUES ",
	tail:  " ON CONFLICT DO NOTHING",
	width: 11, most: 64,
}

// Insert adds ready jobs; see job.Store.
func (Jobs) Insert(ctx context.Context, rows ...job.Row) error {
	values := make([]any, 0, len(rows)*jobRows.width)
	for _, r := range rows {
		var unique *string
		if r.Unique != "" {
			unique = &r.Unique
		}
		values = append(values, r.ID, r.Kind, r.Scope.Institution(), string(r.Args), int64(r.Priority), unique,
			"ready", sqldb.Micros(r.DueAt), int64(r.Allowed), "", sqldb.Micros(r.MadeAt))
	}
	return jobRows.write(ctx, 0, values)
}

// jobDue is a statement that sqlc cannot hold, because it ends in the one
// clause that the engines do not share. The rows it gives are locked, so that
// the claim that follows takes these and no others: an UPDATE with the SELECT
// inside may run it more than once on PostgreSQL, and take more than was asked
// for.
const jobDue = `-- name: JobDue
SELECT id, kind, scope_no, args, priority, unique_key, due_at, made_at, attempts + 1, allowed
FROM job WHERE state <> 'dead' AND due_at <= $1
ORDER BY priority, due_at LIMIT $2%s`

// Claim takes the first due jobs; see job.Store.
func (Jobs) Claim(ctx context.Context, holder domain.UUID, now, lease time.Time, most int) ([]job.Row, error) {
	rows, err := dueJobs(ctx, now, most)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	ids := make([]domain.JobID, len(rows))
	for i, r := range rows {
		ids[i] = r.ID
	}
	list, err := encodeIDs(ids)
	if err != nil {
		return nil, err
	}
	if err := queries(ctx).JobTake(ctx, query.JobTakeParams{Holder: holder, DueAt: sqldb.Micros(lease), IDs: list}); err != nil {
		return nil, fmt.Errorf("claim jobs: %w", err)
	}
	return rows, nil
}

func dueJobs(ctx context.Context, now time.Time, most int) (due []job.Row, err error) {
	rows, err := sqldb.From(ctx).QueryContext(ctx, fmt.Sprintf(jobDue, sqldb.SkipLocked(ctx)), sqldb.Micros(now), most)
	if err != nil {
		return nil, fmt.Errorf("find due jobs: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		r, err := scanJob(rows)
		if err != nil {
			return nil, fmt.Errorf("read job: %w", err)
		}
		due = append(due, r)
	}
	return due, rows.Err()
}

func scanJob(row *sql.Rows) (r job.Row, err error) {
	var scope, due, made int64
	var unique *string
	if err := row.Scan(&r.ID, &r.Kind, &scope, &r.Args, &r.Priority, &unique, &due, &made, &r.Attempts, &r.Allowed); err != nil {
		return r, err
	}
	if unique != nil {
		r.Unique = *unique
	}
	r.Scope, r.DueAt, r.MadeAt = domain.Within(scope), sqldb.Time(due), sqldb.Time(made)
	return r, nil
}

// Hold renews leases; see job.Store.
func (Jobs) Hold(ctx context.Context, holder domain.UUID, ids []domain.JobID, lease time.Time) ([]domain.JobID, error) {
	list, err := encodeIDs(ids)
	if err != nil {
		return nil, err
	}
	still, err := queries(ctx).JobHold(ctx, query.JobHoldParams{Holder: holder, IDs: list, DueAt: sqldb.Micros(lease)})
	if err != nil {
		return nil, fmt.Errorf("hold jobs: %w", err)
	}
	held := make([]domain.JobID, len(still))
	for i, id := range still {
		held[i] = domain.JobID{UUID: id}
	}
	return held, nil
}

// Done removes a running job; see job.Store.
func (Jobs) Done(ctx context.Context, holder domain.UUID, id domain.JobID) error {
	return held(queries(ctx).JobDone(ctx, query.JobDoneParams{Holder: holder, ID: id.UUID}))
}

// DoneAll removes the holder's running jobs; see job.Store.
func (Jobs) DoneAll(ctx context.Context, holder domain.UUID, ids []domain.JobID) error {
	list, err := encodeIDs(ids)
	if err != nil {
		return err
	}
	return queries(ctx).JobDoneAll(ctx, query.JobDoneAllParams{Holder: holder, IDs: list})
}

// Progress notes how far a running job is; see job.Store.
func (Jobs) Progress(ctx context.Context, holder domain.UUID, id domain.JobID, done, of int) error {
	return queries(ctx).JobProgress(ctx, query.JobProgressParams{Holder: holder, ID: id.UUID, Done: int64(done), Steps: int64(of)})
}

// Ready puts a running job back; see job.Store.
func (Jobs) Ready(ctx context.Context, holder domain.UUID, id domain.JobID, due time.Time, more int, reason string) error {
	return held(queries(ctx).JobReady(ctx, query.JobReadyParams{
		Holder: holder, ID: id.UUID, DueAt: sqldb.Micros(due), More: int64(more), LastError: reason,
	}))
}

// Dead lays a running job aside; see job.Store.
func (Jobs) Dead(ctx context.Context, holder domain.UUID, id domain.JobID, now time.Time, reason string) error {
	return held(queries(ctx).JobDead(ctx, query.JobDeadParams{
		Holder: holder, ID: id.UUID, DueAt: sqldb.Micros(now), LastError: reason,
	}))
}

func held(changed int64, err error) error {
	if err == nil && changed == 0 {
		return job.ErrLost
	}
	return err
}

// TakePeriod is true for one caller per kind and period; see job.Store.
func (Jobs) TakePeriod(ctx context.Context, kind string, begun, next time.Time) (bool, error) {
	if err := queries(ctx).JobPeriodStart(ctx, kind); err != nil {
		return false, fmt.Errorf("start period: %w", err)
	}
	n, err := queries(ctx).JobPeriodTake(ctx, query.JobPeriodTakeParams{Kind: kind, BegunAt: sqldb.Micros(begun), NextAt: sqldb.Micros(next)})
	if err != nil {
		return false, fmt.Errorf("take period: %w", err)
	}
	return n == 1, nil
}

// Counts gives the number of jobs per kind and state; see job.Store.
func (Jobs) Counts(ctx context.Context) ([]job.Count, error) {
	rows, err := queries(ctx).JobCounts(ctx)
	if err != nil {
		return nil, err
	}
	counts := make([]job.Count, len(rows))
	for i, r := range rows {
		counts[i] = job.Count{Kind: r.Kind, State: r.State, N: int(r.N), First: sqldb.Time(r.First)}
	}
	return counts, nil
}

// AfterCommit has fn run once the transaction is committed.
func (Jobs) AfterCommit(ctx context.Context, fn func()) { sqldb.AfterCommit(ctx, fn) }
