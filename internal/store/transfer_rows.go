package store

import (
	"context"
	"strconv"
	"strings"

	"krag/internal/store/sqldb"
)

// bulk writes many rows of one table, as many in one statement as its
// parameters allow: SQLite compares the name of each with all before it. The
// first parameter is the institution's number, or another that all rows share. There are only so many texts
// as there are powers of two up to most, so that each is prepared once.
type bulk struct {
	head  string // INSERT INTO … VALUES
	tail  string // what follows the rows
	width int    // values of a row besides the institution
	most  int    // rows of one statement, a power of two
}

func (b bulk) write(ctx context.Context, no int64, values []any) error {
	for rows := b.most; len(values) > 0; {
		for len(values) < rows*b.width {
			rows /= 2
		}
		args := append(make([]any, 0, 1+rows*b.width), no)
		args = append(args, values[:rows*b.width]...)
		if _, err := sqldb.From(ctx).ExecContext(ctx, b.text(rows), args...); err != nil {
			return err
		}
		values = values[rows*b.width:]
	}
	return nil
}

func (b bulk) text(rows int) string {
	var s strings.Builder
	s.WriteString(b.head)
	for r := range rows {
		if r > 0 {
			s.WriteString(", ")
		}
		s.WriteString("($1")
		for n := range b.width {
			s.WriteString(", $")
			s.WriteString(strconv.Itoa(2 + r*b.width + n))
		}
		s.WriteString(")")
	}
	s.WriteString(b.tail)
	return s.String()
}
