package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
	"krag/internal/job"
	"krag/internal/store"
	"krag/internal/store/sqldb"
)

// effects are rows of meta, one per job: a second effect of the same job would
// be a violation.
func effect(ctx context.Context, env *Env, t job.Task) error {
	return env.InTx(ctx, t.Scope, func(ctx context.Context) error {
		return errors.Join(put(ctx, t.ID.String(), "done"), t.Done(ctx))
	})
}

func newQueue(env *Env, kinds ...job.Kind) *job.Queue {
	return job.New(env, store.Jobs{}, job.Options{Workers: 8, Poll: 10 * time.Millisecond}, kinds...)
}

func start(t *testing.T, q *job.Queue) {
	t.Helper()
	if err := q.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { q.Stop(context.Background()) })
}

func add(t *testing.T, env *Env, q *job.Queue, jobs ...outbox.Job) {
	t.Helper()
	env.Must(t, domain.Across, func(ctx context.Context) error {
		return q.Add(ctx, jobs...)
	})
}

// await waits for n signals, for as long as the test may take.
func await(t *testing.T, signals <-chan struct{}, n int) {
	t.Helper()
	limit := time.After(time.Minute)
	for i := range n {
		select {
		case <-signals:
		case <-limit:
			t.Fatalf("%d of %d after a minute", i, n)
		}
	}
}

func TestEveryJobHasItsEffectOnce(t *testing.T) {
	const jobs = 2000
	Each(t, func(t *testing.T, env *Env) {
		signal := make(chan struct{}, jobs)
		var retried atomic.Int64
		kind := job.Kind{
			Name:    "effect",
			Backoff: func(int) time.Duration { return time.Millisecond },
			Handle: func(ctx context.Context, task job.Task) error {
				if task.Attempt == 1 && task.ID.UUID[15]%8 == 0 {
					retried.Add(1)
					return errors.New("forced")
				}
				err := effect(ctx, env, task)
				if err == nil {
					signal <- struct{}{}
				}
				return err
			},
		}
		one, other := newQueue(env, kind), newQueue(env, kind) // two replicas
		env.Must(t, domain.Across, func(ctx context.Context) error {
			for range jobs {
				if err := one.Add(ctx, outbox.Job{Kind: "effect", Scope: domain.Within(1)}); err != nil {
					return err
				}
			}
			return nil
		})
		begun := time.Now()
		start(t, one)
		start(t, other)
		await(t, signal, jobs)
		t.Logf("%d jobs, %d retried, %s", jobs, retried.Load(), time.Since(begun).Round(time.Millisecond))
		if n := keys(t, env); n != jobs || retried.Load() == 0 {
			t.Errorf("%d effects of %d jobs, %d retried", n, jobs, retried.Load())
		}
	})
}

func TestJobOfUndoneTransactionIsGone(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		q, undo := newQueue(env, job.Kind{Name: "k", Handle: nothing}), errors.New("undo")
		err := env.InTx(t.Context(), domain.Within(1), func(ctx context.Context) error {
			return errors.Join(q.Add(ctx, outbox.Job{Kind: "k"}), undo)
		})
		counts, cerr := q.Counts(t.Context())
		if !errors.Is(err, undo) || cerr != nil || len(counts) != 0 {
			t.Errorf("%v, %v, %v", err, cerr, counts)
		}
	})
}

func nothing(context.Context, job.Task) error { return nil }

func TestUniqueKeepsOutWhatHasNotRun(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		q := newQueue(env, job.Kind{Name: "k", Handle: nothing})
		add(t, env, q, outbox.Job{Kind: "k", Unique: "u"}, outbox.Job{Kind: "k", Unique: "u"}, outbox.Job{Kind: "k"})
		if n := ready(t, q); n != 2 {
			t.Fatalf("%d ready, want 2", n)
		}
		now, worker := time.Now().Add(time.Second), domain.NewID[domain.JobID]().UUID
		var first job.Row
		env.Must(t, domain.Across, func(ctx context.Context) error {
			claimed, err := store.Jobs{}.Claim(ctx, worker, now, now.Add(time.Minute), 1)
			if len(claimed) != 1 || claimed[0].Unique != "u" {
				t.Fatalf("claimed %+v", claimed)
			}
			first = claimed[0]
			return err
		})
		// The first one runs: what it read may be old, so another is let in.
		add(t, env, q, outbox.Job{Kind: "k", Unique: "u"})
		if n := ready(t, q); n != 2 {
			t.Errorf("%d ready, want 2", n)
		}
		// The first one failed and waits for its next try beside the other.
		env.Must(t, domain.Across, func(ctx context.Context) error {
			return store.Jobs{}.Ready(ctx, worker, first.ID, now, 0, "broken")
		})
		if n := ready(t, q); n != 3 {
			t.Errorf("%d ready, want 3", n)
		}
	})
}

func ready(t *testing.T, q *job.Queue) (n int) {
	t.Helper()
	counts, err := q.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range counts {
		if c.State == "ready" {
			n += c.N
		}
	}
	return n
}

func TestDeadWorkersJobRunsAgain(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		signal := make(chan struct{}, 1)
		var attempt int
		q := newQueue(env, job.Kind{Name: "k", Handle: func(ctx context.Context, task job.Task) error {
			attempt = task.Attempt
			err := effect(ctx, env, task)
			signal <- struct{}{}
			return err
		}})
		add(t, env, q, outbox.Job{Kind: "k", Scope: domain.Within(1)})
		dead := domain.NewID[domain.JobID]().UUID
		var lost job.Row
		now := domain.SystemClock.Now()
		env.Must(t, domain.Across, func(ctx context.Context) (err error) { // claimed, then never heard of
			claimed, err := store.Jobs{}.Claim(ctx, dead, now, now.Add(50*time.Millisecond), 1)
			lost = claimed[0]
			return err
		})
		start(t, q)
		await(t, signal, 1)
		if attempt != 2 || keys(t, env) != 1 {
			t.Errorf("attempt %d, %d effects; want 2 and 1", attempt, keys(t, env))
		}
		err := env.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
			return store.Jobs{}.Done(ctx, dead, lost.ID)
		})
		if !errors.Is(err, job.ErrLost) {
			t.Errorf("the dead worker came back and finished: %v", err)
		}
	})
}

func TestStopGivesBack(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		begun := make(chan struct{}, 1)
		q := newQueue(env, job.Kind{Name: "k", Attempts: 1, Handle: func(ctx context.Context, _ job.Task) error {
			begun <- struct{}{}
			<-ctx.Done()
			return ctx.Err()
		}})
		add(t, env, q, outbox.Job{Kind: "k"})
		start(t, q)
		await(t, begun, 1)
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		q.Stop(ended)
		if n := ready(t, q); n != 1 {
			t.Errorf("%d ready after the stop, want the one that was running", n)
		}
	})
}

func TestStopFinishes(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		begun, goOn := make(chan struct{}, 1), make(chan struct{})
		q := newQueue(env, job.Kind{Name: "k", Handle: func(ctx context.Context, task job.Task) error {
			begun <- struct{}{}
			<-goOn
			return effect(ctx, env, task)
		}})
		add(t, env, q, outbox.Job{Kind: "k", Scope: domain.Within(1)})
		start(t, q)
		await(t, begun, 1)
		close(goOn)
		q.Stop(t.Context())
		if n := keys(t, env); n != 1 {
			t.Errorf("%d effects, want 1", n)
		}
	})
}

func TestLastFailureIsDeadUntilAgain(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		signal := make(chan struct{}, 3)
		var mended atomic.Bool
		id := domain.NewID[domain.JobID]()
		q := newQueue(env, job.Kind{
			Name: "k", Attempts: 2,
			Backoff: func(int) time.Duration { return time.Millisecond },
			Handle: func(ctx context.Context, task job.Task) error {
				defer func() { signal <- struct{}{} }()
				if !mended.Load() {
					return errors.New("broken")
				}
				return effect(ctx, env, task)
			},
		})
		add(t, env, q, outbox.Job{ID: id, Kind: "k", Scope: domain.Within(1)})
		start(t, q)
		await(t, signal, 2)
		q.Stop(t.Context())
		if counts, err := q.Counts(t.Context()); err != nil || len(counts) != 1 || counts[0].State != "dead" {
			t.Fatalf("%v, %v; want one dead", counts, err)
		}
		mended.Store(true)
		again := func() (moved bool) {
			env.Must(t, domain.Across, func(ctx context.Context) (err error) {
				moved, err = store.Dispatch{}.Again(ctx, id, domain.SystemClock.Now(), 1)
				return err
			})
			return moved
		}
		if !again() {
			t.Fatal("a dead job stays dead")
		}
		start(t, q)
		await(t, signal, 1)
		if again() {
			t.Error("a job that is not dead was tried again")
		}
	})
}

func TestEachPeriodIsTakenOnce(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		begun := time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC)
		var taken atomic.Int64
		done := make(chan struct{}, 8)
		for range 8 {
			go func() {
				defer func() { done <- struct{}{} }()
				err := env.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
					first, err := store.Jobs{}.TakePeriod(ctx, "sweep", begun, begun.Add(time.Hour))
					if first {
						sqldb.AfterCommit(ctx, func() { taken.Add(1) })
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}()
		}
		await(t, done, 8)
		if taken.Load() != 1 {
			t.Errorf("%d replicas took the period", taken.Load())
		}
	})
}

// TestPeriodWaitsForTheOneBefore: while a job of a period is at work or is tried
// again soon, the next takes no period; one that lies dead, or that a wrong clock
// put off for years, keeps nobody waiting.
func TestPeriodWaitsForTheOneBefore(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		hour := time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC)
		for i, c := range []struct {
			state string
			due   time.Time
			want  bool
		}{
			{"ready", hour.Add(time.Minute), false},
			{"running", hour.Add(time.Minute), false},
			{"dead", hour.Add(time.Minute), true},
			{"ready", hour.AddDate(9, 0, 0), true},
		} {
			kind, first := fmt.Sprintf("sweep.%d", i), false
			env.Must(t, domain.Across, func(ctx context.Context) (err error) {
				row := job.Row{ID: domain.NewID[domain.JobID](), Kind: kind, Unique: kind, Scope: domain.Across, Args: []byte("{}"), Allowed: 20, DueAt: c.due, MadeAt: hour}
				if err := (store.Jobs{}).Insert(ctx, row); err != nil {
					return err
				}
				holder := any(nil)
				if c.state == "running" {
					holder = row.ID
				}
				if _, err := sqldb.From(ctx).ExecContext(ctx, `UPDATE job SET state = $1, attempts = 1, holder = $2 WHERE id = $3`, c.state, holder, row.ID); err != nil {
					return err
				}
				first, err = store.Jobs{}.TakePeriod(ctx, kind, hour, hour.Add(time.Hour))
				return err
			})
			if first != c.want {
				t.Errorf("%s, due %v: taken %v", c.state, c.due, first)
			}
		}
	})
}

// TestPeriodOfAWrongClock: a clock that was years ahead for a moment must not
// stop periodic work for years; one that is a little ahead takes no period twice.
func TestPeriodOfAWrongClock(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		hour := time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC)
		takes := func(begun time.Time) (first bool) {
			env.Must(t, domain.Across, func(ctx context.Context) (err error) {
				first, err = store.Jobs{}.TakePeriod(ctx, "sweep", begun, begun.Add(time.Hour))
				return err
			})
			return first
		}
		for i, c := range []struct {
			begun time.Time
			want  bool
		}{
			{hour, true},
			{hour.AddDate(9, 0, 0), true}, // the wrong clock
			{hour, true},                  // mended
			{hour, false},
			{hour.Add(time.Hour), true}, // a replica that is a little ahead
			{hour, false},
			{hour.Add(time.Hour), false},
			{hour.Add(2 * time.Hour), true},
		} {
			if got := takes(c.begun); got != c.want {
				t.Errorf("%d: period of %s taken: %v, want %v", i, c.begun, got, c.want)
			}
		}
	})
}
