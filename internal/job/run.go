package job

import (
	"context"
	"sync"
	"time"

	"krag/internal/domain"
)

// grace is how long a handler has to return once its context has ended.
const grace = 2 * time.Second

// run is a queue between Start and Stop.
type run struct {
	q        *Queue
	loops    sync.WaitGroup // claiming, periods
	handlers sync.WaitGroup
	renewing sync.WaitGroup // outlives the handlers
	slots    chan struct{}
	ctx      context.Context // ends the handlers
	end      context.CancelCauseFunc
	claiming context.Context // ends the loops
	noMore   context.CancelFunc
}

func newRun(q *Queue) *run {
	r := &run{q: q, slots: make(chan struct{}, q.opt.Workers)}
	r.ctx, r.end = context.WithCancelCause(context.Background())
	r.claiming, r.noMore = context.WithCancel(r.ctx)
	r.loops.Go(r.claim)
	r.renewing.Go(r.renew)
	for _, k := range q.kinds {
		if k.Every > 0 {
			r.loops.Go(func() { r.repeat(k) })
		}
	}
	return r
}

func (r *run) stop(ctx context.Context) {
	r.noMore()
	r.loops.Wait()
	finished := make(chan struct{})
	go func() {
		r.handlers.Wait()
		close(finished)
	}()
	select {
	case <-finished:
	case <-ctx.Done():
		r.end(errStopping)
		wait(context.Background(), grace, finished)
	}
	r.end(errStopping)
	r.renewing.Wait()
}

// claim hands due jobs to free workers, as long as there are any; then it
// waits to be woken or for the next poll.
func (r *run) claim() {
	for r.slot() {
		row, ok, err := r.q.claim(r.claiming)
		if ok && r.q.holds(row.ID) {
			// Its lease ran out while the database was away; this renewed it.
			<-r.slots
			continue
		}
		if ok {
			r.handlers.Go(func() {
				defer func() { <-r.slots }()
				r.q.work(r.ctx, row)
			})
			continue
		}
		<-r.slots
		if err != nil {
			r.q.opt.Log.Error("claim a job", "error", err)
		}
		wait(r.claiming, r.q.opt.Poll, r.q.wake)
	}
}

// slot waits for a free worker; false means to claim no more.
func (r *run) slot() bool {
	select {
	case <-r.claiming.Done():
		return false
	case r.slots <- struct{}{}:
	}
	if r.claiming.Err() != nil {
		<-r.slots
		return false
	}
	return true
}

// claim does not let a stop cut it off: a job claimed by nobody would lie until
// its lease is over. Waiting longer than that is in vain.
func (q *Queue) claim(ctx context.Context) (row Row, ok bool, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), q.opt.Lease)
	defer cancel()
	err = q.tx.InTx(ctx, domain.Across, func(ctx context.Context) error {
		now := q.opt.Clock.Now()
		row, ok, err = q.store.Claim(ctx, q.holder, now, now.Add(q.opt.Lease))
		return err
	})
	return row, ok && err == nil, err
}

// renew keeps the leases of the jobs at work. One that was lost meanwhile has
// its handler's context ended: another worker is at it.
func (r *run) renew() {
	for {
		wait(r.ctx, r.q.opt.Lease/3, nil)
		if r.ctx.Err() != nil {
			return
		}
		if err := r.q.renewHeld(r.ctx); err != nil && r.ctx.Err() == nil {
			r.q.opt.Log.Error("renew leases", "error", err)
		}
	}
}

func (q *Queue) renewHeld(ctx context.Context) error {
	ids := q.heldIDs()
	if len(ids) == 0 {
		return nil // an idle queue asks the database for nothing here
	}
	var still []domain.JobID
	err := q.tx.InTx(ctx, domain.Across, func(ctx context.Context) (err error) {
		still, err = q.store.Hold(ctx, q.holder, ids, q.opt.Clock.Now().Add(q.opt.Lease))
		return err
	})
	if err != nil {
		return err
	}
	q.dropLost(ids, still)
	return nil
}

// repeat adds one job per period. Every replica tries; the first one wins.
func (r *run) repeat(k Kind) {
	for r.claiming.Err() == nil {
		now := r.q.opt.Clock.Now()
		begun := now.Truncate(k.Every)
		if err := r.q.addPeriod(r.claiming, k, begun); err != nil && r.claiming.Err() == nil {
			r.q.opt.Log.Error("add periodic job", "kind", k.Name, "error", err)
			wait(r.claiming, r.q.opt.Poll, nil)
			continue
		}
		wait(r.claiming, begun.Add(k.Every).Sub(now), nil)
	}
}

// wait returns after d, when ctx ends, or when early has something to say.
func wait(ctx context.Context, d time.Duration, early <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	case <-early:
	}
}
