package vault_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/storetest"
	"krag/internal/store/vault"
)

// TestRotate interrupts a rotation after each of its steps in turn: everybody
// stays readable by whoever was running and by whoever starts now, and the
// next rotation finishes.
func TestRotate(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		v := open(t, p.Config)
		items := append(sealMany(t, v, 1, 1200), sealMany(t, v, 2, 3)...)
		secret := v.Master().Derive("audit")
		running := open(t, p.Config)
		wantAll(t, running, items)
		for name, rotate := range map[string]func(*vault.Vault, context.Context, func(vault.Step)) error{
			"institutions": (*vault.Vault).Rotate, "master": (*vault.Vault).RotateMaster,
		} {
			t.Run(name, func(t *testing.T) {
				steps := 0
				if err := rotate(open(t, p.Config), t.Context(), func(vault.Step) { steps++ }); err != nil {
					t.Fatal(err)
				}
				for stop := range steps {
					interrupt(t, p, stop, rotate)
					wantAll(t, running, items)
					wantAll(t, open(t, p.Config), items)
					newcomer := sealMany(t, running, 3+int64(stop), 1)
					items = append(items, newcomer...)
				}
				if err := rotate(running, t.Context(), nil); err != nil {
					t.Fatal(err)
				}
				last := open(t, p.Config)
				wantAll(t, last, items)
				if broken, err := last.Check(t.Context()); err != nil || len(broken) != 0 {
					t.Errorf("%d keys are broken, %v", len(broken), err)
				}
				if !bytes.Equal(secret, last.Master().Derive("audit")) {
					t.Error("a derived secret changed")
				}
			})
		}
	})
}

// interrupt cancels a rotation after so many steps.
func interrupt(t *testing.T, p place, steps int, rotate func(*vault.Vault, context.Context, func(vault.Step)) error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := 0
	err := rotate(open(t, p.Config), ctx, func(vault.Step) {
		if done++; done > steps {
			cancel()
		}
	})
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Fatalf("after step %d: %v", steps, err)
	}
}

func wantAll(t *testing.T, v *vault.Vault, items []vault.Item) {
	t.Helper()
	got := append([]vault.Item(nil), items...)
	if err := v.OpenMany(t.Context(), vault.AnyInstitution, got); err != nil {
		t.Fatal(err)
	}
	for i, it := range got {
		if it.Err != nil || string(it.Plain) != "Sikorka" {
			t.Fatalf("item %d: %q, %v", i, it.Plain, it.Err)
		}
	}
}

// TestRotateDropsTheOld: what an attacker kept from before a rotation, master
// key file and key store, opens nothing that is sealed under what is there now.
func TestRotateDropsTheOld(t *testing.T) {
	p := onSQLite(t)
	v := open(t, p.Config)
	sealMany(t, v, 1, 2)
	before := keyFiles(t, p)
	if err := v.Rotate(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := v.RotateMaster(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	stolen := vault.Config{Keys: p.Keys, Master: filepath.Join(p.dir, "stolen")}
	if err := os.WriteFile(stolen.Master, before["krag.master"], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := vault.Open(t.Context(), stolen); !errors.Is(err, vault.ErrWrongMaster) {
		t.Errorf("the old master key opens the new key store: %v", err)
	}
}

// TestRotateWhileWorking: people are made and read while keys are rotated by
// somebody else.
func TestRotateWhileWorking(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		sealMany(t, open(t, p.Config), 1, 600)
		var wg sync.WaitGroup
		made := make([][]vault.Item, 3)
		for i := range made {
			wg.Go(func() {
				v := open(t, p.Config)
				for range 20 {
					s := newSubject()
					if err := v.Prepare(t.Context(), int64(1+i%2), s); err != nil {
						t.Error(err)
						return
					}
					b, err := v.Seal(t.Context(), s, at(s), []byte("Sikorka"))
					if err != nil {
						t.Error(err)
						return
					}
					made[i] = append(made[i], vault.Item{Subject: s, Field: at(s), Sealed: b})
				}
			})
		}
		v := open(t, p.Config)
		for range 3 {
			if err := v.Rotate(t.Context(), nil); err != nil {
				t.Error(err)
			}
			if err := v.RotateMaster(t.Context(), nil); err != nil {
				t.Error(err)
			}
		}
		wg.Wait()
		last := open(t, p.Config)
		for _, items := range made {
			wantAll(t, last, items)
		}
	})
}

// keyFiles reads every file of the place.
func keyFiles(t *testing.T, p place) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(p.dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if files[e.Name()], err = os.ReadFile(filepath.Join(p.dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// TestForgottenLeavesTheFiles: the wrapped key, which an old master key and
// keyset could open, is in no file after the forgetting, the key store's copy
// included once it was made again.
func TestForgottenLeavesTheFiles(t *testing.T) {
	p := onSQLite(t)
	v := open(t, p.Config)
	// In this order pages of the table are joined so that SQLite alone leaves
	// a deleted key between them; most orders do not show it.
	const n, step = 401, 7
	items := sealMany(t, v, 1, n)
	copied := filepath.Join(p.dir, "copy")
	if err := v.CopyKeys(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	wrapped, going := map[domain.UUID][]byte{}, make([]domain.UUID, 350)
	for i := range going {
		going[i] = items[i*step%n].Subject
		b, err := vault.Wrapped(t.Context(), v, going[i])
		if err != nil {
			t.Fatal(err)
		}
		wrapped[going[i]] = b
	}
	if n := holding(keyFiles(t, p), wrapped); n < 2*len(wrapped) {
		t.Fatalf("found %d keys before, want each in the store and in the copy", n)
	}
	gone := map[domain.UUID][]byte{}
	for part := range slices.Chunk(going, 10) {
		if err := v.Destroy(t.Context(), part...); err != nil {
			t.Fatal(err)
		}
		for _, s := range part {
			gone[s] = wrapped[s]
		}
		files := keyFiles(t, p)
		delete(files, "copy")
		if n := holding(files, gone); n != 0 {
			t.Fatalf("%d of %d destroyed keys are still in the key store", n, len(gone))
		}
	}
	// A second name for the old copy shows what is left of it on the disk.
	if err := os.Link(copied, filepath.Join(p.dir, "blocks of the old copy")); err != nil {
		t.Fatal(err)
	}
	if err := v.CopyKeys(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	if n := holding(keyFiles(t, p), wrapped); n != 0 {
		t.Errorf("%d destroyed keys are still in some file", n)
	}
}

// TestForgottenLeavesTheServer: the same for the tables on PostgreSQL. Its log
// is another matter: see docs on log archives of the key database.
func TestForgottenLeavesTheServer(t *testing.T) {
	p := onSQLite(t)
	p.Keys = storetest.BlankPostgres(t)
	v := open(t, p.Config)
	wrapped := map[domain.UUID][]byte{}
	for _, it := range sealMany(t, v, 1, 400)[100:150] {
		b, err := vault.Wrapped(t.Context(), v, it.Subject)
		if err != nil {
			t.Fatal(err)
		}
		wrapped[it.Subject] = b
	}
	if n := holding(tables(t), wrapped); n != len(wrapped) {
		t.Fatalf("found %d keys before, want %d", n, len(wrapped))
	}
	for s := range wrapped {
		if err := v.Destroy(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
	if n := holding(tables(t), wrapped); n != 0 {
		t.Errorf("%d destroyed keys are still in the tables", n)
	}
}

// tables reads the files of all tables of the server.
func tables(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(filepath.Join(storetest.ServerFolder(t), "base"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			files[path], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// holding counts the keys found in files.
func holding(files map[string][]byte, wrapped map[domain.UUID][]byte) (n int) {
	for b := range maps.Values(files) {
		for _, w := range wrapped {
			if bytes.Contains(b, w) {
				n++
			}
		}
	}
	return n
}

// TestCopyKeys: the copy, put in place of the key store, opens everything of
// that moment; it is one file, and only its owner may read it.
func TestCopyKeys(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		v := open(t, p.Config)
		items := sealMany(t, v, 1, 5)
		gone := sealMany(t, v, 1, 1)[0]
		if err := v.Destroy(t.Context(), gone.Subject); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(p.dir, "keys.copy")
		for range 2 {
			if err := v.CopyKeys(t.Context(), path); err != nil {
				t.Fatal(err)
			}
		}
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v, %v", info.Mode(), err)
		}
		left, err := filepath.Glob(filepath.Join(p.dir, "keys.copy*"))
		if err != nil || len(left) != 1 {
			t.Errorf("beside the copy lie %v", left)
		}
		into := "sqlite:" + filepath.Join(p.dir, "restored.keys")
		if err := vault.RestoreKeys(t.Context(), path, into); err != nil {
			t.Fatal(err)
		}
		restored := open(t, vault.Config{Keys: into, Master: p.Master})
		wantAll(t, restored, items)
		wantErr(t, restored, gone.Subject, gone.Field, gone.Sealed, vault.ErrForgotten)
		if err := vault.RestoreKeys(t.Context(), path, into); err == nil {
			t.Error("restored over a key store that is not empty")
		}
	})
}
