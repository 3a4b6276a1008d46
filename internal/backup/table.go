package backup

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"krag/internal/store/sqldb"
)

// versionTable is where the migrations note what ran. It is not copied: a
// restore migrates to the version in the header.
const versionTable = "schema_version"

// table is a table with those of its columns that can be written.
type table struct {
	name    string
	columns []column
}

func (t table) names() string {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = quote(c.Name)
	}
	return strings.Join(names, ", ")
}

// quote makes a name safe in a statement; both engines use double quotes.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// Columns that the engine computes are left out. Each statement gives table,
// column and declared type, in the order of the columns.
const (
	columnsSQLite = `SELECT t.name, c.name, lower(c.type) FROM sqlite_schema t, pragma_table_xinfo(t.name) c
		WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND c.hidden = 0 ORDER BY t.name, c.cid`
	columnsPostgres = `SELECT t.relname, a.attname, format_type(a.atttypid, NULL) FROM pg_catalog.pg_class t
		JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
		WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace ORDER BY t.relname COLLATE "C", a.attnum`
)

// tables lists what there is, by name. It runs inside a transaction.
func tables(ctx context.Context, engine sqldb.Engine) ([]table, error) {
	statement := columnsSQLite
	if engine == sqldb.PostgreSQL {
		statement = columnsPostgres
	}
	var all []table
	err := each(ctx, statement, func(rows *sql.Rows) error {
		var name, col, declared string
		if err := rows.Scan(&name, &col, &declared); err != nil {
			return err
		}
		if name == versionTable {
			return nil
		}
		k, known := kinds[declared]
		if !known {
			return fmt.Errorf("%s.%s has the type %q, which a backup does not know", name, col, declared)
		}
		if len(all) == 0 || all[len(all)-1].name != name {
			all = append(all, table{name: name})
		}
		last := &all[len(all)-1]
		last.columns = append(last.columns, column{col, k})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read tables: %w", err)
	}
	return all, nil
}

// each runs a query of the transaction in the context and hands on its rows.
func each(ctx context.Context, query string, take func(*sql.Rows) error, args ...any) error {
	rows, err := sqldb.From(ctx).QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := take(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// texts gives the first column of a query.
func texts(ctx context.Context, query string, args ...any) (all []string, err error) {
	err = each(ctx, query, func(rows *sql.Rows) error {
		var s string
		err := rows.Scan(&s)
		all = append(all, s)
		return err
	}, args...)
	return all, err
}
