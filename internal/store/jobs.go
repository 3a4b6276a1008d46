package store

import (
	"context"
	"database/sql"
	"errors"
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

// Insert adds a ready job; see job.Store.
func (Jobs) Insert(ctx context.Context, r job.Row) error {
	var unique *string
	if r.Unique != "" {
		unique = &r.Unique
	}
	_, err := queries(ctx).JobInsert(ctx, query.JobInsertParams{
		ID: r.ID.UUID, Kind: r.Kind, ScopeNo: r.Scope.Institution(), Args: string(r.Args),
		Priority: int64(r.Priority), UniqueKey: unique, Allowed: int64(r.Allowed),
		DueAt: sqldb.Micros(r.DueAt), MadeAt: sqldb.Micros(r.MadeAt),
	})
	return err
}

// jobClaim is a statement that sqlc cannot hold, because it ends in the
// one clause that the engines do not share. The inner SELECT finds a single
// row and is compared by =, so that PostgreSQL evaluates it once; below IN it
// might claim more than was asked for.
const jobClaim = `-- name: JobClaim
UPDATE job SET state = 'running', holder = $1, due_at = $2, attempts = attempts + 1
WHERE id = (
	SELECT id FROM job WHERE state <> 'dead' AND due_at <= $3
	ORDER BY priority, due_at LIMIT 1%s
)
RETURNING id, kind, scope_no, args, priority, unique_key, due_at, made_at, attempts, allowed`

// Claim takes the first due job; see job.Store.
func (Jobs) Claim(ctx context.Context, holder domain.UUID, now, lease time.Time) (r job.Row, ok bool, err error) {
	text := fmt.Sprintf(jobClaim, sqldb.SkipLocked(ctx))
	row := sqldb.From(ctx).QueryRowContext(ctx, text, holder, sqldb.Micros(lease), sqldb.Micros(now))
	var scope, due, made int64
	var unique *string
	err = row.Scan(&r.ID, &r.Kind, &scope, &r.Args, &r.Priority, &unique, &due, &made, &r.Attempts, &r.Allowed)
	if errors.Is(err, sql.ErrNoRows) {
		return r, false, nil
	}
	if err != nil {
		return r, false, fmt.Errorf("claim job: %w", err)
	}
	if unique != nil {
		r.Unique = *unique
	}
	r.Scope, r.DueAt, r.MadeAt = domain.Within(scope), sqldb.Time(due), sqldb.Time(made)
	return r, true, nil
}

// Hold renews leases; see job.Store.
func (Jobs) Hold(ctx context.Context, holder domain.UUID, ids []domain.JobID, lease time.Time) ([]domain.JobID, error) {
	list, err := encodeIDs(uuids(ids))
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

func uuids(ids []domain.JobID) []domain.UUID {
	bare := make([]domain.UUID, len(ids))
	for i, id := range ids {
		bare[i] = id.UUID
	}
	return bare
}

// Done removes a running job; see job.Store.
func (Jobs) Done(ctx context.Context, holder domain.UUID, id domain.JobID) error {
	return held(queries(ctx).JobDone(ctx, query.JobDoneParams{Holder: holder, ID: id.UUID}))
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

// Again makes a dead job ready; see job.Store.
func (Jobs) Again(ctx context.Context, id domain.JobID, now time.Time, more int) error {
	n, err := queries(ctx).JobAgain(ctx, query.JobAgainParams{ID: id.UUID, DueAt: sqldb.Micros(now), More: int64(more)})
	if err == nil && n == 0 {
		return domain.NotFound("error.not_found")
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
		counts[i] = job.Count{Kind: r.Kind, State: r.State, N: int(r.N)}
	}
	return counts, nil
}

// AfterCommit has fn run once the transaction is committed.
func (Jobs) AfterCommit(ctx context.Context, fn func()) { sqldb.AfterCommit(ctx, fn) }
