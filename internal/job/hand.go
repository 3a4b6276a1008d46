package job

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"krag/internal/domain"
)

// brisk is how quick a job must be for the next ones to be claimed before a
// worker is free. What is slow is better left to replicas that have nothing to
// do.
const brisk = 50 * time.Millisecond

// held is a job that this process has claimed and not yet ended.
type held struct {
	Row
	ctx     context.Context // of its handler, but for the time it may take
	lose    context.CancelCauseFunc
	claimed time.Time
	done    atomic.Bool // finished by Task.Done
	told    time.Time   // when its handler last said how far it is
}

// hand is all that a run holds: jobs that wait for a worker, jobs at work, and
// jobs whose end is about to be written down. There are never more than workers
// and spare together.
type hand struct {
	workers, spare int

	mu      sync.Mutex
	changed *sync.Cond
	all     map[domain.JobID]*held
	waiting []*held // in the order in which they were claimed
	quick   bool
	closed  bool
}

func newHand(workers int) *hand {
	h := &hand{workers: workers, spare: 2 * workers, all: map[domain.JobID]*held{}}
	h.changed = sync.NewCond(&h.mu)
	return h
}

// room waits until it is worth claiming and says how many; 0 means never more.
// While jobs are slow that is one for each free worker. While they are quick a
// few more lie ready, and are fetched several at once.
func (h *hand) room() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	for !h.closed {
		switch n := h.workers - len(h.all); {
		case h.quick && n+h.spare >= h.spare/2:
			return n + h.spare
		case !h.quick && n > 0:
			return n
		}
		h.changed.Wait()
	}
	return 0
}

// take notes jobs that were claimed. One that is in the hand already stays
// where it is: its lease ran out while the database was away, and the claim
// renewed it.
func (h *hand) take(ctx context.Context, rows []Row, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, row := range rows {
		if h.all[row.ID] != nil {
			continue
		}
		j := &held{Row: row, claimed: now}
		j.ctx, j.lose = context.WithCancelCause(ctx)
		h.all[row.ID] = j
		h.waiting = append(h.waiting, j)
	}
	h.changed.Broadcast()
}

// next waits for a job to do; nil means that there is none any more.
func (h *hand) next() *held {
	h.mu.Lock()
	defer h.mu.Unlock()
	for len(h.waiting) == 0 && !h.closed {
		h.changed.Wait()
	}
	if h.closed {
		return nil
	}
	j := h.waiting[0]
	h.waiting = h.waiting[1:]
	return j
}

// worked notes how long a handler took.
func (h *hand) worked(took time.Duration) {
	h.mu.Lock()
	h.quick = took < brisk
	h.mu.Unlock()
}

// drop forgets jobs that have ended, for this process at least.
func (h *hand) drop(jobs ...*held) {
	h.mu.Lock()
	for _, j := range jobs {
		delete(h.all, j.ID)
		j.lose(nil)
	}
	h.mu.Unlock()
	h.changed.Broadcast()
}

// unbegun takes out what has waited for a worker since before a moment.
func (h *hand) unbegun(before time.Time) (jobs []*held) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for len(h.waiting) > 0 && h.waiting[0].claimed.Before(before) {
		jobs = append(jobs, h.waiting[0])
		h.waiting = h.waiting[1:]
	}
	if len(jobs) > 0 {
		h.quick = false
	}
	return jobs
}

// close ends the waiting of everybody, and gives what nobody has begun.
func (h *hand) close() []*held {
	h.mu.Lock()
	h.closed = true
	jobs := h.waiting
	h.waiting = nil
	h.mu.Unlock()
	h.changed.Broadcast()
	return jobs
}

func (h *hand) ids() (ids []domain.JobID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for id := range h.all {
		ids = append(ids, id)
	}
	return ids
}

// keep ends the contexts of jobs that are another worker's now.
func (h *hand) keep(asked, still []domain.JobID) {
	kept := make(map[domain.JobID]bool, len(still))
	for _, id := range still {
		kept[id] = true
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, id := range asked {
		if j := h.all[id]; j != nil && !kept[id] {
			j.lose(ErrLost)
		}
	}
}
