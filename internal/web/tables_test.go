package web_test

import (
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/store/schema"
	"krag/internal/store/sqldb"
	"krag/internal/store/storetest"
)

// observer reads the whole main database, past every fence.
type observer struct {
	*app
	db     *sqldb.DB
	tables []string
}

// content is what one table holds: how many rows, and a sum over all of them
// that no change leaves as it was.
type content struct {
	rows int
	sum  uint64
}

// unwatched are tables that move by themselves.
var unwatched = map[string]string{
	"job":        "jobs are taken and deleted in the background",
	"job_period": "periodic work begins when it is due",
}

func (a *app) observer() *observer {
	a.t.Helper()
	db, err := sqldb.Open(a.t.Context(), storetest.Unfenced(a.t, a.db), sqldb.Options{Schema: schema.Main, AllowSuperuser: true})
	a.must(err)
	a.t.Cleanup(func() {
		if err := db.Close(); err != nil {
			a.t.Error(err)
		}
	})
	all, err := db.Tables(a.t.Context())
	a.must(err)
	o := &observer{app: a, db: db}
	for _, table := range all {
		if unwatched[table] == "" && !strings.HasPrefix(table, "goose") {
			o.tables = append(o.tables, table)
		}
	}
	if len(o.tables) < 15 {
		a.t.Fatalf("only %d tables are watched: %v", len(o.tables), o.tables)
	}
	return o
}

// quiet waits until no job is at work or due of what was done before: a worker
// would change tables while they are compared. The clock stands still, so a job
// that failed and waits to be tried again changes nothing.
func (o *observer) quiet() {
	o.t.Helper()
	ctx, stop := context.WithTimeout(o.t.Context(), time.Minute)
	defer stop()
	for tick := time.NewTicker(5 * time.Millisecond); ; {
		var left int
		err := o.db.Read(ctx, domain.Across, func(ctx context.Context) error {
			return sqldb.From(ctx).QueryRowContext(ctx, "SELECT COUNT(*) FROM job WHERE state = 'running' OR state = 'ready' AND due_at <= $1", sqldb.Micros(o.clock())).Scan(&left)
		})
		if err == nil && left == 0 {
			return
		}
		select {
		case <-ctx.Done():
			o.t.Fatalf("%d jobs are left: %v", left, err)
		case <-tick.C:
		}
	}
}

// written is how much was ever written down.
func (o *observer) written() (n int) {
	o.t.Helper()
	o.must(o.db.Read(o.t.Context(), domain.Across, func(ctx context.Context) error {
		return sqldb.From(ctx).QueryRowContext(ctx, "SELECT COUNT(*) FROM audit_link").Scan(&n)
	}))
	return n
}

// look reads everything.
func (o *observer) look() map[string]content {
	if o.db.Engine() == sqldb.PostgreSQL {
		return o.summed()
	}
	return o.each(read)
}

// summed lets PostgreSQL read everything, by one statement: it is asked so
// often that each way there and back would count.
func (o *observer) summed() map[string]content {
	o.t.Helper()
	var all []string
	for _, table := range o.tables {
		all = append(all, fmt.Sprintf("SELECT '%[1]s', COUNT(*), COALESCE(BIT_XOR(HASHTEXTEXTENDED(t::text, 0)), 0) FROM %[1]s AS t", table))
	}
	seen := map[string]content{}
	o.must(o.db.Read(o.t.Context(), domain.Across, func(ctx context.Context) error {
		rows, err := sqldb.From(ctx).QueryContext(ctx, strings.Join(all, " UNION ALL "))
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var table string
			var c content
			var sum int64
			if err := rows.Scan(&table, &c.rows, &sum); err != nil {
				return err
			}
			c.sum = uint64(sum)
			seen[table] = c
		}
		return rows.Err()
	}))
	return seen
}

// count counts the rows of every table and sums nothing.
func (o *observer) count() map[string]content {
	return o.each(func(ctx context.Context, table string) (c content, err error) {
		err = sqldb.From(ctx).QueryRowContext(ctx, "SELECT COUNT(*) FROM "+table).Scan(&c.rows)
		return c, err
	})
}

func (o *observer) each(read func(ctx context.Context, table string) (content, error)) map[string]content {
	o.t.Helper()
	seen := map[string]content{}
	o.must(o.db.Read(o.t.Context(), domain.Across, func(ctx context.Context) error {
		for _, table := range o.tables {
			c, err := read(ctx, table)
			if err != nil {
				return fmt.Errorf("%s: %w", table, err)
			}
			seen[table] = c
		}
		return nil
	}))
	return seen
}

func read(ctx context.Context, table string) (c content, err error) {
	rows, err := sqldb.From(ctx).QueryContext(ctx, "SELECT * FROM "+table)
	if err != nil {
		return c, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return c, err
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return c, err
		}
		h := fnv.New64a()
		fmt.Fprint(h, values...)
		c.rows, c.sum = c.rows+1, c.sum+h.Sum64() // in whatever order they come
	}
	return c, rows.Err()
}

// changed are the tables that differ between two looks.
func changed(before, after map[string]content) (tables []string) {
	for _, table := range slices.Sorted(maps.Keys(after)) {
		if before[table] != after[table] {
			tables = append(tables, table)
		}
	}
	return tables
}

// grown is by how many rows each table grew between two looks.
func grown(before, after map[string]content) map[string]int {
	by := map[string]int{}
	for table, c := range after {
		if n := c.rows - before[table].rows; n != 0 {
			by[table] = n
		}
	}
	return by
}
