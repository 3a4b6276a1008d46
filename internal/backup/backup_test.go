package backup_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"filippo.io/age"

	"krag/internal/backup"
	"krag/internal/domain"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
)

// TestRoundTrip restores what was taken from each engine into each engine.
func TestRoundTrip(t *testing.T) {
	for from, blankFrom := range engines {
		for to, blankTo := range engines {
			t.Run(from+" to "+to, func(t *testing.T) {
				v, url := newVault(t), blankFrom(t)
				people := settle(t, migrated(t, url), v, "Wilga", "Dudek", "Czapla")
				path := save(t, url, backup.Options{})

				urlTo := blankTo(t)
				db := open(t, urlTo, sqldb.Options{})
				got, err := backup.Restore(t.Context(), path, target(db, v))
				if err != nil {
					t.Fatal(err)
				}
				if got.Header.Engine != from || got.Header.Schema != 3 || got.Rows != 12 || got.Cleaned != 0 || len(got.NoKey) != 0 {
					t.Errorf("restored %+v", got)
				}
				want, have := backup.Lines(t, path), backup.Lines(t, save(t, urlTo, backup.Options{}))
				if !slices.Equal(want, have) {
					t.Errorf("the rows differ:\n%s\n%s", strings.Join(want, "\n"), strings.Join(have, "\n"))
				}
				if words := readAll(t, urlTo, v); len(words) != len(people) {
					t.Errorf("opened %v", words)
				}
				guarded(t, db)
			})
		}
	}
}

// guarded asks that what the restore lifted is back: keys, trigger and fence.
func guarded(t *testing.T, db *sqldb.DB) {
	t.Helper()
	err := db.InTx(t.Context(), domain.Within(1), func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, `INSERT INTO human (institution_no, id, town) VALUES (1, $1, $2)`, newID(), newID())
		return err
	})
	if err == nil {
		t.Error("a human was put into a town that is not there")
	}
	count := `SELECT value FROM seed WHERE name = 'visits'`
	before := number(t, db, domain.Across, count)
	run(t, db, domain.Across, `INSERT INTO visit (id) VALUES ($1)`, newID())
	if after := number(t, db, domain.Across, count); after != before+1 {
		t.Errorf("the trigger made %d of %d", after, before)
	}
	if db.Engine() == sqldb.PostgreSQL {
		if n := number(t, db, domain.Within(9), `SELECT count(*) FROM human`); n != 0 {
			t.Errorf("another institution sees %d people", n)
		}
	}
	if open, err := db.Unfenced(t.Context()); err != nil || len(open) != 0 {
		t.Errorf("without a fence: %v, %v", open, err)
	}
}

func number(t testing.TB, db *sqldb.DB, scope domain.Scope, query string) (n int64) {
	t.Helper()
	err := db.Read(t.Context(), scope, func(ctx context.Context) error {
		return sqldb.From(ctx).QueryRowContext(ctx, query).Scan(&n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestRestoreRefuses(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		v, url := newVault(t), blank(t)
		settle(t, migrated(t, url), v, "Wilga")
		path := save(t, url, backup.Options{})
		refused := func(t *testing.T, path, into string, want error) {
			t.Helper()
			_, err := backup.Restore(t.Context(), path, target(open(t, into, sqldb.Options{}), v))
			if !errors.Is(err, want) {
				t.Errorf("restored: %v, want %v", err, want)
			}
		}
		t.Run("a database with rows", func(t *testing.T) {
			before := backup.Lines(t, path)
			refused(t, path, url, backup.ErrNotEmpty)
			if after := backup.Lines(t, save(t, url, backup.Options{})); !slices.Equal(before, after) {
				t.Error("it changed what was there")
			}
		})
		t.Run("whole or not at all", func(t *testing.T) {
			into := blank(t)
			stranger := backup.Rewrite(t, path, func(line string) string {
				return strings.Replace(line, `["seed"`, `["visitor"`, 1)
			}, `{"table":"zoo","columns":[{"name":"id","kind":"int"}]}`)
			_, err := backup.Restore(t.Context(), stranger, target(open(t, into, sqldb.Options{}), v))
			if err == nil || !strings.Contains(err.Error(), "no table zoo") {
				t.Fatal(err)
			}
			if lines := backup.Lines(t, save(t, into, backup.Options{})); len(lines) != 7 {
				t.Errorf("rows stayed: %v", lines) // six tables and the seed
			}
			if _, err := backup.Restore(t.Context(), path, target(open(t, into, sqldb.Options{}), v)); err != nil {
				t.Errorf("it cannot be tried again: %v", err)
			}
		})
		t.Run("rows that point to nothing", func(t *testing.T) {
			var human bool
			orphaned := backup.Rewrite(t, path, func(line string) string {
				human = human && line[0] == '[' || strings.HasPrefix(line, `{"table":"town"`)
				if human && line[0] == '[' {
					return "" // no towns
				}
				return line
			})
			if _, err := backup.Restore(t.Context(), orphaned, target(open(t, blank(t), sqldb.Options{}), v)); err == nil {
				t.Error("restored people without their towns")
			}
		})
		t.Run("into a newer schema", func(t *testing.T) {
			older := backup.Rewrite(t, path, func(line string) string { return strings.Replace(line, `"schema":3`, `"schema":2`, 1) })
			into := blank(t)
			migrated(t, into) // without a row, but it cannot go back
			refused(t, older, into, backup.ErrNotEmpty)
			if lines := backup.Lines(t, save(t, into, backup.Options{})); len(lines) != 7 {
				t.Errorf("%d lines, want six tables and the seed", len(lines))
			}
		})
		t.Run("a newer schema", func(t *testing.T) {
			newer := backup.Rewrite(t, path, func(line string) string { return strings.Replace(line, `"schema":3`, `"schema":4`, 1) })
			if _, err := backup.Restore(t.Context(), newer, target(open(t, blank(t), sqldb.Options{}), v)); err == nil || !strings.Contains(err.Error(), "newer krag") {
				t.Error(err)
			}
		})
	})
}

// TestDamage changes and cuts a file everywhere: whatever is taken for whole
// says the same as before, since some bits of gzip mean nothing.
func TestDamage(t *testing.T) {
	v, url := newVault(t), storetest.BlankSQLite(t)
	settle(t, migrated(t, url), v, "Wilga")
	path := save(t, url, backup.Options{})
	_, want, err := backup.Check(path)
	if err != nil || want.Rows != 8 || want.Tables != 6 {
		t.Fatalf("whole: %+v, %v", want, err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(t.TempDir(), "bad")
	damaged := func(b []byte) bool {
		if err := os.WriteFile(bad, b, 0o600); err != nil {
			t.Fatal(err)
		}
		_, sum, err := backup.Check(bad)
		if err != nil && !errors.Is(err, backup.ErrDamaged) && !errors.Is(err, backup.ErrNotBackup) {
			t.Fatal(err)
		}
		return err != nil || sum != want
	}
	harmless := 0
	for i := range whole {
		if !damaged(whole[:i]) {
			t.Errorf("cut at %d and taken for whole", i)
		}
		b := slices.Clone(whole)
		b[i] ^= 0x10
		if damaged(b) {
			continue
		}
		if harmless++; !slices.Equal(backup.Lines(t, bad), backup.Lines(t, path)) {
			t.Errorf("byte %d changed and taken for whole", i)
		}
	}
	if harmless > 20 {
		t.Errorf("%d changes did no harm", harmless)
	}
}

// TestTampered changes lines in ways that gzip's own sum does not notice.
func TestTampered(t *testing.T) {
	v, url := newVault(t), storetest.BlankSQLite(t)
	settle(t, migrated(t, url), v, "Wilga")
	path := save(t, url, backup.Options{})
	n := 0
	backup.Rewrite(t, path, func(line string) string { n++; return line })
	for i := range n {
		for what, change := range map[string]func(string) string{
			"left out": func(string) string { return "" },
			"twice":    func(l string) string { return l + "\n" + l },
			"changed":  func(l string) string { return strings.Replace(l, "e", "o", 1) + " " },
		} {
			at := -1
			changed := backup.Tamper(t, path, func(line string) string {
				if at++; at == i {
					return change(line)
				}
				return line
			})
			if _, _, err := backup.Check(changed); !errors.Is(err, backup.ErrDamaged) && !errors.Is(err, backup.ErrNotBackup) {
				t.Errorf("line %d %s: %v", i, what, err)
			}
		}
	}
}

func TestRecipients(t *testing.T) {
	v, url := newVault(t), storetest.BlankSQLite(t)
	settle(t, migrated(t, url), v, "Wilga")
	mine, other := identity(t), identity(t)
	path := save(t, url, backup.Options{Recipients: []age.Recipient{mine.Recipient()}})
	if _, _, err := backup.Check(path); !errors.Is(err, backup.ErrSealed) {
		t.Errorf("without identity: %v", err)
	}
	if _, _, err := backup.Check(path, other); !errors.Is(err, backup.ErrSealed) {
		t.Errorf("somebody else's identity: %v", err)
	}
	to := target(open(t, storetest.BlankSQLite(t), sqldb.Options{}), v)
	to.Identities = []age.Identity{other, mine}
	if got, err := backup.Restore(t.Context(), path, to); err != nil || got.Rows != 8 {
		t.Errorf("restored %+v, %v", got, err)
	}
}

func identity(t *testing.T) *age.X25519Identity {
	t.Helper()
	i, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// TestOmit leaves rows out, but not their table.
func TestOmit(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		v, url := newVault(t), blank(t)
		settle(t, migrated(t, url), v, "Wilga")
		got, err := backup.Restore(t.Context(), save(t, url, backup.Options{Omit: []string{"visit"}}),
			target(open(t, blank(t), sqldb.Options{}), v))
		if err != nil || got.Rows != 6 {
			t.Errorf("restored %+v, %v", got, err)
		}
	})
}

// TestOlderSchema restores what was taken before a migration, and migrates it.
func TestOlderSchema(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		v, url := newVault(t), blank(t)
		old := open(t, url, sqldb.Options{})
		if err := old.MigrateTo(t.Context(), 2); err != nil {
			t.Fatal(err)
		}
		settle(t, old, v, "Wilga")
		into := open(t, blank(t), sqldb.Options{})
		if _, err := backup.Restore(t.Context(), save(t, url, backup.Options{}), target(into, v)); err != nil {
			t.Fatal(err)
		}
		if n := number(t, into, domain.Within(1), `SELECT count(*) FROM town WHERE institution_no = 1 AND colour = 'green'`); n != 1 {
			t.Errorf("%d towns have a colour", n)
		}
	})
}

// TestServingRole: who is bound by the fence gets an error, not a thin backup.
func TestServingRole(t *testing.T) {
	url := storetest.BlankPostgres(t)
	db := migrated(t, url)
	settle(t, db, newVault(t), "Wilga")
	path := filepath.Join(t.TempDir(), "thin")
	if sum, err := backup.File(t.Context(), db, path, backup.Options{}); err == nil {
		t.Errorf("wrote %+v", sum)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 0 {
		t.Errorf("it left %v, %v", left, err)
	}
}

// TestUnderLoad backs up again and again while writers commit, each time into
// two tables. Each backup has
// of every writer an unbroken run of whole commits from the first, at least
// all that were acknowledged when it began.
func TestUnderLoad(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		url := blank(t)
		db := migrated(t, url)
		const writers, parts = 3, 4
		acknowledged := &tally{last: map[int64]int64{}}
		ctx, stop := context.WithCancel(t.Context())
		var wg sync.WaitGroup
		for w := range int64(writers) {
			wg.Go(func() { write(ctx, t, db, w, parts, acknowledged) })
		}
		acknowledged.wait(t, writers)
		for range 5 {
			before := acknowledged.copy()
			found := commits(t, save(t, url, backup.Options{}))
			for w := range int64(writers) {
				run := int64(0)
				for found[[2]int64{w, run + 1}] == parts {
					run++
				}
				if run < before[w] {
					t.Errorf("writer %d: %d commits of %d acknowledged", w, run, before[w])
				}
				for c, n := range found {
					if c[0] == w && (n != parts || c[1] > run) {
						t.Errorf("writer %d: %d rows of commit %d, the unbroken run ends at %d", w, n, c[1], run)
					}
				}
			}
			acknowledged.wait(t, writers)
		}
		stop()
		wg.Wait()
	})
}

// tally is the last commit of each writer that was acknowledged.
type tally struct {
	mu    sync.Mutex
	last  map[int64]int64
	moved chan struct{}
}

func (a *tally) note(w, n int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.last[w] = n
	if a.moved != nil {
		close(a.moved)
		a.moved = nil
	}
}

func (a *tally) copy() map[int64]int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	c := map[int64]int64{}
	for w, n := range a.last {
		c[w] = n
	}
	return c
}

// wait returns when every writer has committed since it was called.
func (a *tally) wait(t *testing.T, writers int64) {
	t.Helper()
	start := a.copy()
	for {
		a.mu.Lock()
		moved := true
		for w := range writers {
			moved = moved && a.last[w] > start[w]
		}
		if a.moved == nil {
			a.moved = make(chan struct{})
		}
		next := a.moved
		a.mu.Unlock()
		if moved {
			return
		}
		select {
		case <-next:
		case <-t.Context().Done():
			t.Fatal("the writers stand still")
		}
	}
}

func write(ctx context.Context, t *testing.T, db *sqldb.DB, w, parts int64, a *tally) {
	for n := int64(1); ctx.Err() == nil; n++ {
		err := db.InTx(ctx, domain.Across, func(ctx context.Context) error {
			for p := range parts {
				table := []string{"account", "ledger"}[p%2]
				if _, err := sqldb.From(ctx).ExecContext(ctx, `INSERT INTO `+table+` (writer, commit_no, part) VALUES ($1, $2, $3)`, w, n, p); err != nil {
					return err
				}
			}
			return nil
		})
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			t.Errorf("writer %d: %v", w, err)
			return
		}
		a.note(w, n)
	}
}

// commits counts the rows of each commit in a backup.
func commits(t *testing.T, path string) map[[2]int64]int {
	t.Helper()
	found := map[[2]int64]int{}
	for _, line := range backup.Lines(t, path) {
		var table string
		var w, n, p int64
		if _, err := fmt.Sscanf(line, `%s [%d,%d,%d]`, &table, &w, &n, &p); err == nil {
			found[[2]int64{w, n}]++
		}
	}
	return found
}
