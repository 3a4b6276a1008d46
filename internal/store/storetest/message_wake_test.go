package storetest

import (
	"slices"
	"testing"
	"time"

	"krag/internal/domain/notify"
	"krag/internal/domain/outbox"
)

// wakes are the jobs that the queue would keep of those asked for: one of a name,
// until it is begun.
func (w *telling) wakes() (kept []outbox.Job) {
	for _, j := range w.jobs {
		if j.Kind == notify.JobSend && !slices.ContainsFunc(kept, func(k outbox.Job) bool { return k.Unique == j.Unique }) {
			kept = append(kept, j)
		}
	}
	slices.SortFunc(kept, func(a, b outbox.Job) int { return a.RunAt.Compare(b.RunAt) })
	w.jobs = nil
	return kept
}

// TestEverythingDueIsWokenFor: of two messages that wait for different seconds of
// one minute, both leave when they are due, and not whenever the next one does.
func TestEverythingDueIsWokenFor(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		w := newTelling(t, env)
		w.reached("Kos", notify.Email)
		w.reached("Sowa", notify.Email)
		w.cancel(w.tuesday())
		w.run()
		drafts := w.drafts()
		if len(drafts) != 2 {
			t.Fatalf("%d drafts", len(drafts))
		}
		w.jobs = nil
		for i, d := range drafts {
			w.must(w.messages.Hold(t.Context(), d, time.Duration(10+40*i)*time.Second, "connect"))
		}
		from, sent := w.clock.Now(), 0
		for _, j := range w.wakes() {
			if late := j.RunAt.Sub(w.clock.Now()); late > 0 {
				w.clock.pass(late)
			}
			sent += len(w.send())
		}
		if took := w.clock.Now().Sub(from); sent != 2 || took > 2*time.Minute {
			t.Errorf("%d of 2 sent in %v", sent, took)
		}
	})
}
