package job

import (
	"context"
	"errors"
	"time"

	"krag/internal/domain"
)

// together is how many ends are written down in one transaction at most.
const together = 64

// ending is a job whose handler has returned, or never began.
type ending struct {
	*held
	err      error
	stopping bool
	how      How
	due      time.Time
	more     int
	reason   string
}

// How says how one try of a job ended.
type How string

// The ends that are counted. A job that is dead has failed for the last time.
const (
	Finished How = "finished"
	Failed   How = "failed"
	Died     How = "dead"
	back     How = "" // snoozed, or given back at a stop
)

// settle writes down how jobs ended, as long as there are any. Those that end
// while a transaction is under way are written down together in the next.
func (r *run) settle() {
	defer close(r.settled)
	for e := range r.ended {
		batch := []*ending{e}
		for len(batch) < together && len(r.ended) > 0 {
			batch = append(batch, <-r.ended)
		}
		r.q.settle(batch)
		for _, e := range batch {
			r.hand.drop(e.held)
		}
	}
}

// giveBack leaves jobs that nobody has begun to whoever is free.
func (r *run) giveBack(jobs []*held) {
	if len(jobs) == 0 {
		return
	}
	batch := make([]*ending, len(jobs))
	for i, j := range jobs {
		batch[i] = &ending{held: j, err: errStopping, stopping: true}
	}
	r.q.settle(batch)
	r.hand.drop(jobs...)
}

// settle writes ends down in one transaction and, when that fails, each in one
// of its own, so that none is undone because of another. A job whose end could
// not be written down at all is taken up again when its lease is over.
func (q *Queue) settle(batch []*ending) {
	var open []*ending
	for _, e := range batch {
		if q.decide(e) {
			open = append(open, e)
		}
	}
	if len(open) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	err := q.write(ctx, open)
	for _, e := range open {
		if err != nil && len(open) > 1 {
			q.note(e, q.write(ctx, []*ending{e}))
			continue
		}
		q.note(e, err)
	}
}

// decide says what becomes of a job; false means that nothing is left to be
// written down.
func (q *Queue) decide(e *ending) bool {
	if context.Cause(e.ctx) == ErrLost {
		q.opt.Log.Warn("job lost to another worker", "job", e.ID, "kind", e.Kind)
		return false
	}
	if e.done.Load() { // Task.Done has counted it
		return false
	}
	now := q.opt.Clock.Now()
	later, snoozed := errors.AsType[*snooze](e.err)
	_, vain := errors.AsType[*cancelled](e.err)
	switch {
	case e.err == nil:
		e.how = Finished
	case e.stopping:
		e.due, e.more = now, 1
	case snoozed:
		e.due, e.more = now.Add(later.after), 1
	case vain, e.Attempts >= e.Allowed:
		e.how, e.due, e.reason = Died, now, reason(e.err)
	default:
		e.how, e.due, e.reason = Failed, now.Add(q.kinds[e.Kind].Backoff(e.Attempts)), reason(e.err)
	}
	return true
}

// write moves the jobs on. One that is another worker's by now is left to it.
func (q *Queue) write(ctx context.Context, batch []*ending) error {
	return q.tx.InTx(ctx, domain.Across, func(ctx context.Context) error {
		var finished []domain.JobID
		for _, e := range batch {
			if e.how == Finished {
				finished = append(finished, e.ID)
				continue
			}
			if err := q.move(ctx, e); err != nil && !errors.Is(err, ErrLost) {
				return err
			}
		}
		if len(finished) == 0 {
			return nil
		}
		return q.store.DoneAll(ctx, q.holder, finished)
	})
}

func (q *Queue) move(ctx context.Context, e *ending) error {
	if e.how == Died {
		return q.store.Dead(ctx, q.holder, e.ID, e.due, e.reason)
	}
	return q.store.Ready(ctx, q.holder, e.ID, e.due, e.more, e.reason)
}

// note logs and counts an end, or that it could not be written down.
func (q *Queue) note(e *ending, err error) {
	switch {
	case err != nil:
		q.opt.Log.Error("settle job", "job", e.ID, "kind", e.Kind, "error", err)
		return
	case e.how == Died:
		q.opt.Log.Error("job is dead", "job", e.ID, "kind", e.Kind, "attempts", e.Attempts, "error", e.err)
	case e.how == Failed:
		q.opt.Log.Warn("job failed", "job", e.ID, "kind", e.Kind, "attempt", e.Attempts, "error", e.err)
	}
	q.count(e.Kind, e.how)
}

// count leaves out a kind that only another version of the program knows: it
// came from the database.
func (q *Queue) count(kind string, how How) {
	if _, ok := q.kinds[kind]; ok && how != back {
		q.opt.Ended(kind, how)
	}
}
