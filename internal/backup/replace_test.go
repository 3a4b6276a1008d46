package backup_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"krag/internal/backup"
	"krag/internal/store/storetest"
)

// TestReplacesBackupsOnly: a slip of the hand must not put a backup in the
// place of the database, nor of anything else.
func TestReplacesBackupsOnly(t *testing.T) {
	url := storetest.BlankSQLite(t)
	settle(t, migrated(t, url), newVault(t), "Wilga")
	folder := t.TempDir()
	at := func(name, content string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	sealed := save(t, url, backup.Options{Recipients: []age.Recipient{identity(t).Recipient()}})
	db := seesAll(t, url)
	for path, want := range map[string]error{
		strings.TrimPrefix(url, "sqlite:"):               backup.ErrReplaces,
		at("note", "dear diary"):                         backup.ErrReplaces,
		at("other.gz", "\x1f\x8b\x08 of something else"): backup.ErrReplaces,
		at("empty", ""):                                  nil,
		filepath.Join(folder, "new"):                     nil,
		save(t, url, backup.Options{}):                   nil,
		sealed:                                           nil,
	} {
		before, _ := os.ReadFile(path)
		_, err := backup.File(t.Context(), db, path, backup.Options{})
		after, _ := os.ReadFile(path)
		if !errors.Is(err, want) || (want != nil) != slices.Equal(before, after) {
			t.Errorf("written over %s: %v, want %v; it stays %v", filepath.Base(path), err, want, slices.Equal(before, after))
		}
	}
}

// TestLeftover: a backup that was killed leaves half a file, which the next
// one takes away, unless somebody may just be writing it.
func TestLeftover(t *testing.T) {
	url := storetest.BlankSQLite(t)
	migrated(t, url)
	path := filepath.Join(t.TempDir(), "krag.backup")
	long := time.Now().Add(-25 * time.Hour)
	for _, name := range []string{path + ".new-1", path + ".new-2"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(path+".new-1", long, long); err != nil {
		t.Fatal(err)
	}
	if _, err := backup.File(t.Context(), seesAll(t, url), path, backup.Options{}); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(path + "*")
	if err != nil || !slices.Equal(left, []string{path, path + ".new-2"}) {
		t.Errorf("there are %q, %v", left, err)
	}
}
