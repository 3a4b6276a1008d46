package backup

import (
	"context"
	"fmt"

	"krag/internal/store/sqldb"
)

// guards is what stands in the way of writing rows in any order: foreign
// keys, triggers, the fence. It is put back in the same transaction, and the
// foreign keys are then checked over all rows.
type guards struct{ back []string }

func (g *guards) putBack(ctx context.Context) error { return runAll(ctx, g.back) }

func runAll(ctx context.Context, statements []string) error {
	for _, s := range statements {
		if _, err := sqldb.From(ctx).ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s, err)
		}
	}
	return nil
}

func lift(ctx context.Context, engine sqldb.Engine, there []table) (*guards, error) {
	if engine == sqldb.SQLite {
		return liftSQLite(ctx)
	}
	return liftPostgres(ctx, there)
}

// liftSQLite takes the triggers away: what they did is in the rows already.
// Foreign keys are checked at the commit instead of at each row; that ends
// with the transaction by itself.
func liftSQLite(ctx context.Context) (*guards, error) {
	g := &guards{}
	var err error
	if g.back, err = texts(ctx, `SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid`); err != nil {
		return nil, err
	}
	drop, err := texts(ctx, `SELECT 'DROP TRIGGER "' || name || '"' FROM sqlite_schema WHERE type = 'trigger'`)
	if err != nil {
		return nil, err
	}
	return g, runAll(ctx, append(drop, `PRAGMA defer_foreign_keys = ON`))
}

// liftPostgres lowers the fence for the owner of the tables, switches its
// triggers off, and takes the foreign keys away; adding one again checks it.
func liftPostgres(ctx context.Context, there []table) (*guards, error) {
	fenced, err := texts(ctx, `SELECT relname FROM pg_catalog.pg_class
		WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relforcerowsecurity`)
	if err != nil {
		return nil, err
	}
	var off []string
	g := &guards{}
	for _, name := range fenced {
		off = append(off, `ALTER TABLE `+quote(name)+` NO FORCE ROW LEVEL SECURITY`)
		g.back = append(g.back, `ALTER TABLE `+quote(name)+` FORCE ROW LEVEL SECURITY`)
	}
	for _, t := range there {
		off = append(off, `ALTER TABLE `+quote(t.name)+` DISABLE TRIGGER USER`)
		g.back = append(g.back, `ALTER TABLE `+quote(t.name)+` ENABLE TRIGGER USER`)
	}
	const foreign = ` FROM pg_catalog.pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY oid`
	drop, err := texts(ctx, `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)`+foreign)
	if err != nil {
		return nil, err
	}
	add, err := texts(ctx, `SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))`+foreign)
	if err != nil {
		return nil, err
	}
	// Foreign keys come back before the fence: their check has to see all rows.
	g.back = append(add, g.back...)
	return g, runAll(ctx, append(off, drop...))
}
