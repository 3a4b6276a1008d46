package vault_test

import (
	"path/filepath"
	"testing"

	"krag/internal/store/vault"
)

// onBoth runs a test on a key store of each engine.
func onBoth(t *testing.T, test func(t *testing.T, p place)) {
	t.Run("sqlite", func(t *testing.T) { test(t, onSQLite(t)) })
}

func onSQLite(t testing.TB) place {
	dir := t.TempDir()
	return place{vault.Config{
		Keys:   "sqlite:" + filepath.Join(dir, "krag.keys"),
		Master: filepath.Join(dir, "krag.master"),
	}, dir}
}
