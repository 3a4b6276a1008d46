package web_test

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/transfer"
	"krag/internal/store/sqldb"
)

// dead is a job of the estate that has failed for the last time. Tried again it
// fails once more, and waits.
func (e *estate) dead() domain.JobID {
	return made(e, "dead job", func() domain.JobID { return e.deadJob(transfer.JobImport) })
}

// deadJob is a dead job of a kind.
func (h *house) deadJob(kind string) domain.JobID {
	h.t.Helper()
	id := domain.NewID[domain.JobID]()
	h.must(h.DB().InTx(h.t.Context(), domain.Across, func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, `
			INSERT INTO job (id, kind, scope_no, args, priority, state, due_at, attempts, allowed, last_error, made_at)
			VALUES ($1, $2, $3, '{}', 0, 'dead', $4, 8, 8, 'out of paper', $4)`,
			id, kind, h.actor.Scope.Institution(), sqldb.Micros(h.clock()))
		return err
	}))
	return id
}
