package job

import (
	"context"
	"errors"
	"time"

	"krag/internal/domain"
)

// Row is a job as the Store keeps it.
type Row struct {
	ID       domain.JobID
	Kind     string
	Scope    domain.Scope
	Args     []byte // JSON
	Priority int    // lower is sooner
	Unique   string // empty for none
	DueAt    time.Time
	MadeAt   time.Time
	Attempts int // how often it was claimed, this time included
	Allowed  int // how often it may be
}

// Count is how many jobs of a kind are in a state: ready, running or dead.
// First is the earliest moment at which one of them was to be done, may be
// taken by another, or died.
type Count struct {
	Kind, State string
	N           int
	First       time.Time
}

// ErrLost says that a job is no longer this worker's: its lease was over and
// another claimed it.
var ErrLost = errors.New("the job belongs to another worker now")

// Store keeps jobs. Its methods expect a transaction in the context, of any
// scope: jobs lie outside every institution. Holder is a worker process.
type Store interface {
	// Insert adds ready jobs. One with the same non-empty Unique of its Kind
	// that has not run yet, or with the same ID, is left out.
	Insert(ctx context.Context, rows ...Row) error
	// Claim takes the first due jobs, ready or with their lease over, at most
	// so many, and makes them running until lease. They come in the order in
	// which they are to be done.
	Claim(ctx context.Context, holder domain.UUID, now, lease time.Time, most int) ([]Row, error)
	// Hold renews the leases of running jobs and gives those still held.
	Hold(ctx context.Context, holder domain.UUID, ids []domain.JobID, lease time.Time) ([]domain.JobID, error)
	// Done removes a running job, Ready puts it back with more attempts
	// allowed, Dead lays it aside. Each is ErrLost when it is another's.
	Done(ctx context.Context, holder domain.UUID, id domain.JobID) error
	// DoneAll removes those of the jobs that are still the holder's.
	DoneAll(ctx context.Context, holder domain.UUID, ids []domain.JobID) error
	// Progress notes how far a running job is; of one that is another's it
	// notes nothing.
	Progress(ctx context.Context, holder domain.UUID, id domain.JobID, done, of int) error
	Ready(ctx context.Context, holder domain.UUID, id domain.JobID, due time.Time, more int, reason string) error
	Dead(ctx context.Context, holder domain.UUID, id domain.JobID, now time.Time, reason string) error
	// TakePeriod is true for exactly one caller per kind and period, and
	// never for a period before one that was taken, unless that one begins
	// later than next: it was taken by a clock that was wrong, and waiting
	// for it could take years. While a job of an earlier period is at work, or is
	// tried again before next, nobody takes one: they would pile up.
	TakePeriod(ctx context.Context, kind string, begun, next time.Time) (bool, error)
	// Counts gives the number of jobs per kind and state.
	Counts(ctx context.Context) ([]Count, error)
	// AfterCommit has fn run once the transaction is committed.
	AfterCommit(ctx context.Context, fn func())
}
