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
	hand     *hand
	loops    sync.WaitGroup // claiming, periods
	workers  sync.WaitGroup
	renewing sync.WaitGroup  // outlives the workers
	ended    chan *ending    // has room for all that the hand can hold
	settled  chan struct{}   // closed when every end is written down
	ctx      context.Context // ends the handlers
	end      context.CancelCauseFunc
	claiming context.Context // ends the loops
	noMore   context.CancelFunc
}

func newRun(q *Queue) *run {
	r := &run{q: q, hand: newHand(q.opt.Workers), settled: make(chan struct{})}
	r.ended = make(chan *ending, r.hand.workers+r.hand.spare)
	r.ctx, r.end = context.WithCancelCause(context.Background())
	r.claiming, r.noMore = context.WithCancel(r.ctx)
	for range q.opt.Workers {
		r.workers.Go(r.work)
	}
	go r.settle()
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
	unbegun := r.hand.close()
	r.loops.Wait()
	r.giveBack(append(unbegun, r.hand.close()...)) // and what was claimed meanwhile
	go func() {
		r.workers.Wait()
		close(r.ended)
	}()
	select {
	case <-r.settled:
	case <-ctx.Done():
		r.end(errStopping)
		wait(context.Background(), grace, r.settled)
	}
	r.end(errStopping)
	r.renewing.Wait()
}

// claim keeps the hand full, as long as jobs are due; then it waits to be
// woken or for the next poll.
func (r *run) claim() {
	for {
		n := r.hand.room()
		if n == 0 {
			return
		}
		rows, err := r.q.claim(r.claiming, n)
		if err != nil {
			r.q.opt.Log.Error("claim jobs", "error", err)
		}
		r.hand.take(r.ctx, rows, r.q.opt.Clock.Now())
		if len(rows) == 0 {
			wait(r.claiming, r.q.opt.Poll, r.q.wake)
		}
	}
}

// claim does not let a stop cut it off: a job claimed by nobody would lie until
// its lease is over. Waiting longer than that is in vain.
func (q *Queue) claim(ctx context.Context, most int) (rows []Row, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), q.opt.Lease)
	defer cancel()
	err = q.tx.InTx(ctx, domain.Across, func(ctx context.Context) (err error) {
		now := q.opt.Clock.Now()
		rows, err = q.store.Claim(ctx, q.holder, now, now.Add(q.opt.Lease), most)
		return err
	})
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// work does one job after the other.
func (r *run) work() {
	for j := r.hand.next(); j != nil; j = r.hand.next() {
		begun := r.q.opt.Clock.Now()
		err := r.q.handle(j)
		r.hand.worked(r.q.opt.Clock.Now().Sub(begun))
		r.ended <- &ending{held: j, err: err, stopping: r.ctx.Err() != nil}
	}
}

// renew keeps the leases of the jobs in hand. One that was lost meanwhile has
// its handler's context ended: another worker is at it. What has waited for a
// worker since the last time is left to other replicas.
func (r *run) renew() {
	for {
		wait(r.ctx, r.q.opt.Lease/3, nil)
		if r.ctx.Err() != nil {
			return
		}
		r.giveBack(r.hand.unbegun(r.q.opt.Clock.Now().Add(-r.q.opt.Poll)))
		if err := r.renewHeld(); err != nil && r.ctx.Err() == nil {
			r.q.opt.Log.Error("renew leases", "error", err)
		}
	}
}

func (r *run) renewHeld() error {
	ids := r.hand.ids()
	if len(ids) == 0 {
		return nil // an idle queue asks the database for nothing here
	}
	var still []domain.JobID
	err := r.q.tx.InTx(r.ctx, domain.Across, func(ctx context.Context) (err error) {
		still, err = r.q.store.Hold(ctx, r.q.holder, ids, r.q.opt.Clock.Now().Add(r.q.opt.Lease))
		return err
	})
	if err != nil {
		return err
	}
	r.hand.keep(ids, still)
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
