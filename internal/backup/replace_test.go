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
	"krag/internal/domain"
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

// TestFullDisk: wherever the room ends, it is an error, sealed or not.
func TestFullDisk(t *testing.T) {
	url := storetest.BlankSQLite(t)
	settle(t, migrated(t, url), newVault(t), "Wilga")
	db := seesAll(t, url)
	for _, o := range []backup.Options{{}, {Recipients: []age.Recipient{identity(t).Recipient()}}} {
		o.Clock = domain.ClockFunc(func() time.Time { return time.Unix(0, 0) }) // so that each is as long as the others
		whole := &room{left: 1 << 20}
		if _, err := backup.Write(t.Context(), db, whole, o); err != nil {
			t.Fatal(err)
		}
		for left := range 1<<20 - whole.left {
			if _, err := backup.Write(t.Context(), db, &room{left: left}, o); !errors.Is(err, errFull) {
				t.Fatalf("with room for %d bytes: %v", left, err)
			}
		}
	}
}

var errFull = errors.New("no room left")

// room is a disk that ends.
type room struct{ left int }

func (r *room) Write(b []byte) (int, error) {
	n := min(len(b), r.left)
	r.left -= n
	if n < len(b) {
		return n, errFull
	}
	return n, nil
}
