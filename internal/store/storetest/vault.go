package storetest

import (
	"path/filepath"
	"strings"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/vault"
)

// Vault opens a vault of the test's own, with its keys on the engine of the
// test's database.
func (e *Env) Vault(t testing.TB, clock domain.Clock) *vault.Vault {
	t.Helper()
	keys := BlankSQLite(t)
	if !strings.HasPrefix(e.URL, "sqlite:") {
		keys = BlankPostgres(t)
	}
	v, err := vault.Open(t.Context(), vault.Config{
		Keys: keys, Master: filepath.Join(t.TempDir(), "krag.master"), Clock: clock,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	})
	return v
}
