package storetest

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
	"krag/internal/job"
	"krag/internal/store"
)

// TestClaimersTakeWhatTheyAskFor: several that claim at once, several jobs each,
// never get more than they asked for, nor the same job; together they get all.
func TestClaimersTakeWhatTheyAskFor(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		const jobs, claimers, most = 600, 8, 7
		q := newQueue(env, job.Kind{Name: "k", Handle: nothing})
		add(t, env, q, slices.Repeat([]outbox.Job{{Kind: "k"}}, jobs)...)
		var mu sync.Mutex
		taken := map[domain.JobID]int{}
		var all sync.WaitGroup
		for range claimers {
			all.Go(func() {
				holder := domain.NewID[domain.JobID]().UUID
				for {
					rows := claims(t, env, holder, most)
					if len(rows) > most {
						t.Errorf("%d claimed, %d asked for", len(rows), most)
					}
					mu.Lock()
					for _, r := range rows {
						taken[r.ID]++
					}
					there := len(taken)
					mu.Unlock()
					if len(rows) == 0 || there == jobs {
						return
					}
				}
			})
		}
		all.Wait()
		for _, r := range claims(t, env, domain.UUID{1}, jobs) { // passed by while another held them
			taken[r.ID]++
		}
		for id, n := range taken {
			if n != 1 {
				t.Errorf("job %s was claimed %d times", id, n)
			}
		}
		if len(taken) != jobs {
			t.Errorf("%d of %d jobs were claimed", len(taken), jobs)
		}
	})
}

func claims(t *testing.T, env *Env, holder domain.UUID, most int) (rows []job.Row) {
	now := time.Now().Add(time.Second)
	err := env.InTx(t.Context(), domain.Across, func(ctx context.Context) (err error) {
		rows, err = store.Jobs{}.Claim(ctx, holder, now, now.Add(time.Hour), most)
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return rows
}

// TestClaimedTogetherInTheirOrder: a batch comes by priority, then by when each
// was due.
func TestClaimedTogetherInTheirOrder(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		now := domain.SystemClock.Now()
		var rows []job.Row
		for i := range 40 {
			rows = append(rows, job.Row{
				ID: domain.NewID[domain.JobID](), Kind: strconv.Itoa(i), Args: []byte("{}"), Allowed: 1,
				Priority: -(i % 4), DueAt: now.Add(-time.Duration(i*7%40) * time.Second), MadeAt: now,
			})
		}
		env.Must(t, domain.Across, func(ctx context.Context) error { return store.Jobs{}.Insert(ctx, rows...) })
		got := claims(t, env, domain.UUID{1}, 40)
		want := slices.SortedFunc(slices.Values(rows), func(a, b job.Row) int {
			if a.Priority != b.Priority {
				return a.Priority - b.Priority
			}
			return a.DueAt.Compare(b.DueAt)
		})
		if !slices.EqualFunc(got, want, func(a, b job.Row) bool { return a.ID == b.ID && a.Kind == b.Kind && a.Attempts == 1 }) {
			t.Errorf("claimed %v\nwant %v", got, want)
		}
	})
}

// TestManyAreAddedTogether: however many are added at once, each is there, but
// for those that are there already.
func TestManyAreAddedTogether(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		q := newQueue(env, job.Kind{Name: "k", Handle: nothing})
		add(t, env, q)
		for _, n := range []int{1, 63, 64, 65, 200} {
			add(t, env, q, slices.Repeat([]outbox.Job{{Kind: "k"}}, n)...)
		}
		if n := ready(t, q); n != 393 {
			t.Errorf("%d ready, want 393", n)
		}
		twins := slices.Repeat([]outbox.Job{{Kind: "k", Unique: "u"}}, 100)
		add(t, env, q, twins...)
		add(t, env, q, twins...)
		if n := ready(t, q); n != 394 {
			t.Errorf("%d ready, want one more", n)
		}
	})
}

// TestAllThatIsStillHeldIsDone: a batch that ends takes away the jobs of its
// holder and no other's.
func TestAllThatIsStillHeldIsDone(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		q := newQueue(env, job.Kind{Name: "k", Handle: nothing})
		add(t, env, q, slices.Repeat([]outbox.Job{{Kind: "k"}}, 5)...)
		mine := claims(t, env, domain.UUID{1}, 3)
		others := claims(t, env, domain.UUID{2}, 1)
		ids := []domain.JobID{others[0].ID}
		for _, r := range mine {
			ids = append(ids, r.ID)
		}
		env.Must(t, domain.Across, func(ctx context.Context) error { return store.Jobs{}.DoneAll(ctx, domain.UUID{1}, ids) })
		if got := column(t, env, `SELECT state FROM job ORDER BY state`); !slices.Equal(got, []string{"ready", "running"}) {
			t.Errorf("left are %v", got)
		}
	})
}

// TestBatchOfADeadWorkerRunsAgain: a process that was killed with several jobs
// claimed, some begun and some not, leaves all of them to others, each with its
// effect once.
func TestBatchOfADeadWorkerRunsAgain(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		const jobs = 20
		var again atomic.Int64
		signal := make(chan struct{}, jobs)
		q := newQueue(env, job.Kind{Name: "k", Handle: func(ctx context.Context, task job.Task) error {
			if task.Attempt == 2 {
				again.Add(1)
			}
			err := effect(ctx, env, task)
			signal <- struct{}{}
			return err
		}})
		add(t, env, q, slices.Repeat([]outbox.Job{{Kind: "k", Scope: domain.Within(1)}}, jobs)...)
		now := domain.SystemClock.Now()
		env.Must(t, domain.Across, func(ctx context.Context) error {
			_, err := store.Jobs{}.Claim(ctx, domain.UUID{1}, now, now.Add(50*time.Millisecond), jobs/2)
			return err
		})
		start(t, q)
		await(t, signal, jobs)
		if n := keys(t, env); n != jobs || again.Load() != jobs/2 {
			t.Errorf("%d effects of %d jobs, %d of them taken over", n, jobs, again.Load())
		}
	})
}

// TestProgressOutlivesItsWorker: how far a job was stands in the database when
// the program is started anew, and the next try goes on from there.
func TestProgressOutlivesItsWorker(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		told := make(chan struct{})
		q := newQueue(env, job.Kind{Name: "k", Handle: func(ctx context.Context, task job.Task) error {
			task.Progress(ctx, 3, 7)
			close(told)
			<-ctx.Done()
			return ctx.Err()
		}})
		add(t, env, q, outbox.Job{Kind: "k"})
		start(t, q)
		await(t, told, 1)
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		q.Stop(ended)
		if got := column(t, env, `SELECT state || ' ' || done || ' of ' || steps FROM job`); !slices.Equal(got, []string{"ready 3 of 7"}) {
			t.Errorf("after the restart there is %v", got)
		}
	})
}
