package sqldb

import (
	"context"
	"fmt"
)

type hook struct {
	key any
	fn  func(ctx context.Context) error
}

// BeforeCommit has fn run when everything else in the transaction is done, as
// its last statements: what holds a lock that everybody needs is then held for
// the shortest time. A key that is already there is not added again. Hooks run
// in the order of their adding; an error undoes the transaction.
func BeforeCommit(ctx context.Context, key any, fn func(ctx context.Context) error) {
	t := mustBeIn(ctx, "BeforeCommit")
	for _, h := range t.hooks {
		if h.key == key {
			return
		}
	}
	t.hooks = append(t.hooks, hook{key, fn})
}

// AfterCommit has fn run once the transaction is committed, and never when it
// is not: to wake somebody up, not to do work.
func AfterCommit(ctx context.Context, fn func()) {
	t := mustBeIn(ctx, "AfterCommit")
	t.after = append(t.after, fn)
}

// Local is a value that lives as long as the transaction: the first call with
// a key makes it, the later ones return the same. A repeated transaction
// begins without any.
func Local[T any](ctx context.Context, key any, create func() *T) *T {
	t := mustBeIn(ctx, "Local")
	if v, ok := t.locals[key]; ok {
		return v.(*T)
	}
	if t.locals == nil {
		t.locals = map[any]any{}
	}
	v := create()
	t.locals[key] = v
	return v
}

func (t *tx) beforeCommit(ctx context.Context) error {
	ctx = context.WithValue(ctx, txKey{}, t)
	for i := 0; i < len(t.hooks); i++ { // a hook may add another
		if err := t.hooks[i].fn(ctx); err != nil {
			return fmt.Errorf("before commit: %w", err)
		}
	}
	return nil
}
