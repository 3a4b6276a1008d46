package storetest

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/outbox"
	"krag/internal/job"
	"krag/internal/store"
	"krag/internal/store/schema"
	"krag/internal/store/sqldb"
	"krag/internal/torture"
)

// blows are tried in turn.
var blows = []Blow{Immediate, First, All, One}

// onCrashing opens a database on a server that may be killed.
func onCrashing(t *testing.T) (*Server, *Env) {
	t.Helper()
	v := NewServer(t)
	env := open(t, v.Blank())
	if err := env.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return v, env
}

// TestCommittedSurvivesTheServer kills the server right after a commit, and in
// the middle of another transaction.
func TestCommittedSurvivesTheServer(t *testing.T) {
	v, env := onCrashing(t)
	var committed []string
	for i, blow := range blows {
		key := strconv.Itoa(i)
		env.Must(t, domain.Across, func(ctx context.Context) error { return put(ctx, key, "") })
		committed = append(committed, key)
		err := env.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
			if err := put(ctx, "half of "+key, ""); err != nil {
				return err
			}
			v.Kill(blow)
			return put(ctx, "the other half", "")
		})
		if domain.KindOf(err) != domain.KindUnavailable {
			t.Errorf("%s: got %v, want unavailable", blow, err)
		}
		v.Again()
		if got := column(t, env, `SELECT key FROM meta ORDER BY key`); !slices.Equal(got, committed) {
			t.Fatalf("%s: there are %q, want %q", blow, got, committed)
		}
	}
}

// TestJobsOutliveTheServer kills the server while a job ends together with its
// effect. Nobody can write down how that went, so the lease runs out and the
// same process does the job once more; the effect is there once.
func TestJobsOutliveTheServer(t *testing.T) {
	v, env := onCrashing(t)
	working, struck, done := make(chan struct{}), make(chan struct{}), make(chan struct{})
	runs := 0
	effect := func(ctx context.Context, task job.Task) error {
		if err := put(ctx, "effect", ""); err != nil {
			return err
		}
		if runs++; runs <= len(blows) {
			working <- struct{}{}
			<-struck
		}
		return task.Done(ctx)
	}
	q := job.New(env.DB, store.Jobs{}, job.Options{Poll: 20 * time.Millisecond, Lease: 300 * time.Millisecond}, job.Kind{
		Name: "k", Backoff: func(int) time.Duration { return time.Millisecond },
		Handle: func(ctx context.Context, task job.Task) error {
			err := env.InTx(context.WithoutCancel(ctx), domain.Across, func(ctx context.Context) error { return effect(ctx, task) })
			if err == nil {
				close(done)
			}
			return err
		},
	})
	env.Must(t, domain.Across, func(ctx context.Context) error { return q.Add(ctx, outbox.Job{Kind: "k"}) })
	if err := q.Start(); err != nil {
		t.Fatal(err)
	}
	defer q.Stop(context.Background())
	for _, blow := range blows {
		<-working
		v.Kill(blow)
		struck <- struct{}{}
		v.Again()
	}
	<-done
	if got := column(t, env, `SELECT key FROM meta`); len(got) != 1 || runs != len(blows)+1 {
		t.Errorf("%d effects after %d runs", len(got), runs)
	}
}

// TestFirstStartsAtOnce: several processes that make the tables of a database
// at once leave it whole and fenced.
func TestFirstStartsAtOnce(t *testing.T) {
	for _, blank := range []func(testing.TB) string{BlankSQLite, BlankPostgres} {
		for range torture.Count(t, 20) {
			address := blank(t)
			env := open(t, address)
			errs := atOnce(3, func(int) error {
				db, err := sqldb.Open(t.Context(), address, sqldb.Options{Schema: schema.Main})
				if err != nil {
					return err
				}
				return errors.Join(db.Migrate(t.Context()), db.Close())
			})
			if err := errors.Join(errs...); err != nil {
				t.Fatal(err)
			}
			if left, err := env.Unfenced(t.Context()); err != nil || len(left) != 0 {
				t.Errorf("without a fence: %v, %v", left, err)
			}
		}
	}
}
