package cli_test

import (
	"context"
	"testing"

	"krag/internal/domain"
	"krag/internal/store"
)

// TestAForgottenUserStopsNobody: a user whose key was destroyed on purpose is
// known to the key store, so that it is the right one.
func TestAForgottenUserStopsNobody(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := e.made(t)
		r := start(t, p)
		setUp(t, r, managerLogin)
		var manager domain.UUID
		err := r.DB().Read(t.Context(), domain.Across, func(ctx context.Context) (err error) {
			manager, err = store.Subjects{}.AnyUser(ctx)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Vault().Destroy(t.Context(), manager); err != nil {
			t.Fatal(err)
		}
		stop(t, r)
		start(t, p)
	})
}
