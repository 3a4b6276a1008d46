package vault_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"krag/internal/store/vault"
)

// TestLeftovers: what a copying or a rotation that was killed left behind
// holds keys, so the next one blanks it and takes it away. A file that another
// process may just be writing stays.
func TestLeftovers(t *testing.T) {
	p := onSQLite(t)
	v, copied := open(t, p.Config), filepath.Join(p.dir, "keys.copy")
	for path, again := range map[string]func() error{
		copied:   func() error { return v.CopyKeys(t.Context(), copied) },
		p.Master: func() error { return v.RotateMaster(t.Context(), nil) },
	} {
		old, young := path+".new-1", path+".new-2"
		for _, file := range []string{old, old + "-wal", young} {
			if err := os.WriteFile(file, []byte("keys of old"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		long := time.Now().Add(-2 * time.Hour)
		for _, file := range []string{old, old + "-wal"} {
			if err := errors.Join(os.Chtimes(file, long, long), os.Link(file, file+".blocks")); err != nil {
				t.Fatal(err)
			}
		}
		if err := again(); err != nil {
			t.Fatal(err)
		}
		for _, file := range []string{old, old + "-wal"} {
			if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("%s stays: %v", file, err)
			}
			if b, err := os.ReadFile(file + ".blocks"); err != nil || bytes.Contains(b, []byte("keys")) {
				t.Errorf("the disk holds %q, %v", b, err)
			}
		}
		if b, err := os.ReadFile(young); err != nil || string(b) != "keys of old" {
			t.Errorf("a young file holds %q, %v", b, err)
		}
	}
}

// TestCopyReplacesCopiesOnly: a slip of the hand must not blank the key store
// that is at work, nor anything else.
func TestCopyReplacesCopiesOnly(t *testing.T) {
	p := onSQLite(t)
	v := open(t, p.Config)
	items := sealMany(t, v, 1, 3)
	note := filepath.Join(p.dir, "note")
	if err := os.WriteFile(note, []byte("dear diary"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{strings.TrimPrefix(p.Keys, "sqlite:"), p.Master, note, p.dir} {
		if err := v.CopyKeys(t.Context(), path); !errors.Is(err, vault.ErrNotCopy) {
			t.Errorf("copied over %s: %v", path, err)
		}
	}
	if b, err := os.ReadFile(note); err != nil || string(b) != "dear diary" {
		t.Errorf("the note says %.40q, %v", b, err)
	}
	wantAll(t, open(t, p.Config), items)
}
