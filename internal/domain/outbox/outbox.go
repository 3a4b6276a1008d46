// Package outbox is the port through which areas ask for work to be done
// after their transaction commits. It is not the queue: package job is.
package outbox

import (
	"context"
	"time"

	"krag/internal/domain"
)

// Job is work asked for. Its arguments carry ids only, never words about a
// person. Kind names the handler; a second Job with the same non-empty Unique
// that has not run yet is not added.
type Job struct {
	ID     domain.JobID
	Kind   string
	Scope  domain.Scope
	Args   []byte    // JSON, ids only
	RunAt  time.Time // not before; zero means now
	Unique string
}

// Outbox takes jobs. Add must be called inside InTx: the jobs exist if and
// only if the transaction commits.
type Outbox interface {
	Add(ctx context.Context, jobs ...Job) error
}
