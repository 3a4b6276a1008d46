package cli

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
	"krag/internal/i18n"
	"krag/internal/job"
	"krag/internal/store"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
)

// TestKindsHaveWords: what an operator reads is never the name that the program
// has for a kind, in no language.
func TestKindsHaveWords(t *testing.T) {
	for _, k := range new(app).kinds() {
		for _, lang := range i18n.Langs {
			if !i18n.For(lang).Has(i18n.Key("job.kinds", k.Name)) {
				t.Errorf("%s: no word for the kind %s", lang, k.Name)
			}
		}
		if k.Every > 0 && k.Needed {
			t.Errorf("%s comes again by itself, and may be dropped", k.Name)
		}
	}
}

// TestFiguresOfJobs: they count how tries of jobs ended, and say for how long
// the oldest has waited.
func TestFiguresOfJobs(t *testing.T) {
	at := domain.ClockFunc(func() time.Time { return time.Date(2026, 3, 3, 10, 0, 0, 0, time.UTC) })
	a := build(t, at)
	ended := make(chan struct{}, 8)
	count := a.queueOptions()
	counted := count.Ended
	count.Ended = func(kind string, how job.How) {
		counted(kind, how)
		ended <- struct{}{}
	}
	a.queue = job.New(a.db, store.Jobs{}, count,
		job.Kind{Name: "good", Handle: func(context.Context, job.Task) error { return nil }},
		job.Kind{Name: "bad", Attempts: 1, Handle: func(context.Context, job.Task) error { return errors.New("broken") }},
		job.Kind{Name: "late", Handle: func(context.Context, job.Task) error { return nil }})
	add := func(jobs ...outbox.Job) {
		t.Helper()
		if err := a.db.InTx(t.Context(), domain.Across, func(ctx context.Context) error { return a.queue.Add(ctx, jobs...) }); err != nil {
			t.Fatal(err)
		}
	}
	add(outbox.Job{Kind: "good"}, outbox.Job{Kind: "good"}, outbox.Job{Kind: "bad"})
	if err := a.queue.Start(); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		<-ended
	}
	a.queue.Stop(t.Context())
	add(outbox.Job{Kind: "late", RunAt: at.Now().Add(-90 * time.Second)}, outbox.Job{Kind: "late"}, outbox.Job{Kind: "good", RunAt: at.Now().Add(time.Hour)})
	said := ask(a.figures().handler(), http.MethodGet, "/metrics", nil).Body.String()
	for _, want := range []string{
		`krag_job_ends_total{how="finished",kind="good"} 2`, `krag_job_ends_total{how="dead",kind="bad"} 1`,
		`krag_job_oldest_seconds{kind="late"} 90`, `krag_job_oldest_seconds{kind="good"} 0`,
		`krag_jobs{kind="bad",state="dead"} 1`, `krag_jobs{kind="late",state="ready"} 2`,
	} {
		if !strings.Contains(said, want) {
			t.Errorf("they do not say %s", want)
		}
	}
	if strings.Contains(said, `krag_job_oldest_seconds{kind="bad"}`) {
		t.Error("what lies dead is said to be due")
	}
}

// build wires everything on a fresh database, and starts nothing.
func build(t testing.TB, clock domain.Clock) *app { return buildOn(t, storetest.BlankSQLite, clock) }

func buildOn(t testing.TB, blank func(testing.TB) string, clock domain.Clock) *app {
	t.Helper()
	c := quiet
	c.Data, c.Clock = t.TempDir(), clock
	c.DB, c.Keys, c.Master = blank(t), blank(t), c.Data+"/krag.master"
	a, err := newApp(t.Context(), c, opening{migrate: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// counting is a database that counts the transactions and statements of the
// queue; those of handlers come on top, now and then.
type counting struct {
	*sqldb.DB
	transactions, statements atomic.Int64
}

func (c *counting) InTx(ctx context.Context, scope domain.Scope, fn func(context.Context) error) error {
	ctx, n := sqldb.WithCounter(ctx)
	defer func() {
		c.transactions.Add(1)
		c.statements.Add(n.N())
	}()
	return c.DB.InTx(ctx, scope, fn)
}

// BenchmarkIdle gives how often the queue of a program that has nothing to do
// asks its database, with all the work by the clock that the real one has (want
// less than 2 statements a second).
func BenchmarkIdle(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { idle(b, storetest.BlankSQLite) })
	b.Run("postgres", func(b *testing.B) { idle(b, storetest.BlankPostgres) })
}

func idle(b *testing.B, blank func(testing.TB) string) {
	const watched = 20 * time.Second
	a := buildOn(b, blank, domain.SystemClock)
	byClock := 0
	for _, k := range a.kinds() {
		if k.Every > 0 {
			byClock++
		}
	}
	db := &counting{DB: a.db}
	q := job.New(db, store.Jobs{}, a.queueOptions(), a.kinds()...)
	if err := q.Start(); err != nil {
		b.Fatal(err)
	}
	defer q.Stop(context.Background())
	for begun := 0; begun < byClock; { // until the work of the start is done
		err := a.db.Read(b.Context(), domain.Across, func(ctx context.Context) error {
			return sqldb.From(ctx).QueryRowContext(ctx, `SELECT (SELECT COUNT(*) FROM job_period WHERE begun_at > 0) - (SELECT COUNT(*) FROM job)`).Scan(&begun)
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	transactions, statements := db.transactions.Load(), db.statements.Load()
	var seconds float64
	for b.Loop() {
		<-time.After(watched)
		seconds += watched.Seconds()
	}
	b.ReportMetric(float64(db.transactions.Load()-transactions)/seconds, "transactions/s")
	b.ReportMetric(float64(db.statements.Load()-statements)/seconds, "statements/s")
}
