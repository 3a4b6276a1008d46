package job

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
)

// inBubble runs a test on a clock of its own, where waiting takes no time.
func inBubble(t *testing.T, fn func(t *testing.T, m *memory)) {
	synctest.Test(t, func(t *testing.T) { fn(t, newMemory()) })
}

func begin(t *testing.T, m *memory, kinds ...Kind) *Queue {
	t.Helper()
	q := New(m, m, Options{}, kinds...)
	if err := q.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { q.Stop(context.Background()) })
	return q
}

func add(t *testing.T, m *memory, q *Queue, j outbox.Job) {
	t.Helper()
	if err := m.InTx(t.Context(), domain.Across, func(ctx context.Context) error { return q.Add(ctx, j) }); err != nil {
		t.Fatal(err)
	}
}

// pass lets time go by, until everything that falls due is done.
func pass(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

func TestCommitWakesAnIdleQueue(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		done := 0
		q := begin(t, m, Kind{Name: "k", Handle: func(context.Context, Task) error { done++; return nil }})
		synctest.Wait()
		begun := time.Now()
		add(t, m, q, outbox.Job{Kind: "k"})
		synctest.Wait()
		if done != 1 || time.Since(begun) != 0 {
			t.Errorf("%d done after %s; want it at once", done, time.Since(begun))
		}
	})
}

func TestIdleQueueAsksSeldom(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		begin(t, m, Kind{Name: "k", Handle: func(context.Context, Task) error { return nil }})
		pass(time.Minute)
		if m.claims > 31 {
			t.Errorf("%d questions in an idle minute, want at most one per 2 s", m.claims)
		}
	})
}

func TestRetriesWaitLongerAndThenEnd(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		var at []time.Time
		q := begin(t, m, Kind{Name: "k", Attempts: 5, Handle: func(context.Context, Task) error {
			at = append(at, time.Now())
			return errors.New("broken")
		}})
		id := domain.NewID[domain.JobID]()
		add(t, m, q, outbox.Job{ID: id, Kind: "k"})
		pass(time.Hour)
		if len(at) != 5 || m.rows[id].state != "dead" || m.rows[id].reason != "broken" {
			t.Fatalf("%d attempts, %+v", len(at), m.rows[id])
		}
		for i := 3; i < len(at); i++ { // polls come every 2 s, so only every other wait must be longer
			if before, now := at[i-2].Sub(at[i-3]), at[i].Sub(at[i-1]); now <= before {
				t.Errorf("waited %s after %s", now, before)
			}
		}
	})
}

func TestSnoozeIsNoAttempt(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		runs := 0
		q := begin(t, m, Kind{Name: "k", Attempts: 1, Handle: func(context.Context, Task) error {
			if runs++; runs < 10 {
				return Snooze(time.Minute)
			}
			return nil
		}})
		add(t, m, q, outbox.Job{Kind: "k"})
		pass(time.Hour)
		if runs != 10 || len(m.rows) != 0 {
			t.Errorf("%d runs, %d rows left", runs, len(m.rows))
		}
	})
}

func TestInVainIsDeadAtOnce(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		runs := 0
		q := begin(t, m, Kind{Name: "k", Handle: func(context.Context, Task) error {
			runs++
			return Cancel(errors.New("gone"))
		}})
		id := domain.NewID[domain.JobID]()
		add(t, m, q, outbox.Job{ID: id, Kind: "k"})
		pass(time.Hour)
		if runs != 1 || m.rows[id].state != "dead" {
			t.Errorf("%d runs, %+v", runs, m.rows[id])
		}
	})
}

func TestPanicIsThisJobsErrorOnly(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		q := begin(t, m, Kind{Name: "k", Attempts: 1, Handle: func(context.Context, Task) error { panic("a name") }})
		id := domain.NewID[domain.JobID]()
		add(t, m, q, outbox.Job{ID: id, Kind: "k"})
		synctest.Wait()
		if r := m.rows[id]; r.state != "dead" || r.reason != "panic of type string" {
			t.Errorf("%+v", r)
		}
	})
}

// A handler may take much longer than a lease, as long as its worker lives.
func TestLeaseIsRenewedWhileTheHandlerRuns(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		runs := 0
		kind := Kind{Name: "k", Handle: func(context.Context, Task) error {
			runs++
			<-time.After(4 * time.Minute)
			return nil
		}}
		q := begin(t, m, kind)
		begin(t, m, kind) // another replica, that would take it
		add(t, m, q, outbox.Job{Kind: "k"})
		pass(5 * time.Minute)
		if runs != 1 || len(m.rows) != 0 {
			t.Errorf("%d runs, %d rows left", runs, len(m.rows))
		}
	})
}

// A lease that ran out because the database was away, and not the worker, is
// taken up again by the worker that is still at it.
func TestLeaseOutlivesTheDatabase(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		runs := 0
		q := begin(t, m, Kind{Name: "k", Handle: func(context.Context, Task) error {
			runs++
			<-time.After(4 * time.Minute)
			return nil
		}})
		add(t, m, q, outbox.Job{Kind: "k"})
		pass(time.Second)
		m.away.Store(true)
		pass(2 * time.Minute)
		m.away.Store(false)
		pass(3 * time.Minute)
		if runs != 1 || len(m.rows) != 0 {
			t.Errorf("%d runs, %d rows left", runs, len(m.rows))
		}
	})
}

// A database that says nothing at all must not keep the program from ending.
func TestStopDoesNotWaitForASilentDatabase(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		q := begin(t, m, Kind{Name: "k", Handle: func(context.Context, Task) error { return nil }})
		synctest.Wait()
		m.silent.Store(true)
		pass(5 * time.Second) // it is asking by now
		begun := time.Now()
		q.Stop(t.Context())
		if took := time.Since(begun); took > 30*time.Second {
			t.Errorf("the stop took %s", took)
		}
	})
}

func TestLostJobEndsItsHandler(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		var cause error
		q := begin(t, m, Kind{Name: "k", Handle: func(ctx context.Context, _ Task) error {
			<-ctx.Done()
			cause = context.Cause(ctx)
			return ctx.Err()
		}})
		id := domain.NewID[domain.JobID]()
		add(t, m, q, outbox.Job{ID: id, Kind: "k"})
		synctest.Wait()
		m.mu.Lock()
		m.rows[id].holder = domain.UUID{1} // the worker slept, another took over
		m.mu.Unlock()
		pass(time.Minute)
		if !errors.Is(cause, ErrLost) || m.rows[id].state != "running" {
			t.Errorf("cause %v, %+v", cause, m.rows[id])
		}
	})
}

func TestWorkerKilledEachTimeIsNotKilledForEver(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		runs := 0
		id := domain.NewID[domain.JobID]()
		m.rows[id] = &memoryRow{Row: Row{ID: id, Kind: "k", Attempts: 20, Allowed: 20}, state: "running", holder: domain.UUID{1}}
		begin(t, m, Kind{Name: "k", Handle: func(context.Context, Task) error { runs++; return nil }})
		synctest.Wait()
		if runs != 0 || m.rows[id].state != "dead" {
			t.Errorf("%d runs, %+v", runs, m.rows[id])
		}
	})
}

func TestPeriodicWork(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		var at []time.Time
		kind := Kind{Name: "sweep", Every: time.Hour, Handle: func(context.Context, Task) error {
			at = append(at, time.Now())
			return nil
		}}
		begin(t, m, kind)
		begin(t, m, kind) // two replicas share the periods
		pass(5*time.Hour + time.Minute)
		if len(at) != 6 {
			t.Fatalf("%d runs in five hours and the one at the start", len(at))
		}
		for _, when := range at[1:] {
			if late := when.Sub(when.Truncate(time.Hour)); late > 5*time.Second {
				t.Errorf("%s after the hour", late)
			}
		}
	})
}

// TestPeriodicWorkThatFails: what another machine has to mend is tried once a
// period and not more, however long it takes, and goes on soon after it was mended.
func TestPeriodicWorkThatFails(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		var tries int
		var broken atomic.Bool
		broken.Store(true)
		kind := Kind{Name: "mailbox", Every: 5 * time.Minute, Handle: func(context.Context, Task) error {
			tries++
			if broken.Load() {
				return errors.New("it does not answer")
			}
			return nil
		}}
		begin(t, m, kind)
		begin(t, m, kind)
		pass(24 * time.Hour)
		alive, dead := 0, 0
		for _, r := range m.rows {
			if r.state == "dead" {
				dead++
			} else {
				alive++
			}
		}
		if periods := 24 * 60 / 5; alive > 1 || dead > periods/12 || tries > 2*periods {
			t.Errorf("%d tries in a day; %d lie dead, %d wait", tries, dead, alive)
		}
		broken.Store(false)
		tries = 0
		pass(12 * time.Minute)
		if tries == 0 {
			t.Error("it does not go on when it could")
		}
	})
}

func TestStopLeavesADeafHandlerBehind(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		q := begin(t, m, Kind{Name: "k", Handle: func(context.Context, Task) error {
			<-time.After(time.Minute)
			return nil
		}})
		add(t, m, q, outbox.Job{Kind: "k"})
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		begun := time.Now()
		q.Stop(ctx)
		if took := time.Since(begun); took != 10*time.Second+grace {
			t.Errorf("the stop took %s", took)
		}
		pass(time.Minute)
	})
}

func TestUnknownKinds(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		q := begin(t, m, Kind{Name: "k", Handle: func(context.Context, Task) error { return nil }})
		if err := q.Add(t.Context(), outbox.Job{Kind: "other"}); err == nil {
			t.Error("a job that nobody handles was taken")
		}
		if err := q.Start(); !errors.Is(err, errStarted) {
			t.Errorf("started twice: %v", err)
		}
		// One that another version left behind waits for that version.
		id := domain.NewID[domain.JobID]()
		m.mu.Lock()
		m.rows[id] = &memoryRow{Row: Row{ID: id, Kind: "other", Allowed: 1}, state: "ready"}
		m.mu.Unlock()
		pass(time.Minute)
		if m.rows[id].state != "ready" || !m.rows[id].DueAt.After(time.Now()) {
			t.Errorf("%+v", m.rows[id])
		}
	})
}
