package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"testing"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/store"
	"krag/internal/store/schema"
	"krag/internal/store/sqldb"
)

// TestRecordMoves brings a database of two institutions over the migration
// that gave strategies, premises and partners tables of their own: what stood
// in plain lines can still be read, and the fence stands again.
func TestRecordMoves(t *testing.T) {
	for engine, blank := range map[string]func(testing.TB) string{"sqlite": BlankSQLite, "postgres": BlankPostgres} {
		t.Run(engine, func(t *testing.T) {
			db, err := sqldb.Open(t.Context(), blank(t), sqldb.Options{Schema: schema.Main})
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if err := db.MigrateTo(t.Context(), 24); err != nil {
				t.Fatal(err)
			}
			env := &Env{DB: db}
			for no := range int64(2) {
				oldRecord(t, env, no+1)
			}
			if err := db.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			for no := range int64(2) {
				env.moved(t, no+1)
			}
			if open, err := db.Unfenced(t.Context()); err != nil || len(open) != 0 {
				t.Errorf("without a fence: %v, %v", open, err)
			}
		})
	}
}

// oldRecord writes lines as a record held them before.
func oldRecord(t *testing.T, env *Env, no int64) {
	t.Helper()
	p := domain.NewID[domain.ProgrammeID]()
	env.Must(t, domain.Within(no), func(ctx context.Context) error {
		_, err := sqldb.From(ctx).ExecContext(ctx, `INSERT INTO programme (institution_no, id, slug, title, made, made_at, version)
			VALUES ($1, $2, 'klucze', 'Klucze', $3, 7, 1)`, no, p, false)
		for section, lines := range map[string][]string{
			"strategy": {"Strategia", "2005-2013", "w załączniku"}, "premises": {"pokój", "piwnica"},
			"partners": {"Policja", "Sąd"}, "advice": {"rada"},
		} {
			for i, line := range lines {
				if err == nil {
					_, err = sqldb.From(ctx).ExecContext(ctx, `INSERT INTO programme_item (institution_no, programme_id, section, place, item)
						VALUES ($1, $2, $3, $4, $5)`, no, p, section, i+1, line)
				}
			}
		}
		return err
	})
}

func (e *Env) moved(t *testing.T, no int64) {
	t.Helper()
	for query, want := range map[string][]string{
		`SELECT title || '|' || note FROM strategy WHERE institution_no = $1`:                          {"Strategia|2005-2013\nw załączniku"},
		`SELECT said || '|' || kind FROM premises_step WHERE institution_no = $1 ORDER BY place`:       {"pokój|", "piwnica|"},
		`SELECT name FROM programme_partner WHERE institution_no = $1 ORDER BY place`:                  {"Policja", "Sąd"},
		`SELECT section || '|' || item FROM programme_item WHERE institution_no = $1 ORDER BY section`: {"advice|rada"},
	} {
		if got := e.texts(t, no, query); !slices.Equal(got, want) {
			t.Errorf("institution %d: %s gives %q, want %q", no, query, got, want)
		}
	}
	for _, table := range []string{"strategy", "premises_step"} {
		for _, id := range e.texts(t, no, `SELECT CAST(id AS text) FROM `+table+` WHERE institution_no = $1`) {
			if _, err := domain.ParseID[domain.StrategyID](id); err != nil {
				t.Errorf("%s has the id %q: %v", table, id, err)
			}
		}
	}
}

// texts gives the first column of a query about one institution.
func (e *Env) texts(t *testing.T, no int64, query string) (all []string) {
	t.Helper()
	err := e.Read(t.Context(), domain.Within(no), func(ctx context.Context) error {
		rows, err := sqldb.From(ctx).QueryContext(ctx, query, no)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var s sql.NullString
			if err := rows.Scan(&s); err != nil {
				return err
			}
			all = append(all, s.String)
		}
		return rows.Err()
	})
	if err != nil {
		t.Fatal(fmt.Errorf("%s: %w", query, err))
	}
	return all
}

// TestShelfMoves brings a published card over the migrations that took the
// copies of files off the shelf: the addresses of its files stay.
func TestShelfMoves(t *testing.T) {
	for engine, blank := range map[string]func(testing.TB) string{"sqlite": BlankSQLite, "postgres": BlankPostgres} {
		t.Run(engine, func(t *testing.T) {
			db, err := sqldb.Open(t.Context(), blank(t), sqldb.Options{Schema: schema.Main})
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if err := db.MigrateTo(t.Context(), 45); err != nil {
				t.Fatal(err)
			}
			env, id := &Env{DB: db}, domain.NewID[domain.AttachmentID]()
			env.Must(t, domain.Across, func(ctx context.Context) error {
				_, err := sqldb.From(ctx).ExecContext(ctx, `INSERT INTO practice (slug, card_id, house_no, withdrawn, entry, seq, look, at) VALUES ('karta', $1, 7, $2, '{}', 1, '', 1)`, id, false)
				if err == nil {
					_, err = sqldb.From(ctx).ExecContext(ctx, `INSERT INTO practice_file (slug, id, name, type, etag, content) VALUES ('karta', $1, 'Żółw.pdf', 'application/pdf', 'x', $2)`, id, []byte("zażółć\x00"))
				}
				return err
			})
			if err := db.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			env.Must(t, domain.Across, func(ctx context.Context) error {
				f, err := (&store.Shelf{}).File(ctx, "karta", id.UUID)
				if want := (publish.StoredFile{ID: id.UUID, Name: "Żółw.pdf", Type: "application/pdf", Size: 11, Scope: domain.Within(7)}); f != want {
					t.Errorf("%+v, want %+v", f, want)
				}
				return err
			})
		})
	}
}
