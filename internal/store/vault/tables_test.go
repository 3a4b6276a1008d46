package vault_test

import (
	"sync"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/vault"
)

// TestOlderTables opens, twice at once, a key store that was made when there
// were keys of people and users only: it holds what it held, and takes keys of
// every kind.
func TestOlderTables(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		v := open(t, p.Config)
		items := sealMany(t, v, 1, 200)
		gone := sealMany(t, v, 1, 1)
		if err := v.Destroy(t.Context(), gone[0].Subject); err != nil {
			t.Fatal(err)
		}
		if err := vault.Narrow(t.Context(), v); err != nil {
			t.Fatal(err)
		}
		v.Close()

		var both [2]*vault.Vault
		var failed [2]error
		var wait sync.WaitGroup
		for i := range both {
			wait.Go(func() { both[i], failed[i] = vault.Open(t.Context(), p.Config) })
		}
		wait.Wait()
		for i, v := range both {
			if failed[i] != nil {
				t.Fatal(failed[i])
			}
			defer v.Close()
			wantAll(t, v, items)
			for _, kind := range []domain.KeyKind{domain.PersonKey, domain.UserKey, domain.FileKey, domain.ImportKey, domain.VentureKey, domain.TopicKey, domain.AgreedKey, domain.ProposalKey, domain.LetterKey} {
				if err := v.Prepare(t.Context(), 1, kind, newSubject()); err != nil {
					t.Errorf("prepare a key of the kind %s: %v", kind, err)
				}
			}
			if err := v.Prepare(t.Context(), 1, "postcard", newSubject()); err == nil {
				t.Error("a key of a kind that there is not")
			}
		}
		if lost, err := both[0].Forgotten(t.Context(), []domain.UUID{gone[0].Subject}); err != nil || len(lost) != 1 {
			t.Errorf("forgotten: %v, %v", lost, err)
		}
		wantAll(t, open(t, p.Config), items)
	})
}
