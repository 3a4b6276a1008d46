package vault_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"krag/internal/domain"
	"krag/internal/store/vault"
	"krag/internal/torture"
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
					if err := v.Prepare(t.Context(), int64(1+i%2), domain.PersonKey, s); err != nil {
						t.Error(err)
						return
					}
					b, err := sealFor(t.Context(), v, s, at(s), "Sikorka")
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
		before := files(t, p.dir)[path]
		if err := vault.RestoreKeys(t.Context(), path, into); err != nil {
			t.Fatal(err)
		}
		restored := open(t, vault.Config{Keys: into, Master: p.Master})
		wantAll(t, restored, items)
		wantErr(t, restored, gone.Subject, gone.Field, gone.Sealed, vault.ErrForgotten)
		if err := vault.RestoreKeys(t.Context(), path, into); err == nil {
			t.Error("restored over a key store that is not empty")
		}
		if !bytes.Equal(before, files(t, p.dir)[path]) {
			t.Error("restoring changed the copy")
		}
		if err := v.CopyKeys(t.Context(), path); err != nil {
			t.Errorf("the copy cannot be made anew: %v", err)
		}
	})
}

// TestTwoRotateAtOnce: two who renew the master key and the keysets at once,
// on two machines, may get into each other's way, but never lock anybody out.
func TestTwoRotateAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, p place) {
		items := append(sealMany(t, open(t, p.Config), 1, 20), sealMany(t, open(t, p.Config), 2, 3)...)
		for range torture.Count(t, 30) {
			var both sync.WaitGroup
			for range 2 {
				v := open(t, p.Config)
				both.Go(func() { _ = v.RotateMaster(t.Context(), nil) }) // one may have to be run again
				both.Go(func() { _ = v.Rotate(t.Context(), nil) })
			}
			both.Wait()
			wantAll(t, open(t, p.Config), items)
		}
		v := open(t, p.Config)
		if err := errors.Join(v.RotateMaster(t.Context(), nil), v.Rotate(t.Context(), nil)); err != nil {
			t.Error(err)
		}
		wantAll(t, open(t, p.Config), items)
	})
}
