package job

import (
	"context"
	"errors"
	"fmt"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
)

// errKilled ends a job whose worker died at each attempt: it may well be what
// kills them.
var errKilled = errors.New("its worker died at every attempt")

// handle calls the handler; a panic in it is an error of this job alone.
func (q *Queue) handle(j *held) (err error) {
	kind, ok := q.kinds[j.Kind]
	switch {
	case j.ctx.Err() != nil: // lost while it waited
		return context.Cause(j.ctx)
	case j.Attempts > j.Allowed:
		return Cancel(errKilled)
	case !ok: // left by another version of the program, which may be back
		return Snooze(time.Hour)
	}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic of type %T", p) // its text may hold anything
		}
	}()
	ctx, cancel := context.WithTimeout(j.ctx, kind.Timeout)
	defer cancel()
	return kind.Handle(ctx, Task{
		ID: j.ID, Kind: j.Kind, Scope: j.Scope, Args: j.Args, Attempt: j.Attempts, queue: q, held: j,
	})
}

// reason is what the operator reads beside a job that failed. Errors name ids
// only; it is cut all the same.
func reason(err error) string {
	const longest = 300
	text := []rune(err.Error())
	return string(text[:min(len(text), longest)])
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
