package cli_test

import (
	"context"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"krag/internal/cli"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/person"
	"krag/internal/store/sqldb"
)

// addPerson notes somebody in the first institution.
func addPerson(t *testing.T, r *cli.Running, pseudonym string) domain.PersonID {
	t.Helper()
	ctx, scope, id := t.Context(), domain.Within(1), domain.NewID[domain.PersonID]()
	services := r.Services()
	key, err := services.Flow.Keys.Prepare(ctx, scope, domain.PersonKey, id.UUID)
	if err != nil {
		t.Fatal(err)
	}
	err = r.DB().InTx(ctx, scope, func(ctx context.Context) error {
		_, err := services.People.Create(ctx, scope, person.NewPerson{ID: id, Pseudonym: pseudonym}, key)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func forget(t *testing.T, r *cli.Running, id domain.PersonID) {
	t.Helper()
	today := domain.DateOf(time.Now(), time.UTC)
	if err := r.Services().Flow.Forget(t.Context(), authz.House(domain.Within(1)), id, today); err != nil {
		t.Fatal(err)
	}
}

// TestRoundTrip takes a backup while it serves, loses everything but the copy
// of the keys and the master key, and reads it all back.
func TestRoundTrip(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := e.made(t)
		folder := t.TempDir()
		file, copyOfKeys := filepath.Join(folder, "b.krag"), filepath.Join(folder, "keys.copy")
		r := start(t, p)
		session := setUp(t, r, managerLogin)
		addPerson(t, r, "Wilga")
		gone := addPerson(t, r, "Dudek")
		krag(t, p.all(t), "backup", file).done(t)
		forget(t, r, gone)
		done := krag(t, p.all(t), "backup", "--copy-keys", copyOfKeys, filepath.Join(folder, "later.krag")).done(t)
		if !strings.Contains(done.out, copyOfKeys) {
			t.Errorf("it does not say where the keys are: %q", done.out)
		}
		stop(t, r)

		to := e.blank(t)
		to.master = p.master
		restored := krag(t, to.env(), "restore", "--keys-copy", copyOfKeys, file).done(t)
		if !strings.Contains(restored.out, "1 people were forgotten since") {
			t.Errorf("it says %q", restored.out)
		}
		report := krag(t, to.all(t), "verify").done(t).out
		for _, want := range []string{"ok    database: whole", "app_user.name: 1 open", "person.pseudonym: 1 open, 1 empty", "log of Ośrodek"} {
			if !strings.Contains(report, want) {
				t.Errorf("the report does not say %q:\n%s", want, report)
			}
		}
		again := start(t, to)
		if actor, _, err := again.Services().Accounts.Actor(t.Context(), session); err != nil || actor.SignedIn() {
			t.Errorf("a session from before the backup still lets in: %v", err)
		}
		if _, err := again.Services().Accounts.SignIn(t.Context(), netip.Addr{}, managerLogin, password); err != nil {
			t.Errorf("the manager cannot sign in: %v", err)
		}
	})
}

func TestRestoreRefuses(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := settled(t, e.made(t))
		file := filepath.Join(t.TempDir(), "b.krag")
		krag(t, p.all(t), "backup", file).done(t)
		t.Run("a database that holds something", func(t *testing.T) {
			krag(t, p.env(), "restore", file).refused(t, 1, "not empty")
		})
		t.Run("a file that is no backup", func(t *testing.T) {
			to := e.made(t)
			to.keys, to.master = p.keys, p.master
			krag(t, to.env(), "restore", p.master).refused(t, 1, "not a backup")
		})
		t.Run("keys of another house", func(t *testing.T) {
			other := settled(t, e.made(t))
			to := e.made(t)
			to.keys, to.master = other.keys, other.master
			krag(t, to.env(), "restore", file).refused(t, 1, "have no key")
			if r := krag(t, to.all(t), "verify"); r.code != 1 || !strings.Contains(r.out, "WRONG app_user.name: no key for") {
				t.Errorf("verify ends with %d:\n%s", r.code, r.out)
			}
			krag(t, to.env(), "serve").refused(t, 1, "no keys for the people in the database")
		})
		t.Run("another master key", func(t *testing.T) {
			other := settled(t, e.made(t))
			to := e.made(t)
			to.keys, to.master = p.keys, other.master
			krag(t, to.env(), "restore", file).refused(t, 1, "another master key")
		})
	})
}

var headForm = regexp.MustCompile(`log of Ośrodek.*: (\d+:[0-9a-f]{64})\n`)

// TestVerifyHead: a log that was cut off fits together, and is told by the
// head that somebody wrote down.
func TestVerifyHead(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := e.made(t)
		r := start(t, p)
		setUp(t, r, managerLogin)
		setUp(t, r, "inna-dyrektorka")
		for _, pseudonym := range []string{"Wilga", "Dudek"} {
			forget(t, r, addPerson(t, r, pseudonym))
		}
		heads := headForm.FindAllStringSubmatch(krag(t, p.all(t), "verify").done(t).out, -1)
		if len(heads) != 2 {
			t.Fatalf("heads: %v", heads)
		}
		head := heads[0][1]
		krag(t, p.all(t), "verify", "--head", head).done(t)
		cutOff(t, r.DB(), head)
		krag(t, p.all(t), "verify").done(t)
		found := krag(t, p.all(t), "verify", "--head", head)
		found.refused(t, 1, "the report says what")
		if !strings.Contains(found.out, "WRONG heads: "+head) {
			t.Errorf("the report:\n%s", found.out)
		}
		rewrite(t, r.DB())
		if r := krag(t, p.all(t), "verify"); r.code != 1 || !strings.Contains(r.out, "WRONG log of Ośrodek "+managerLogin+": record 1") {
			t.Errorf("rewritten: exit %d\n%s", r.code, r.out)
		}
	})
}

// cutOff takes the newest record away, as somebody who can write the database
// would: together with the head.
func cutOff(t *testing.T, db *sqldb.DB, head string) {
	t.Helper()
	var last int64
	if _, err := fmt.Sscanf(head, "%d:", &last); err != nil {
		t.Fatal(err)
	}
	change(t, db, `DELETE FROM audit_link WHERE institution_no = 1 AND seq = $1`, last)
	change(t, db, `UPDATE audit_head SET seq = $1, mac = (SELECT mac FROM audit_link WHERE seq = $1 AND institution_no = 1)
		WHERE institution_no = 1`, last-1)
}

func rewrite(t *testing.T, db *sqldb.DB) {
	t.Helper()
	change(t, db, `UPDATE audit_link SET action = 'person.show' WHERE institution_no = 1 AND seq = 1`)
}

// change alters the first institution's rows behind everybody's back.
func change(t *testing.T, db *sqldb.DB, text string, args ...any) {
	t.Helper()
	err := db.InTx(t.Context(), domain.Within(1), func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, text, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestBackupReplaces: a backup that is there stays until the new one is whole,
// and anything else for ever.
func TestBackupReplaces(t *testing.T) {
	t.Chdir(t.TempDir())
	krag(t, nil, "migrate").done(t)
	for range 2 {
		krag(t, nil, "backup", "--copy-keys", "keys.copy", "b.krag").done(t)
	}
	for _, name := range []string{"b.krag", "keys.copy"} {
		info, err := os.Stat(name)
		if err != nil || info.Size() < 100 || info.Mode().Perm() != 0o600 {
			t.Errorf("%s is %v, %v", name, info, err)
		}
	}
	krag(t, nil, "backup", "nowhere/b.krag").refused(t, 1, "nowhere")
	for _, file := range []string{"krag.db", "krag.keys", "krag.master"} {
		krag(t, nil, "backup", "krag-data/"+file).refused(t, 1, "no backup")
		krag(t, nil, "backup", "--copy-keys", "krag-data/"+file, "b.krag").refused(t, 1, "no copy of keys")
	}
	krag(t, nil, "verify").done(t)
}

// TestRestoreOnceMore: a wrong file is noticed before the keys are filled, and
// who filled them before is told how to go on.
func TestRestoreOnceMore(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := settled(t, e.made(t))
		folder := t.TempDir()
		file, copied := filepath.Join(folder, "b.krag"), filepath.Join(folder, "keys.copy")
		krag(t, p.all(t), "backup", "--copy-keys", copied, file).done(t)
		to := e.blank(t)
		to.master = p.master
		krag(t, to.env(), "restore", "--keys-copy", copied, p.master).refused(t, 1, "not a backup")
		krag(t, to.env(), "restore", "--keys-copy", copied, file).done(t)
		again := e.blank(t)
		again.keys, again.master = to.keys, p.master
		krag(t, again.env(), "restore", "--keys-copy", copied, file).refused(t, 1, "leave --keys-copy out")
		krag(t, again.env(), "restore", file).done(t)
	})
}

// TestKeysRotate renews both sorts of keys; everything opens afterwards.
func TestKeysRotate(t *testing.T) {
	onBoth(t, func(t *testing.T, e engine) {
		p := settled(t, e.made(t))
		before, err := os.ReadFile(p.master)
		if err != nil {
			t.Fatal(err)
		}
		if r := krag(t, p.env(), "keys", "rotate").done(t); !strings.Contains(r.out, "Copy krag.keys over") || !strings.Contains(r.err, "rewrap: 1 of 1") {
			t.Errorf("it said %q and %q", r.out, r.err)
		}
		if now, _ := os.ReadFile(p.master); string(now) != string(before) {
			t.Error("the master key changed unasked")
		}
		krag(t, p.env(), "keys", "rotate", "--master-key").done(t)
		if now, _ := os.ReadFile(p.master); string(now) == string(before) {
			t.Error("the master key is the same")
		}
		krag(t, p.all(t), "verify").done(t)
	})
}
