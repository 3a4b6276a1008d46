package storetest

import (
	"context"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
	"krag/internal/job"
	"krag/internal/store"
)

// queued are so many short jobs, and a channel that has one signal for each
// when it is done. Its buffer holds them all: nobody waits for the counter.
func queued(n int, handle func(ctx context.Context, t job.Task) error) (kind job.Kind, jobs []outbox.Job, done chan struct{}) {
	done = make(chan struct{}, n)
	kind = job.Kind{Name: "short", Handle: func(ctx context.Context, t job.Task) error {
		if err := handle(ctx, t); err != nil {
			return err
		}
		done <- struct{}{}
		return nil
	}}
	for range n {
		jobs = append(jobs, outbox.Job{Kind: "short", Scope: domain.Within(1)})
	}
	return kind, jobs, done
}

// BenchmarkQueue gives how many short jobs a second 8 workers do, from their
// adding until none is left (want at least 5,000 on SQLite and 2,000 on
// PostgreSQL): jobs that finish by returning, and jobs that finish in the
// transaction of an effect of their own.
func BenchmarkQueue(b *testing.B) {
	const jobs = 4000
	for _, engine := range []string{"sqlite", "postgres"} {
		for name, how := range map[string]func(env *Env) func(context.Context, job.Task) error{
			"return": func(*Env) func(context.Context, job.Task) error {
				return func(context.Context, job.Task) error { return nil }
			},
			"done": func(env *Env) func(context.Context, job.Task) error {
				return func(ctx context.Context, t job.Task) error { return env.InTx(ctx, t.Scope, t.Done) }
			},
		} {
			b.Run(engine+"/"+name, func(b *testing.B) {
				env, _ := durable(b, engine)
				var seconds float64
				for b.Loop() {
					kind, all, done := queued(jobs, how(env))
					q := job.New(env, store.Jobs{}, job.Options{Workers: 8}, kind)
					if err := q.Start(); err != nil {
						b.Fatal(err)
					}
					seconds += took(func() { pour(b, env, q, all, done) })
				}
				b.ReportMetric(float64(b.N)*jobs/seconds, "jobs/s")
			})
		}
	}
}

// pour adds jobs in one transaction and returns when all of them are done and
// gone.
func pour(b *testing.B, env *Env, q *job.Queue, all []outbox.Job, done <-chan struct{}) {
	b.Helper()
	env.Must(b, domain.Across, func(ctx context.Context) error { return q.Add(ctx, all...) })
	for range all {
		<-done
	}
	q.Stop(context.Background())
	if counts, err := q.Counts(b.Context()); err != nil || len(counts) != 0 {
		b.Fatalf("%v are left, %v", counts, err)
	}
}

// BenchmarkLatency gives how long one job takes from its commit until it has
// run, in a queue that was idle.
func BenchmarkLatency(b *testing.B) {
	for _, engine := range []string{"sqlite", "postgres"} {
		b.Run(engine, func(b *testing.B) {
			env, _ := durable(b, engine)
			kind, _, done := queued(1, func(context.Context, job.Task) error { return nil })
			q := job.New(env, store.Jobs{}, job.Options{Workers: 8}, kind)
			if err := q.Start(); err != nil {
				b.Fatal(err)
			}
			defer q.Stop(context.Background())
			var waited time.Duration
			for b.Loop() {
				env.Must(b, domain.Across, func(ctx context.Context) error { return q.Add(ctx, outbox.Job{Kind: "short"}) })
				committed := time.Now()
				<-done
				waited += time.Since(committed)
			}
			b.ReportMetric(float64(waited.Microseconds())/float64(b.N), "µs-until-done")
		})
	}
}
