package backup_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"krag/internal/backup"
	"krag/internal/domain"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
	"krag/internal/store/storetest/plant"
	"krag/internal/store/vault"
)

// readAll opens every sealed field it can and gives the words.
func readAll(t *testing.T, url string, v *vault.Vault) (words []string) {
	t.Helper()
	items := sealedItems(t, url)
	if err := v.OpenMany(t.Context(), vault.AnyInstitution, items); err != nil {
		t.Fatal(err)
	}
	for _, it := range items {
		if it.Err == nil {
			words = append(words, string(it.Plain))
		}
	}
	slices.Sort(words)
	return words
}

func sealedItems(t *testing.T, url string) (items []vault.Item) {
	t.Helper()
	err := seesAll(t, url).Read(t.Context(), domain.Across, func(ctx context.Context) error {
		rows, err := sqldb.From(ctx).QueryContext(ctx, `SELECT id, pseudonym FROM human WHERE pseudonym IS NOT NULL`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var it vault.Item
			if err := rows.Scan(&it.Subject, &it.Sealed); err != nil {
				return err
			}
			it.Field = field(it.Subject)
			items = append(items, it)
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// TestForgottenStayForgotten attacks a forgetting with the backup from before
// it and everything that exists afterwards, and then restores that backup.
func TestForgottenStayForgotten(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		v, url := newVaultOn(t, blank(t)), blank(t)
		people := settle(t, migrated(t, url), v, "Wilga", "Dudek")
		old := save(t, url, backup.Options{})
		gone := people[1] // Dudek of institution 1
		stolen := backup.Sealed(t, old, "human", gone.String())
		if got, err := v.Open(t.Context(), gone, field(gone), stolen); err != nil || string(got) != "Dudek" {
			t.Fatalf("before: %q, %v", got, err)
		}
		if err := v.Destroy(t.Context(), gone); err != nil {
			t.Fatal(err)
		}
		t.Run("the raw bytes of the old backup", func(t *testing.T) {
			if got, err := v.Open(t.Context(), gone, field(gone), stolen); !errors.Is(err, vault.ErrForgotten) {
				t.Errorf("opened %q, %v", got, err)
			}
			keys, err := v.Keys(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, k := range keys { // nor with anybody else's key
				if got, err := v.Open(t.Context(), k.Subject, field(gone), stolen); err == nil {
					t.Errorf("opened %q with the key of %s", got, k.Subject)
				}
			}
		})
		t.Run("restored", func(t *testing.T) {
			into := blank(t)
			got, err := backup.Restore(t.Context(), old, target(open(t, into, sqldb.Options{}), v))
			if err != nil || got.Cleaned != 1 || len(got.NoKey) != 0 {
				t.Errorf("restored %+v, %v", got, err)
			}
			if words := readAll(t, into, v); !slices.Equal(words, []string{"Dudek", "Wilga", "Wilga"}) {
				t.Errorf("readable: %v", words)
			}
			db := open(t, into, sqldb.Options{})
			if n := number(t, db, domain.Within(1), `SELECT count(*) FROM human WHERE pseudonym IS NULL`); n != 2 {
				t.Errorf("%d rows are empty, want the one that never had a word and the one cleaned", n)
			}
		})
		t.Run("with another key store nobody is cleaned", func(t *testing.T) {
			into := blank(t)
			got, err := backup.Restore(t.Context(), old, target(open(t, into, sqldb.Options{}), newVault(t)))
			if err != nil || got.Cleaned != 0 || len(got.NoKey) != 4 {
				t.Errorf("restored %+v, %v", got, err)
			}
			if n := len(sealedItems(t, into)); n != 4 {
				t.Errorf("%d sealed fields are left of 4", n)
			}
		})
	})
}

// TestPlanted looks for words in the raw bytes of database, log, key store,
// master key and backup. A word that is not sealed shows that it would find.
func TestPlanted(t *testing.T) {
	words := []string{"Żółwik Ponury", "Срібна Чайка"}
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		dir := t.TempDir()
		config := vault.Config{Keys: "sqlite:" + filepath.Join(dir, "krag.keys"), Master: filepath.Join(dir, "krag.master")}
		v, err := vault.Open(t.Context(), config)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { v.Close() })
		url := blank(t)
		db := migrated(t, url)
		settle(t, db, v, words...)
		places := []string{dir, save(t, url, backup.Options{})}
		if file, isFile := strings.CutPrefix(url, "sqlite:"); isFile {
			places = append(places, filepath.Dir(file))
		} else {
			places = append(places, storetest.ServerFolder(t))
		}
		hits, err := plant.New(words...).InFiles(places...)
		if err != nil || len(hits) > 0 {
			t.Errorf("found %v, %v", hits, err)
		}
		run(t, db, domain.Within(1), `UPDATE town SET name = 'Bystra Woda' WHERE institution_no = 1`)
		places[1] = save(t, url, backup.Options{})
		if db.Engine() == sqldb.PostgreSQL {
			places[2] = storetest.ServerFolder(t)
		}
		hits, err = plant.New("Bystra Woda").InFiles(places...)
		if err != nil {
			t.Fatal(err)
		}
		for _, place := range places[1:] {
			if !slices.ContainsFunc(hits, func(h plant.Hit) bool { return strings.HasPrefix(h.Where, place) }) {
				t.Errorf("a word that is not sealed was not found in %s", place)
			}
		}
	})
}

var _ backup.Chains = (*chains)(nil)

// chains is an audit log that can be tampered with.
type chains struct{ macs map[[2]int64]string }

func (c *chains) CheckChains(context.Context) ([]backup.Chain, error) {
	trouble := ""
	if c.macs[[2]int64{1, 1}] != "one" {
		trouble = "record 1 does not hold"
	}
	return []backup.Chain{{Head: backup.Head{InstitutionNo: 1, Seq: 2}, Links: 2, Trouble: trouble}}, nil
}

func (c *chains) MACAt(_ context.Context, no, seq int64) ([]byte, error) {
	if mac, ok := c.macs[[2]int64{no, seq}]; ok {
		return []byte(mac), nil
	}
	return nil, nil
}

func TestVerify(t *testing.T) {
	onBoth(t, func(t *testing.T, blank func(testing.TB) string) {
		v, url := newVault(t), blank(t)
		db := migrated(t, url)
		people := settle(t, db, v, "Wilga", "Dudek", "Czapla")
		log := &chains{macs: map[[2]int64]string{{1, 1}: "one", {1, 2}: "two"}}
		subject := backup.Subject{
			DB: seesAll(t, url), Vault: v, Sealed: sealed, Chains: log,
			Heads: []backup.Head{{InstitutionNo: 1, Seq: 2, MAC: []byte("two")}},
		}
		verify := func() backup.Report {
			t.Helper()
			r, err := backup.Verify(t.Context(), subject)
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		if r := verify(); !r.OK() || r.Keys != 6 || r.Fields[0].Opened != 6 || r.Fields[0].Empty != 1 || len(r.Orphans) != 0 {
			t.Fatalf("clean: %+v", r)
		}
		t.Run("a changed field", func(t *testing.T) {
			run(t, db, domain.Within(1), `UPDATE human SET pseudonym = $1 WHERE institution_no = 1 AND id = $2`, []byte("noise"), people[0])
			if r := verify(); r.OK() || !slices.Equal(r.Fields[0].Broken, people[:1]) || r.Fields[0].Opened != 5 {
				t.Errorf("%+v", r)
			}
			run(t, db, domain.Within(1), `UPDATE human SET pseudonym = NULL WHERE institution_no = 1 AND id = $1`, people[0])
		})
		t.Run("a forgotten person not cleaned yet", func(t *testing.T) {
			if err := v.Destroy(t.Context(), people[1]); err != nil {
				t.Fatal(err)
			}
			if r := verify(); !r.OK() || !slices.Equal(r.Fields[0].Forgotten, people[1:2]) || r.Fields[0].Opened != 4 {
				t.Errorf("%+v", r)
			}
		})
		t.Run("an orphan", func(t *testing.T) {
			orphan := newID()
			if err := v.Prepare(t.Context(), 2, domain.PersonKey, orphan); err != nil {
				t.Fatal(err)
			}
			if r := verify(); len(r.Orphans) != 0 {
				t.Errorf("young: %+v", r)
			}
			later := subject
			later.Clock = domain.ClockFunc(afterSweepAge)
			if r, err := backup.Verify(t.Context(), later); err != nil || !r.OK() || !slices.Equal(r.Orphans, []domain.UUID{orphan}) {
				t.Errorf("old: %+v, %v", r, err)
			}
		})
		t.Run("a lost key", func(t *testing.T) {
			id := newID()
			run(t, db, domain.Within(2), `INSERT INTO human (institution_no, id, pseudonym) VALUES (2, $1, $2)`, id, []byte("noise"))
			if r := verify(); r.OK() || !slices.Equal(r.Fields[0].NoKey, []domain.UUID{id}) {
				t.Errorf("%+v", r)
			}
			run(t, db, domain.Within(2), `DELETE FROM human WHERE institution_no = 2 AND id = $1`, id)
		})
		t.Run("the log", func(t *testing.T) {
			log.macs[[2]int64{1, 1}] = "won"
			if r := verify(); r.OK() || r.Chains[0].Trouble == "" || len(r.Heads) != 0 {
				t.Errorf("broken: %+v", r)
			}
			log.macs[[2]int64{1, 1}] = "one"
			log.macs[[2]int64{1, 2}] = "too"
			if r := verify(); r.OK() || len(r.Heads) != 1 || !strings.Contains(r.Heads[0], "rewritten") {
				t.Errorf("rewritten: %+v", r)
			}
			delete(log.macs, [2]int64{1, 2})
			if r := verify(); r.OK() || len(r.Heads) != 1 || !strings.Contains(r.Heads[0], "cut off") {
				t.Errorf("cut off: %+v", r)
			}
			log.macs[[2]int64{1, 2}] = "two"
		})
		t.Run("a row that points to nothing", func(t *testing.T) {
			dangle(t, db, url)
			if r := verify(); r.OK() || len(r.Integrity) == 0 || !strings.Contains(strings.Join(r.Integrity, " "), "town") {
				t.Errorf("%+v", r)
			}
		})
	})
}

// dangle makes a human of a town that is not there, past the foreign keys.
func dangle(t *testing.T, db *sqldb.DB, url string) {
	t.Helper()
	if db.Engine() == sqldb.PostgreSQL {
		run(t, db, domain.Within(1), `ALTER TABLE human DROP CONSTRAINT human_town`)
		run(t, db, domain.Within(1), `INSERT INTO human (institution_no, id, town) VALUES (1, $1, $2)`, newID(), newID())
		run(t, db, domain.Within(1), `ALTER TABLE human ADD CONSTRAINT human_town
			FOREIGN KEY (institution_no, town) REFERENCES town (institution_no, id) NOT VALID`)
		return
	}
	raw, err := sql.Open("sqlite", strings.TrimPrefix(url, "sqlite:"))
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	if _, err := raw.ExecContext(t.Context(), `INSERT INTO human (institution_no, id, town) VALUES (1, $1, $2)`, newID(), newID()); err != nil {
		t.Fatal(err)
	}
}

// TestFileMode: a backup is for its owner's eyes.
func TestFileMode(t *testing.T) {
	url := storetest.BlankSQLite(t)
	migrated(t, url)
	info, err := os.Stat(save(t, url, backup.Options{}))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}
