package job

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
)

var _ outbox.Outbox = (*Queue)(nil)

// Options for a Queue. Zero fields take the default in brackets.
type Options struct {
	Workers int           // handlers at once [4]
	Poll    time.Duration // how often to look for jobs of other replicas or of later [2 s]
	Lease   time.Duration // how long a worker may be silent before it counts as dead [30 s]
	Clock   domain.Clock  // [the machine's]
	Log     *slog.Logger  // gets ids and kinds only [discarded]
	// Ended is told how each try of a job ended, to count them. [nobody]
	Ended func(kind string, how How)
}

func (o Options) withDefaults() Options {
	if o.Workers == 0 {
		o.Workers = 4
	}
	if o.Poll == 0 {
		o.Poll = 2 * time.Second
	}
	if o.Lease == 0 {
		o.Lease = 30 * time.Second
	}
	if o.Clock == nil {
		o.Clock = domain.SystemClock
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Ended == nil {
		o.Ended = func(string, How) {}
	}
	return o
}

// Queue takes jobs and, between Start and Stop, does them. A command that only
// adds jobs never starts it.
type Queue struct {
	opt    Options
	tx     domain.Tx
	store  Store
	kinds  map[string]Kind
	holder domain.UUID // this process, new at every start
	wake   chan struct{}

	mu      sync.Mutex
	running *run // nil unless started
}

// New makes a queue of the kinds. Two of one name, or one without a handler,
// are a mistake in the program, so it panics.
func New(tx domain.Tx, store Store, opt Options, kinds ...Kind) *Queue {
	q := &Queue{
		opt: opt.withDefaults(), tx: tx, store: store,
		kinds: map[string]Kind{}, wake: make(chan struct{}, 1),
	}
	_, _ = rand.Read(q.holder[:])
	for _, k := range kinds {
		if _, twice := q.kinds[k.Name]; twice || k.Handle == nil {
			panic("job: kind " + k.Name + " is there twice or has no handler")
		}
		q.kinds[k.Name] = k.withDefaults()
	}
	return q
}

// Add puts jobs into the queue inside the caller's transaction, of any scope:
// they exist if and only if that commits. A kind that nobody handles is an
// error, here and not hours later.
func (q *Queue) Add(ctx context.Context, jobs ...outbox.Job) error {
	rows := make([]Row, len(jobs))
	for i, j := range jobs {
		kind, ok := q.kinds[j.Kind]
		if !ok {
			return fmt.Errorf("add job: nobody handles kind %q", j.Kind)
		}
		rows[i] = rowOf(j, kind, q.opt.Clock.Now())
	}
	if err := q.store.Insert(ctx, rows...); err != nil {
		return fmt.Errorf("add %d jobs: %w", len(jobs), err)
	}
	q.store.AfterCommit(ctx, q.Wake)
	return nil
}

func rowOf(j outbox.Job, kind Kind, now time.Time) Row {
	row := Row{
		ID: j.ID, Kind: j.Kind, Scope: j.Scope, Args: j.Args, Unique: j.Unique,
		Priority: kind.Priority, Allowed: kind.Attempts, DueAt: j.RunAt, MadeAt: now,
	}
	if row.ID.IsZero() {
		row.ID = domain.NewID[domain.JobID]()
	}
	if row.DueAt.IsZero() {
		row.DueAt = now
	}
	return row
}

// Wake has the queue look for jobs now instead of at the next poll.
func (q *Queue) Wake() {
	select {
	case q.wake <- struct{}{}:
	default: // it is about to look already
	}
}

// Attempts is how often a job of the kind may be tried.
func (q *Queue) Attempts(kind string) int { return q.kinds[kind].withDefaults().Attempts }

// Needed says that a job of the kind must not be dropped. Of a kind that this
// program does not know nobody can say that it may.
func (q *Queue) Needed(kind string) bool {
	k, ok := q.kinds[kind]
	return !ok || k.Needed
}

// Counts gives the number of jobs per kind and state, for /metrics and the
// operator's page.
func (q *Queue) Counts(ctx context.Context) (counts []Count, err error) {
	err = q.tx.Read(ctx, domain.Across, func(ctx context.Context) error {
		counts, err = q.store.Counts(ctx)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("count jobs: %w", err)
	}
	return counts, nil
}

var errStarted = errors.New("the queue is started already")

// Start begins to work and returns at once. Every Start needs a Stop; a queue
// may be started again after it.
func (q *Queue) Start() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.running != nil {
		return errStarted
	}
	q.running = newRun(q)
	return nil
}

// Stop claims nothing more and waits for the handlers at work. When ctx ends
// first, it ends their contexts and gives back what they leave undone. A
// handler that does not listen for two seconds is left behind; its job is
// taken up by another when the lease is over. Stopping twice is harmless.
func (q *Queue) Stop(ctx context.Context) {
	q.mu.Lock()
	r := q.running
	q.running = nil
	q.mu.Unlock()
	if r != nil {
		r.stop(ctx)
	}
}
