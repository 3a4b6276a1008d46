package dispatch

import (
	"context"
	"time"

	"krag/internal/domain"
)

// Store reads and moves jobs. Its methods expect a transaction in the context,
// of any scope: jobs lie outside every institution.
type Store interface {
	// Counts gives the number of jobs per kind and state.
	Counts(ctx context.Context) ([]Count, error)
	// List gives one page of the jobs in a state: the dead ones from the
	// latest, the others from what comes next.
	List(ctx context.Context, state State, page domain.Page) (domain.Listed[Job], error)
	// ByID gives one job, KindNotFound when it is done or was never there.
	ByID(ctx context.Context, id domain.JobID) (Job, error)
	// Again makes a dead job ready for more attempts, and is false for one
	// that is not dead.
	Again(ctx context.Context, id domain.JobID, now time.Time, more int) (bool, error)
	// AgainAll does so with every dead job of a kind, and gives them.
	AgainAll(ctx context.Context, kind string, now time.Time, more int) ([]domain.JobID, error)
	// Drop deletes a dead job, and is false for one that is not dead.
	Drop(ctx context.Context, id domain.JobID) (bool, error)
}

// Queue is what the area asks of the queue itself.
type Queue interface {
	// Wake has it look for jobs now.
	Wake()
	// Attempts is how often a job of the kind may be tried.
	Attempts(kind string) int
	// Needed says that a job of the kind must not be dropped.
	Needed(kind string) bool
}
