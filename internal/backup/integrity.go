package backup

import (
	"context"
	"database/sql"
	"fmt"

	"krag/internal/store/sqldb"
)

// integrity asks the database about itself: nothing means that it is whole.
func integrity(ctx context.Context, engine sqldb.Engine) ([]string, error) {
	if engine == sqldb.SQLite {
		return integritySQLite(ctx)
	}
	return integrityPostgres(ctx)
}

func integritySQLite(ctx context.Context) ([]string, error) {
	found, err := texts(ctx, `PRAGMA integrity_check`)
	if err != nil {
		return nil, err
	}
	if len(found) == 1 && found[0] == "ok" {
		found = nil
	}
	err = each(ctx, `PRAGMA foreign_key_check`, func(rows *sql.Rows) error {
		var table, parent string
		var row, key sql.NullInt64
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return err
		}
		found = append(found, fmt.Sprintf("row %d of %s points to nothing in %s", row.Int64, table, parent))
		return nil
	})
	return found, err
}

// Constraints and indexes that PostgreSQL itself calls not valid, and a
// statement for each foreign key that counts rows pointing to nothing.
const (
	notValid = `SELECT conname || ' on ' || conrelid::regclass || ' was never checked'
		FROM pg_catalog.pg_constraint WHERE NOT convalidated AND connamespace = current_schema()::regnamespace
		UNION ALL
		SELECT 'the index ' || indexrelid::regclass || ' is not usable'
		FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
		WHERE NOT indisvalid AND c.relnamespace = current_schema()::regnamespace`
	danglers = `SELECT format(
			'SELECT count(*) || %L FROM %s c WHERE %s AND NOT EXISTS (SELECT FROM %s p WHERE %s) HAVING count(*) > 0',
			' rows of ' || conrelid::regclass || ' point to nothing in ' || confrelid::regclass,
			conrelid::regclass,
			string_agg(format('c.%I IS NOT NULL', a.attname), ' AND '),
			confrelid::regclass,
			string_agg(format('p.%I = c.%I', b.attname, a.attname), ' AND '))
		FROM pg_catalog.pg_constraint
		CROSS JOIN LATERAL unnest(conkey, confkey) AS k (child, parent)
		JOIN pg_catalog.pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.child
		JOIN pg_catalog.pg_attribute b ON b.attrelid = confrelid AND b.attnum = k.parent
		WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
		GROUP BY pg_constraint.oid, conrelid, confrelid`
)

func integrityPostgres(ctx context.Context) ([]string, error) {
	found, err := texts(ctx, notValid)
	if err != nil {
		return nil, err
	}
	checks, err := texts(ctx, danglers)
	if err != nil {
		return nil, err
	}
	for _, check := range checks {
		more, err := texts(ctx, check)
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	return found, nil
}
