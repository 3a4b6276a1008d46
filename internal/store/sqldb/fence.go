package sqldb

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
)

// fence puts row-level security on every table that has the column
// institution_no and is not in Schema.Cross. FORCE binds the owner as well,
// who is the role that serves. It runs after each Migrate, so that no
// migration can forget it and none that lifts it can leave it open.
//
// A migration that changes rows of a fenced table sees none of them, unless it
// says ALTER TABLE … NO FORCE ROW LEVEL SECURITY first, in a file of
// Schema.Postgres.
func (d *DB) fence(ctx context.Context) error {
	if d.engine != PostgreSQL {
		return nil
	}
	open, err := d.unfenced(ctx)
	if err != nil {
		return fmt.Errorf("read fences: %w", err)
	}
	for _, table := range open {
		if err := d.fenceTable(ctx, table); err != nil {
			return fmt.Errorf("fence %s: %w", table, err)
		}
	}
	return nil
}

func (d *DB) unfenced(ctx context.Context) ([]string, error) {
	all, err := d.column(ctx, `
		SELECT c.relname FROM pg_catalog.pg_class c
		JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'institution_no'
		WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
			AND NOT (c.relrowsecurity AND c.relforcerowsecurity
				AND EXISTS (SELECT FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid))
		ORDER BY c.relname`)
	return slices.DeleteFunc(all, func(table string) bool { return d.schema.Cross[table] != "" }), err
}

func (d *DB) fenceTable(ctx context.Context, table string) error {
	name := pgx.Identifier{table}.Sanitize()
	_, err := d.writer.ExecContext(ctx, `DO $$ BEGIN
		ALTER TABLE `+name+` ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
		DROP POLICY IF EXISTS institution ON `+name+`;
		CREATE POLICY institution ON `+name+`
			USING (institution_no = nullif(current_setting('krag.institution', true), '')::bigint)
			WITH CHECK (institution_no = nullif(current_setting('krag.institution', true), '')::bigint);
	END $$`)
	return err
}

// Tables lists every table of the database, for the test that wants each to
// be either fenced or in Schema.Cross, and for verify.
func (d *DB) Tables(ctx context.Context) ([]string, error) {
	if d.engine == SQLite {
		return d.column(ctx, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name`)
	}
	return d.column(ctx, `SELECT relname FROM pg_catalog.pg_class
		WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY relname`)
}

// Unfenced lists the tables that are neither fenced nor in Schema.Cross. On
// SQLite, which has no row-level security, it lists those that have no column
// institution_no.
func (d *DB) Unfenced(ctx context.Context) ([]string, error) {
	text := `SELECT c.relname FROM pg_catalog.pg_class c
		WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
			AND NOT (c.relrowsecurity AND c.relforcerowsecurity
				AND EXISTS (SELECT FROM pg_catalog.pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'institution'))
		ORDER BY c.relname`
	if d.engine == SQLite {
		text = `SELECT name FROM sqlite_schema t WHERE type = 'table' AND name NOT LIKE 'sqlite%'
			AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) WHERE name = 'institution_no') ORDER BY name`
	}
	all, err := d.column(ctx, text)
	return slices.DeleteFunc(all, func(table string) bool {
		return table == versionTable || d.schema.Cross[table] != ""
	}), err
}

func (d *DB) column(ctx context.Context, text string) ([]string, error) {
	rows, err := d.writer.QueryContext(ctx, text)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var values []string
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	return values, rows.Err()
}
