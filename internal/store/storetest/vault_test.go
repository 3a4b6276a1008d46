package storetest

import (
	"context"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/vault"
)

// TestKeysAreHeldBeforeTheTransaction: whoever is inside a transaction that
// writes holds locks that others wait for, and does not ask the key store,
// which may be across a network. So every test of every change is also one of
// this; reading transactions, which nobody waits for, may ask.
func TestKeysAreHeldBeforeTheTransaction(t *testing.T) {
	Each(t, func(t *testing.T, env *Env) {
		v, scope, who := env.Vault(t, nil), env.Institution(t, 1), domain.NewID[domain.PersonID]().UUID
		if err := v.Prepare(t.Context(), scope.Institution(), domain.PersonKey, who); err != nil {
			t.Fatal(err)
		}
		key, err := v.Hold(t.Context(), who)
		if err != nil {
			t.Fatal(err)
		}
		sealed, err := key.Seal("", "", domain.UUID{}, domain.NewSecret("Czapla"))
		if err != nil {
			t.Fatal(err)
		}
		asks := map[string]func(context.Context) error{
			"prepare": func(ctx context.Context) error { return v.Prepare(ctx, scope.Institution(), domain.PersonKey, who) },
			"hold":    func(ctx context.Context) error { _, err := v.Hold(ctx, who); return err },
			"open":    func(ctx context.Context) error { _, err := v.Open(ctx, who, vault.Field{}, sealed); return err },
			"open many": func(ctx context.Context) error {
				return v.OpenMany(ctx, scope.Institution(), []vault.Item{{Subject: who, Sealed: sealed}})
			},
			"forgotten": func(ctx context.Context) error { _, err := v.Forgotten(ctx, []domain.UUID{who}); return err },
			"destroy":   func(ctx context.Context) error { return v.Destroy(ctx, who) },
		}
		env.Must(t, scope, func(context.Context) error {
			_, err := key.Seal("person", "pseudonym", who, domain.NewSecret("Czapla"))
			return err
		})
		for what, ask := range asks {
			err := env.InTx(t.Context(), scope, ask)
			if err == nil || !strings.Contains(err.Error(), "inside a transaction") {
				t.Errorf("%s while writing: %v", what, err)
			}
			if what == "prepare" || what == "destroy" {
				continue
			}
			if err := env.Read(t.Context(), scope, ask); err != nil {
				t.Errorf("%s while reading: %v", what, err)
			}
		}
	})
}
