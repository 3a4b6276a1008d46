package storetest

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/store"
	"krag/internal/store/sqldb"
)

// TestTwoServersLinkOneChain: two that each remember the head write one after the
// other and at once, one record or three, and some of them are undone after they
// were linked. The chain holds what was committed, each once.
func TestTwoServersLinkOneChain(t *testing.T) {
	undo := errors.New("undo")
	Each(t, func(t *testing.T, env *Env) {
		servers, scope := []*store.Audit{newAudit(t), newAudit(t)}, domain.Within(1)
		var want atomic.Int64
		link := func(server *store.Audit, n int, undone bool) {
			err := env.InTx(t.Context(), scope, func(ctx context.Context) error {
				for range n {
					if err := server.Record(ctx, audit.On(authz.House(scope), "group.show", "group")); err != nil {
						return err
					}
				}
				if undone { // as the last thing before the commit, after the link
					sqldb.BeforeCommit(ctx, &undo, func(context.Context) error { return undo })
				}
				return nil
			})
			switch {
			case err == nil:
				want.Add(int64(n))
			case !undone || !errors.Is(err, undo):
				t.Error(err)
			}
		}
		var writers sync.WaitGroup
		for w := range 4 {
			writers.Go(func() {
				for i := range 30 {
					link(servers[w%2], 1+2*(i%5/4), i%3 == 0)
				}
			})
		}
		writers.Wait()
		for _, server := range servers {
			if head, err := verify(t, env, server, scope); err != nil || head.Seq != want.Load() {
				t.Errorf("%d records, want %d; %v", head.Seq, want.Load(), err)
			}
		}
	})
}
