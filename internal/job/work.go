package job

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
)

// work runs one job's handler and writes down how it ended.
func (q *Queue) work(ctx context.Context, row Row) {
	handling, release := q.hold(ctx, row)
	defer release()
	err := q.handle(handling, row)
	if context.Cause(handling) == ErrLost {
		q.opt.Log.Warn("job lost to another worker", "job", row.ID, "kind", row.Kind)
		return
	}
	stopping := err != nil && errors.Is(context.Cause(ctx), errStopping)
	// Writing down must work although the handler's context has ended.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := q.settle(ctx, row, err, stopping); err != nil && !errors.Is(err, ErrLost) {
		q.opt.Log.Error("settle job", "job", row.ID, "kind", row.Kind, "error", err)
	}
}

// hold makes the handler's context and lists the job among those to renew.
func (q *Queue) hold(ctx context.Context, row Row) (context.Context, func()) {
	ctx, lose := context.WithCancelCause(ctx)
	ctx, cancel := context.WithTimeout(ctx, q.kinds[row.Kind].withDefaults().Timeout)
	q.mu.Lock()
	defer q.mu.Unlock()
	q.held[row.ID] = lose
	return ctx, func() {
		q.mu.Lock()
		delete(q.held, row.ID)
		q.mu.Unlock()
		cancel()
		lose(nil)
	}
}

// errKilled ends a job whose worker died at each attempt: it may well be what
// kills them.
var errKilled = errors.New("its worker died at every attempt")

// handle calls the handler; a panic in it is an error of this job alone.
func (q *Queue) handle(ctx context.Context, row Row) (err error) {
	if row.Attempts > row.Allowed {
		return Cancel(errKilled)
	}
	kind, ok := q.kinds[row.Kind]
	if !ok { // left by another version of the program, which may be back
		return Snooze(time.Hour)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic of type %T", p) // its text may hold anything
		}
	}()
	return kind.Handle(ctx, Task{
		ID: row.ID, Kind: row.Kind, Scope: row.Scope, Args: row.Args, Attempt: row.Attempts, queue: q,
	})
}

// settle moves the job on. A handler that called Task.Done left no row: then
// ErrLost is nothing to worry about.
func (q *Queue) settle(ctx context.Context, row Row, err error, stopping bool) error {
	return q.tx.InTx(ctx, domain.Across, func(ctx context.Context) error {
		now := q.opt.Clock.Now()
		later, snoozed := errors.AsType[*snooze](err)
		_, vain := errors.AsType[*cancelled](err)
		switch {
		case err == nil:
			return q.store.Done(ctx, q.holder, row.ID)
		case stopping:
			return q.store.Ready(ctx, q.holder, row.ID, now, 1, "")
		case snoozed:
			return q.store.Ready(ctx, q.holder, row.ID, now.Add(later.after), 1, "")
		case vain, row.Attempts >= row.Allowed:
			q.opt.Log.Error("job is dead", "job", row.ID, "kind", row.Kind, "attempts", row.Attempts, "error", err)
			return q.store.Dead(ctx, q.holder, row.ID, now, reason(err))
		}
		q.opt.Log.Warn("job failed", "job", row.ID, "kind", row.Kind, "attempt", row.Attempts, "error", err)
		due := now.Add(q.kinds[row.Kind].Backoff(row.Attempts))
		return q.store.Ready(ctx, q.holder, row.ID, due, 0, reason(err))
	})
}

// reason is what the operator reads beside a job that failed. Errors name ids
// only; it is cut all the same.
func reason(err error) string {
	const longest = 300
	text := []rune(err.Error())
	return string(text[:min(len(text), longest)])
}

func (q *Queue) heldIDs() []domain.JobID {
	q.mu.Lock()
	defer q.mu.Unlock()
	return slices.Collect(maps.Keys(q.held))
}

func (q *Queue) holds(id domain.JobID) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.held[id] != nil
}

func (q *Queue) dropLost(asked, still []domain.JobID) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, id := range asked {
		if lose := q.held[id]; lose != nil && !slices.Contains(still, id) {
			lose(ErrLost)
		}
	}
}

func (q *Queue) addPeriod(ctx context.Context, k Kind, begun time.Time) error {
	return q.tx.InTx(ctx, domain.Across, func(ctx context.Context) error {
		first, err := q.store.TakePeriod(ctx, k.Name, begun, begun.Add(k.Every))
		if err != nil || !first {
			return err
		}
		return q.Add(ctx, outbox.Job{Kind: k.Name, Scope: domain.Across, Unique: k.Name})
	})
}
