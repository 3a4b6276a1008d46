package storetest

import (
	"context"
	"sync"
	"testing"

	"krag/internal/domain"
)

// openMany opens several connections, which then lie in the pool.
func openMany(t *testing.T, env *Env) {
	t.Helper()
	const many = 12
	var open, done sync.WaitGroup
	open.Add(many)
	for range many {
		done.Go(func() {
			err := env.Read(t.Context(), domain.Across, func(context.Context) error {
				open.Done()
				open.Wait()
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	done.Wait()
}

// After the server was away nobody notices the connections that it dropped:
// what begins takes another one.
func TestDroppedConnectionsAreNotNoticed(t *testing.T) {
	env := Postgres(t)
	openMany(t, env)
	openMany(t, env) // the driver looks at each when it is used for the second time
	HangUp(t, env.URL)
	env.Must(t, domain.Across, func(ctx context.Context) error { return put(ctx, "a", "1") })
	openMany(t, env)
	HangUp(t, env.URL)
	if err := env.Read(t.Context(), domain.Across, func(context.Context) error { return nil }); err != nil {
		t.Error(err)
	}
}

// A server that goes away in the middle is a moment to come back later, and
// nothing of the transaction is left.
func TestServerGoesAwayInTheMiddle(t *testing.T) {
	env := Postgres(t)
	err := env.InTx(t.Context(), domain.Across, func(ctx context.Context) error {
		if err := put(ctx, "a", "1"); err != nil {
			return err
		}
		HangUp(t, env.URL)
		return put(ctx, "b", "2")
	})
	if domain.KindOf(err) != domain.KindUnavailable {
		t.Errorf("got %v, want unavailable", err)
	}
	if got := column(t, env, `SELECT key FROM meta`); len(got) != 0 {
		t.Errorf("%v stayed", got)
	}
}
