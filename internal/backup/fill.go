package backup

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"filippo.io/age"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

// person is somebody with a sealed field.
type person struct {
	institution int64
	subject     domain.UUID
}

// filler writes the rows of a file into tables that are there.
type filler struct {
	there  []table
	sealed []vault.Column

	now     table
	places  []sealedPlace // in the columns of the table that is coming
	pending []any         // values not written yet
	weight  int           // bytes of those
	many    *sql.Stmt     // writes a full batch
	people  map[person]bool
}

// sealedPlace is where the columns of one sealed field are; institution is -1
// when the table crosses institutions.
type sealedPlace struct{ field, subject, institution int }

// maxValues bounds the parameters of one statement. More would save little on
// PostgreSQL, and SQLite compares the name of each with all before it: 8,000
// take it a second to read.
const maxValues = 600

// maxWeight bounds the bytes of one statement, roughly: rows that hold pieces
// of files are few to a statement.
const maxWeight = 1 << 20

func (f *filler) run(ctx context.Context, path string, identities []age.Identity, want Summary) error {
	_, sum, err := read(path, identities, sink{
		table: func(t table) error { return f.begin(ctx, t) },
		row:   func(values []any) error { return f.row(ctx, values) },
	})
	if err == nil {
		err = f.end(ctx)
	}
	if err == nil && sum != want {
		err = fmt.Errorf("%w: it changed while it was read", ErrDamaged)
	}
	return err
}

// begin ends the table before and makes ready for the next.
func (f *filler) begin(ctx context.Context, t table) error {
	if err := f.end(ctx); err != nil {
		return err
	}
	i := slices.IndexFunc(f.there, func(x table) bool { return x.name == t.name })
	if i < 0 {
		return fmt.Errorf("there is no table %s in schema", t.name)
	}
	for _, c := range t.columns {
		if !slices.Contains(f.there[i].columns, c) {
			return fmt.Errorf("there is no column %s.%s of kind %s", t.name, c.Name, c.Kind)
		}
	}
	f.now, f.places = t, places(t, f.sealed)
	return nil
}

// batch is how many rows one statement writes.
func (f *filler) batch() int { return max(1, maxValues/len(f.now.columns)) }

func (f *filler) row(ctx context.Context, values []any) error {
	if err := f.note(values); err != nil {
		return err
	}
	f.pending = append(f.pending, values...)
	f.weight += weigh(values)
	if len(f.pending) < f.batch()*len(f.now.columns) {
		if f.weight >= maxWeight {
			return f.rest(ctx)
		}
		return nil
	}
	if f.many == nil {
		var err error
		if f.many, err = sqldb.From(ctx).PrepareContext(ctx, insert(f.now, f.batch())); err != nil {
			return f.named(err)
		}
	}
	_, err := f.many.ExecContext(ctx, f.pending...)
	f.written()
	return f.named(err)
}

// weigh counts the bytes of values that may be many.
func weigh(values []any) (n int) {
	for _, v := range values {
		switch v := v.(type) {
		case []byte:
			n += len(v)
		case string:
			n += len(v)
		}
	}
	return n
}

func (f *filler) written() {
	clear(f.pending) // what was written need not be kept in memory
	f.pending, f.weight = f.pending[:0], 0
}

// end writes what is left of a table.
func (f *filler) end(ctx context.Context) error {
	if f.many != nil {
		_ = f.many.Close() // nothing is lost with it
		f.many = nil
	}
	return f.rest(ctx)
}

// rest writes what is pending, however little.
func (f *filler) rest(ctx context.Context) error {
	if len(f.pending) == 0 {
		return nil
	}
	rows := len(f.pending) / len(f.now.columns)
	_, err := sqldb.From(ctx).ExecContext(ctx, insert(f.now, rows), f.pending...)
	f.written()
	return f.named(err)
}

func (f *filler) named(err error) error {
	if err != nil {
		return fmt.Errorf("table %s: %w", f.now.name, err)
	}
	return nil
}

// note remembers whose row has a sealed field.
func (f *filler) note(values []any) error {
	for _, p := range f.places {
		if values[p.field] == nil {
			continue
		}
		var who person
		if err := who.subject.Scan(values[p.subject]); err != nil {
			return fmt.Errorf("table %s: %w", f.now.name, err)
		}
		if p.institution >= 0 {
			who.institution, _ = values[p.institution].(int64)
		}
		f.people[who] = true
	}
	return nil
}

func (f *filler) list() []person {
	all := make([]person, 0, len(f.people))
	for p := range f.people {
		all = append(all, p)
	}
	return all
}

// places finds the sealed fields of a table. An older backup may not have one.
func places(t table, sealed []vault.Column) (found []sealedPlace) {
	at := func(name string) int {
		return slices.IndexFunc(t.columns, func(c column) bool { return c.Name == name })
	}
	for _, s := range sealed {
		if s.Table != t.name || at(s.Column) < 0 || at(s.Subject) < 0 {
			continue
		}
		found = append(found, sealedPlace{at(s.Column), at(s.Subject), at(s.Institution)})
	}
	return found
}

func insert(t table, rows int) string {
	var b strings.Builder
	b.WriteString("INSERT INTO " + quote(t.name) + " (" + t.names() + ") VALUES ")
	n := 0
	for r := range rows {
		b.WriteString([]string{"(", ", ("}[min(r, 1)])
		for c := range t.columns {
			n++
			b.WriteString([]string{"$", ", $"}[min(c, 1)] + strconv.Itoa(n))
		}
		b.WriteString(")")
	}
	return b.String()
}
