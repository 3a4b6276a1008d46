package job

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"krag/internal/domain"
)

// Handler does the work of one kind. Its context ends after Kind.Timeout, when
// the lease is lost, or when the queue must stop. It opens its own
// transactions in the task's scope.
type Handler func(ctx context.Context, t Task) error

// Kind is a sort of work. Zero fields take the default in brackets.
type Kind struct {
	Name     string
	Handle   Handler
	Attempts int                             // how often it may be tried in all [20]
	Timeout  time.Duration                   // how long one try may take [5 min]
	Priority int                             // lower is sooner [0]
	Every    time.Duration                   // periodic work: one job per period, counted from 1970 in UTC [none]
	Backoff  func(attempt int) time.Duration // wait after the n-th failure, n from 1 [Backoff]
	Needed   bool                            // an operator must not drop it: somebody was promised that it is done
}

func (k Kind) withDefaults() Kind {
	if k.Attempts == 0 {
		k.Attempts = 20
	}
	if k.Timeout == 0 {
		k.Timeout = 5 * time.Minute
	}
	if k.Backoff == nil {
		k.Backoff = Backoff
		if k.Every > 0 { // no try comes later than that of the next period would
			k.Backoff = func(attempt int) time.Duration { return min(Backoff(attempt), k.Every) }
		}
	}
	return k
}

// Backoff doubles from 2 s up to 6 h and strays by a fifth either way, so that
// what failed together does not come back together. Twenty attempts spread
// over about two and a half days.
func Backoff(attempt int) time.Duration {
	const longest = 6 * time.Hour
	wait := longest
	if attempt < 14 {
		wait = min(2*time.Second<<max(attempt-1, 0), longest)
	}
	return wait*4/5 + rand.N(wait*2/5)
}

// Task is a job in the hands of its handler.
type Task struct {
	ID      domain.JobID
	Kind    string
	Scope   domain.Scope
	Args    []byte // JSON, ids only
	Attempt int    // from 1
	queue   *Queue
	held    *held
}

// Done finishes the job inside the handler's own transaction, so that effect
// and end are one. It fails with ErrLost when another worker has the job now,
// and so undoes the effect. A handler that does not call it finishes the job
// by returning nil.
func (t Task) Done(ctx context.Context) error {
	if err := t.queue.store.Done(ctx, t.queue.holder, t.ID); err != nil {
		return fmt.Errorf("finish job: %w", err)
	}
	t.queue.store.AfterCommit(ctx, func() {
		if !t.held.done.Swap(true) {
			t.queue.count(t.Kind, Finished)
		}
	})
	return nil
}

// Progress says how far the job is, for whoever looks; it is kept when the
// program is started anew, until the next try says otherwise. It is written at
// most once a second, in a transaction of its own, so it must not be called
// inside one. That it could not be written is no reason to fail.
func (t Task) Progress(ctx context.Context, done, of int) {
	if now := t.queue.opt.Clock.Now(); now.Sub(t.held.told).Abs() >= time.Second {
		t.held.told = now
		t.queue.progress(ctx, t, done, of)
	}
}

func (q *Queue) progress(ctx context.Context, t Task, done, of int) {
	err := q.tx.InTx(ctx, domain.Across, func(ctx context.Context) error {
		return q.store.Progress(ctx, q.holder, t.ID, done, of)
	})
	if err != nil && ctx.Err() == nil {
		q.opt.Log.Warn("write progress", "job", t.ID, "kind", t.Kind, "error", err)
	}
}

// Snooze is the error by which a handler says: not now, ask again after a
// while. It does not count as an attempt.
func Snooze(after time.Duration) error { return &snooze{after} }

type snooze struct{ after time.Duration }

func (s *snooze) Error() string { return "snoozed for " + s.after.String() }

// Cancel is the error by which a handler says that trying again is in vain:
// the job is dead at once.
func Cancel(cause error) error { return &cancelled{cause} }

type cancelled struct{ cause error }

func (c *cancelled) Error() string { return "in vain: " + c.cause.Error() }
func (c *cancelled) Unwrap() error { return c.cause }

var errStopping = errors.New("the queue is stopping")
