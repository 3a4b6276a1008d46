package job

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
)

func many(n int, kind string) []outbox.Job {
	jobs := make([]outbox.Job, n)
	for i := range jobs {
		jobs[i] = outbox.Job{Kind: kind}
	}
	return jobs
}

func addAll(t *testing.T, m *memory, q *Queue, jobs []outbox.Job) {
	t.Helper()
	if err := m.InTx(t.Context(), domain.Across, func(ctx context.Context) error { return q.Add(ctx, jobs...) }); err != nil {
		t.Fatal(err)
	}
}

// Quick jobs are claimed and settled several at once; never more are claimed
// than there are workers and a few to come.
func TestQuickJobsGoTogether(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		const jobs = 400
		m.pace = 2 * time.Millisecond
		done := 0
		q := begin(t, m, Kind{Name: "k", Handle: func(context.Context, Task) error {
			m.mu.Lock()
			done++
			m.mu.Unlock()
			<-time.After(time.Millisecond)
			return nil
		}})
		addAll(t, m, q, many(jobs, "k"))
		pass(time.Second)
		if done != jobs || len(m.rows) != 0 {
			t.Fatalf("%d of %d done, %d rows left", done, jobs, len(m.rows))
		}
		const workers = 4
		if m.most > 3*workers || m.most <= workers {
			t.Errorf("%d claimed at once", m.most)
		}
		if m.claims > jobs/workers+10 || m.settled > jobs/2 {
			t.Errorf("%d claims and %d settlings of %d jobs", m.claims, m.settled, jobs)
		}
	})
}

// Slow jobs are claimed only for workers that are free: another replica may
// have more of them.
func TestSlowJobsAreLeftToOthers(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		q := begin(t, m, Kind{Name: "k", Handle: func(context.Context, Task) error {
			<-time.After(time.Minute)
			return nil
		}})
		addAll(t, m, q, many(40, "k"))
		pass(3*time.Minute + time.Second)
		if m.most != 4 {
			t.Errorf("%d claimed at once, want one for each of 4 workers", m.most)
		}
	})
}

// Jobs that were claimed because those before them were quick, and now wait
// behind slow ones, do not wait long.
func TestWhatWaitsBehindSlowJobsIsGivenBack(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		slow := Kind{Name: "slow", Handle: func(context.Context, Task) error {
			<-time.After(10 * time.Minute)
			return nil
		}}
		quick := Kind{Name: "quick", Priority: -1, Handle: func(context.Context, Task) error { return nil }}
		q := begin(t, m, slow, quick)
		addAll(t, m, q, append(many(20, "quick"), many(40, "slow")...))
		pass(time.Second)
		if n := m.claimed(); n <= 4 {
			t.Fatalf("%d claimed: none waits", n)
		}
		pass(time.Minute)
		if n := m.claimed(); n != 4 {
			t.Errorf("%d are claimed, and 4 can be done", n)
		}
		for _, r := range m.rows {
			if r.state == "ready" && r.Allowed-r.Attempts != 20 {
				t.Errorf("waiting counted as an attempt: %d of %d", r.Attempts, r.Allowed)
			}
		}
	})
}

// A stop gives back what nobody has begun, and does not count it as a try.
func TestStopGivesBackWhatWaits(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		gate := make(chan struct{})
		kind := Kind{Name: "k", Handle: func(context.Context, Task) error { <-gate; return nil }}
		q := begin(t, m, kind, Kind{Name: "quick", Priority: -1, Handle: nothing})
		addAll(t, m, q, append(many(20, "quick"), many(40, "k")...))
		synctest.Wait()
		if n := m.claimed(); n <= 4 {
			t.Fatalf("%d claimed: none waits", n)
		}
		stopped := make(chan struct{})
		go func() {
			q.Stop(context.WithoutCancel(t.Context()))
			close(stopped)
		}()
		synctest.Wait()
		if n := m.claimed(); n != 4 {
			t.Errorf("%d are still claimed while 4 come to their end", n)
		}
		close(gate)
		<-stopped
		if len(m.rows) != 36 || m.claimed() != 0 {
			t.Errorf("%d rows are left, %d of them claimed", len(m.rows), m.claimed())
		}
	})
}

// claimed counts the jobs that a worker holds.
func (m *memory) claimed() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.runningNow()
}

func nothing(context.Context, Task) error { return nil }

// What comes first by its priority is done first, also among jobs that were
// claimed together.
func TestPriorities(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		var order []string
		note := func(_ context.Context, task Task) error {
			m.mu.Lock()
			defer m.mu.Unlock()
			order = append(order, task.Kind)
			return nil
		}
		q := New(m, m, Options{Workers: 1}, Kind{Name: "late", Priority: 5, Handle: note}, Kind{Name: "soon", Priority: -5, Handle: note})
		addAll(t, m, q, append(many(6, "late"), many(6, "soon")...))
		if err := q.Start(); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		q.Stop(t.Context())
		for i, kind := range order {
			if want := []string{"soon", "late"}[i/6]; kind != want {
				t.Fatalf("they were done in this order: %v", order)
			}
		}
	})
}

// How each try ended is counted once, also when a handler finishes its job
// itself; what was snoozed has not ended.
func TestEndsAreCounted(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		counts := map[string]int{}
		ended := func(kind string, how How) { // one at a time: there is one worker
			m.mu.Lock()
			defer m.mu.Unlock()
			counts[kind+" "+string(how)]++
		}
		counted := func(ctx context.Context, task Task) error {
			return m.InTx(ctx, domain.Across, task.Done)
		}
		tries := 0
		q := New(m, m, Options{Workers: 1, Ended: ended},
			Kind{Name: "returns", Handle: nothing}, Kind{Name: "done", Handle: counted},
			Kind{Name: "fails", Attempts: 3, Handle: func(context.Context, Task) error { return errors.New("broken") }},
			Kind{Name: "snoozes", Handle: func(context.Context, Task) error {
				if tries++; tries < 3 {
					return Snooze(time.Second)
				}
				return nil
			}})
		if err := q.Start(); err != nil {
			t.Fatal(err)
		}
		addAll(t, m, q, []outbox.Job{{Kind: "returns"}, {Kind: "done"}, {Kind: "fails"}, {Kind: "snoozes"}})
		pass(time.Minute)
		q.Stop(t.Context())
		want := map[string]int{"returns finished": 1, "done finished": 1, "fails failed": 2, "fails dead": 1, "snoozes finished": 1}
		for key, n := range want {
			if counts[key] != n {
				t.Errorf("%s %d times, want %d", key, counts[key], n)
			}
		}
		if len(counts) != len(want) {
			t.Errorf("counted: %v", counts)
		}
	})
}

// Progress is written at most once a second, and outlives the worker.
func TestProgressIsWrittenSeldom(t *testing.T) {
	inBubble(t, func(t *testing.T, m *memory) {
		id := domain.NewID[domain.JobID]()
		q := begin(t, m, Kind{Name: "k", Timeout: time.Hour, Handle: func(ctx context.Context, task Task) error {
			for i := range 100 {
				task.Progress(ctx, i, 100)
				<-time.After(100 * time.Millisecond)
			}
			return errors.New("broken")
		}})
		addAll(t, m, q, []outbox.Job{{ID: id, Kind: "k"}})
		pass(11 * time.Second)
		told := m.rows[id].told
		if len(told) != 10 || told[9] != [2]int{90, 100} {
			t.Errorf("told: %v", told)
		}
	})
}
