package vault_test

import (
	"path/filepath"
	"testing"

	"krag/internal/store/storetest"
	"krag/internal/store/vault"
)

// onBoth runs a test on a key store of each engine.
func onBoth(t *testing.T, test func(t *testing.T, p place)) {
	t.Run("sqlite", func(t *testing.T) { test(t, onSQLite(t)) })
	t.Run("postgres", func(t *testing.T) {
		p := onSQLite(t)
		p.Keys = storetest.BlankPostgres(t)
		test(t, p)
	})
}

func onSQLite(t testing.TB) place {
	dir := t.TempDir()
	return place{vault.Config{
		Keys:   "sqlite:" + filepath.Join(dir, "krag.keys"),
		Master: filepath.Join(dir, "krag.master"),
	}, dir}
}
