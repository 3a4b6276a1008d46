package cli_test

import (
	"context"
	"path/filepath"
	"testing"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/store"
)

// TestAForgottenUserStopsNobody: a user whose key was destroyed on purpose is
// known to the key store, so that it is the right one.
func TestAForgottenUserStopsNobody(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := e.made(t)
		r := start(t, p)
		setUp(t, r, managerLogin)
		var manager domain.UUID
		err := r.DB().Read(t.Context(), domain.Across, func(ctx context.Context) (err error) {
			manager, err = store.Subjects{}.AnyUser(ctx)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Vault().Destroy(t.Context(), manager); err != nil {
			t.Fatal(err)
		}
		stop(t, r)
		start(t, p)
	})
}

// TestKeysOfAnotherDatabase: beside the right keys an empty database, made
// because the right one is away or its name was mistyped, starts nothing: all
// keys would be without a row there, and the first sweep runs at the start.
func TestKeysOfAnotherDatabase(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := e.made(t)
		r := start(t, p)
		setUp(t, r, managerLogin)
		addPerson(t, r, "Wilga")
		before := keysIn(t, r)
		stop(t, r)
		wrong := place{e.blankDB(t), p.keys, p.master}
		for range 2 { // the first try makes an empty one; it must not be taken for the right one
			for _, command := range [][]string{{"serve"}, {"migrate"}} {
				krag(t, wrong.env(), command...).refused(t, 1, "belongs to another database")
			}
		}
		if after := keysIn(t, start(t, p)); after != before {
			t.Errorf("%d keys are left of %d", after, before)
		}
	})
}

func keysIn(t *testing.T, r *cli.Running) int {
	t.Helper()
	keys, err := r.Vault().Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return len(keys)
}

// TestRestoredDatabaseBelongs: a backup brings along which database it is of,
// also into one that was made by mistake, and so does the copy of the keys. One
// from before databases had a name takes the name that the keys know.
func TestRestoredDatabaseBelongs(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := settled(t, e.made(t))
		folder := t.TempDir()
		file, nameless, copied := filepath.Join(folder, "b.krag"), filepath.Join(folder, "n.krag"), filepath.Join(folder, "keys.copy")
		krag(t, p.all(t), "backup", "--copy-keys", copied, file).done(t)

		mistyped := place{e.blankDB(t), p.keys, p.master}
		krag(t, mistyped.env(), "migrate").refused(t, 1, "another database")
		krag(t, mistyped.env(), "restore", file).done(t)
		stop(t, start(t, mistyped))

		moved := place{e.blankDB(t), e.blankDB(t), p.master}
		krag(t, moved.env(), "restore", "--keys-copy", copied, file).done(t)
		r := start(t, moved)
		forgetName(t, r)
		stop(t, r)
		krag(t, moved.all(t), "backup", nameless).done(t)
		older := place{e.blankDB(t), p.keys, p.master}
		krag(t, older.env(), "restore", nameless).done(t)
		stop(t, start(t, older))
	})
}

// forgetName takes its name from a database.
func forgetName(t *testing.T, r *cli.Running) {
	t.Helper()
	change(t, r.DB(), `DELETE FROM meta WHERE key = 'database'`)
}
