// Package room has the pages that show when rooms are free.
package room

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// Week is when rooms are taken in seven days. A few rooms stand beside each
// other, and the days below each other; of many rooms it is the other way
// round, so that the table is never wider than a page.
type Week struct {
	kit.Page
	Heading   string
	Before    kit.Link
	After     kit.Link
	Now       *kit.Link // to this week, nil when it is shown
	Book      *kit.Link
	Links     []kit.Link
	Day       kit.DateField
	Form      string // where a date leads
	Buildings []kit.Tab
	Pager     kit.Pager
	Heads     []Head // of the columns
	Rows      []Row
	Corner    string
	Legend    bool
	Empty     *kit.Empty
}

// Render makes Week a component.
func (v Week) Render(ctx context.Context, w io.Writer) error { return week(v).Render(ctx, w) }

// Head names a room or a day.
type Head struct {
	Text string
	More string
	Href string
}

// Row is a day or a room with its cells.
type Row struct {
	Head
	Today bool
	Cells []Cell
}

// Cell is one room on one day.
type Cell struct {
	Label string // of the column, for a phone
	Taken []Taken
	Note  string // why nobody can have it: closed, a holiday
	Free  string // where it is booked; empty where it cannot be
	Of    string // what is free, for a screen reader
}

// Taken is one booking.
type Taken struct {
	Hours string
	Text  string
	More  string // in words what it is: tentative, asked
	Href  string
	Group bool // a meeting of a group
	Kept  bool // not confirmed
}

// free is what a cell says that nobody has.
func (v Week) free() string { return v.T("room_week.free") }
