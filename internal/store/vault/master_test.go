package vault_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"krag/internal/store/vault"
)

func TestMaster(t *testing.T) {
	path := filepath.Join(t.TempDir(), "krag.master")
	m, err := vault.CreateMaster(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("only its owner may read it", func(t *testing.T) {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v, %v", info.Mode(), err)
		}
	})
	t.Run("derives the same for the same label only", func(t *testing.T) {
		again, err := vault.LoadMaster(path)
		if err != nil {
			t.Fatal(err)
		}
		audit := m.Derive("audit")
		if len(audit) != 32 || !bytes.Equal(audit, again.Derive("audit")) || bytes.Equal(audit, m.Derive("login")) {
			t.Error("derived secrets do not hold")
		}
	})
	t.Run("is never replaced by a new one", func(t *testing.T) {
		if _, err := vault.CreateMaster(path); !errors.Is(err, fs.ErrExist) {
			t.Errorf("made again: %v", err)
		}
	})
	t.Run("open to others is refused", func(t *testing.T) {
		for mode, want := range map[os.FileMode]bool{0o600: true, 0o400: true, 0o640: true, 0o644: false, 0o660: false, 0o602: false} {
			if err := os.Chmod(path, mode); err != nil {
				t.Fatal(err)
			}
			if _, err := vault.LoadMaster(path); (err == nil) != want {
				t.Errorf("mode %o: %v", mode, err)
			}
		}
	})
	t.Run("a torn file is refused", func(t *testing.T) {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		torn := filepath.Join(t.TempDir(), "torn")
		for _, n := range []int{0, 1, len(b) / 2, len(b) - 1} {
			if err := os.WriteFile(torn, b[:n], 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := vault.LoadMaster(torn); err == nil {
				t.Errorf("%d of %d bytes were taken for a master key", n, len(b))
			}
		}
	})
}
