package backup_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"krag/internal/backup"
	"krag/internal/domain"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
	"krag/internal/store/vault"
)

// The schema of these tests: every kind of column, a child table whose name
// sorts before its parent's, a table that points to itself, a trigger on each
// engine, rows that a migration makes. The second version adds a column.
var (
	shared = fstest.MapFS{
		"00001_town.sql": {Data: []byte(`-- +goose Up
CREATE TABLE seed (name text NOT NULL, value bigint NOT NULL, CONSTRAINT seed_pk PRIMARY KEY (name));
INSERT INTO seed (name, value) VALUES ('visits', 0);
CREATE TABLE town (institution_no bigint NOT NULL, id uuid NOT NULL, name text NOT NULL,
	CONSTRAINT town_pk PRIMARY KEY (institution_no, id));
CREATE TABLE human (institution_no bigint NOT NULL, id uuid NOT NULL, town uuid, mentor uuid,
	pseudonym bytea, likes boolean, height double precision, nick text, made_at bigint,
	CONSTRAINT human_pk PRIMARY KEY (institution_no, id),
	CONSTRAINT human_town FOREIGN KEY (institution_no, town) REFERENCES town (institution_no, id),
	CONSTRAINT human_mentor FOREIGN KEY (institution_no, mentor) REFERENCES human (institution_no, id));
CREATE TABLE visit (id uuid NOT NULL, token bytea, CONSTRAINT visit_pk PRIMARY KEY (id));
CREATE TABLE ledger (writer bigint NOT NULL, commit_no bigint NOT NULL, part bigint NOT NULL,
	CONSTRAINT ledger_pk PRIMARY KEY (writer, commit_no, part));
CREATE TABLE account (writer bigint NOT NULL, commit_no bigint NOT NULL, part bigint NOT NULL,
	CONSTRAINT account_pk PRIMARY KEY (writer, commit_no, part));`)},
		"00003_colour.sql": {Data: []byte("-- +goose Up\nALTER TABLE town ADD COLUMN colour text NOT NULL DEFAULT 'green';")},
	}
	onlySQLite = fstest.MapFS{"00002_count.sql": {Data: []byte(`-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER visit_count AFTER INSERT ON visit BEGIN UPDATE seed SET value = value + 1 WHERE name = 'visits'; END;
-- +goose StatementEnd`)}}
	onlyPostgres = fstest.MapFS{"00002_count.sql": {Data: []byte(`-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION visit_count() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
	UPDATE seed SET value = value + 1 WHERE name = 'visits'; RETURN NULL; END $$;
-- +goose StatementEnd
CREATE TRIGGER visit_count AFTER INSERT ON visit FOR EACH ROW EXECUTE FUNCTION visit_count();`)}}
	towns = sqldb.Schema{Shared: shared, SQLite: onlySQLite, Postgres: onlyPostgres, Cross: map[string]string{
		"seed": "of nobody", "visit": "of everybody", "ledger": "counts commits", "account": "counts them, too", "schema_version": "migrations",
	}}
)

var sealed = []vault.Column{{Table: "human", Column: "pseudonym", Row: "id", Subject: "id", Institution: "institution_no"}}

// engines are the addresses of databases without a table.
var engines = map[string]func(testing.TB) string{
	"sqlite": storetest.BlankSQLite, "postgres": storetest.BlankPostgres,
}

// onBoth runs a test on each engine.
func onBoth(t *testing.T, test func(t *testing.T, blank func(testing.TB) string)) {
	for name, blank := range engines {
		t.Run(name, func(t *testing.T) { test(t, blank) })
	}
}

func open(t testing.TB, url string, o sqldb.Options) *sqldb.DB {
	t.Helper()
	if o.Schema.Shared == nil {
		o.Schema = towns
	}
	db, err := sqldb.Open(t.Context(), url, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// seesAll opens a database as backups do.
func seesAll(t testing.TB, url string) *sqldb.DB {
	t.Helper()
	return open(t, storetest.Unfenced(t, url), sqldb.Options{AllowSuperuser: true})
}

func migrated(t testing.TB, url string) *sqldb.DB {
	t.Helper()
	db := open(t, url, sqldb.Options{})
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db
}

func newVault(t testing.TB) *vault.Vault {
	t.Helper()
	return newVaultOn(t, storetest.BlankSQLite(t))
}

func newVaultOn(t testing.TB, keys string) *vault.Vault {
	t.Helper()
	v, err := vault.Open(t.Context(), vault.Config{Keys: keys, Master: filepath.Join(t.TempDir(), "krag.master")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { v.Close() })
	return v
}

func newID() domain.UUID { return domain.NewID[domain.PersonID]().UUID }

func run(t testing.TB, db *sqldb.DB, scope domain.Scope, statement string, args ...any) {
	t.Helper()
	err := db.InTx(t.Context(), scope, func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, statement, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// settle makes a town with some people in each of two institutions.
func settle(t testing.TB, db *sqldb.DB, v *vault.Vault, words ...string) (people []domain.UUID) {
	t.Helper()
	for no := int64(1); no <= 2; no++ {
		town, mentor := newID(), newID()
		run(t, db, domain.Within(no), `INSERT INTO town (institution_no, id, name) VALUES ($1, $2, 'Chełm')`, no, town)
		for i, word := range words {
			id := mentor
			if i > 0 {
				id = newID()
			}
			run(t, db, domain.Within(no), `INSERT INTO human (institution_no, id, town, mentor, pseudonym, likes, height, nick, made_at)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, no, id, town, mentor, seal(t, v, no, id, word),
				i%2 == 0, 1.1+float64(i), fmt.Sprintf("„%d”\n\"\\", i), int64(1)<<62+int64(i))
			people = append(people, id)
		}
	}
	run(t, db, domain.Across, `INSERT INTO visit (id, token) VALUES ($1, $2), ($3, NULL)`, newID(), []byte{0, 255, '"'}, newID())
	run(t, db, domain.Within(1), `INSERT INTO human (institution_no, id) VALUES (1, $1)`, newID())
	return people
}

func seal(t testing.TB, v *vault.Vault, no int64, id domain.UUID, word string) []byte {
	t.Helper()
	if err := v.Prepare(t.Context(), no, domain.PersonKey, id); err != nil {
		t.Fatal(err)
	}
	key, err := v.Hold(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	f := field(id)
	b, err := key.Seal(f.Table, f.Column, f.Row, domain.NewSecret(word))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func field(id domain.UUID) vault.Field {
	return vault.Field{Table: "human", Column: "pseudonym", Row: id}
}

// target is where tests restore to; forget empties the sealed column.
func target(db *sqldb.DB, v *vault.Vault) backup.Target {
	return backup.Target{
		DB: db, Vault: v, Sealed: sealed, Seeded: []string{"seed"},
		Forget: func(ctx context.Context, no int64, subjects []domain.UUID) error {
			return db.InTx(ctx, domain.Within(no), func(ctx context.Context) error {
				for _, s := range subjects {
					_, err := sqldb.From(ctx).ExecContext(ctx, `UPDATE human SET pseudonym = NULL WHERE institution_no = $1 AND id = $2`, no, s)
					if err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
}

func save(t testing.TB, url string, o backup.Options) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "krag.backup")
	if _, err := backup.File(t.Context(), seesAll(t, url), path, o); err != nil {
		t.Fatal(err)
	}
	return path
}

func afterSweepAge() time.Time { return time.Now().Add(vault.SweepAge + time.Minute) }
