// Package room has the pages that show when rooms are free.
package room

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// Top is what the pages of rooms have in common: where else to look, and what
// for.
type Top struct {
	kit.Page
	Heading   string
	Lead      string
	Tabs      []kit.Tab
	Before    kit.Link
	After     kit.Link
	Now       *kit.Link // to what is now, nil when it is shown
	Book      *kit.Link
	Links     []kit.Link
	Form      string // where a date leads
	Day       kit.DateField
	Buildings *kit.Choice // nil for a single one
	Rooms     *kit.Choice // nil where one is not chosen
	Pager     kit.Pager
	Empty     *kit.Empty
	Legend    bool // something is not confirmed
}

// choosing reports whether something besides a date is chosen; then it is asked
// before what is shown.
func (t Top) choosing() bool { return t.Buildings != nil || t.Rooms != nil }

// Week is when rooms are taken in seven days. A few rooms stand beside each
// other, and the days below each other; of many rooms it is the other way
// round, so that the table is never wider than a page.
type Week struct {
	Top
	Heads  []Head // of the columns
	Rows   []Row
	Corner string
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
	Over  bool   // the day is over: that nobody was there matters to nobody
}

// Taken is one booking, or a time in which a room is closed.
type Taken struct {
	Lo    int64 // the minute it begins at
	Hi    int64 // the minute it ends at
	Hours string
	Text  string
	More  string // in words what it is: tentative, asked
	Room  string // where several rooms stand together
	Href  string
	Move  string // the form that moves it; empty where it cannot be
	Group bool   // a meeting of a group
	Kept  bool   // not confirmed
	Free  bool   // nobody has it
}

// class is how one looks.
func (t Taken) class() string {
	switch {
	case t.Free:
		return "bk bk--free"
	case t.Kept && t.Group:
		return "bk bk--kept"
	case t.Kept:
		return "bk bk--other bk--kept"
	case !t.Group:
		return "bk bk--other"
	}
	return "bk"
}

// Use is what was lent in a year.
type Use struct {
	kit.Page
	Heading string
	Years   []kit.Tab
	Rooms   kit.Table
	Groups  kit.Table
	Empty   *kit.Empty
}

// Render makes Use a component.
func (u Use) Render(ctx context.Context, w io.Writer) error { return use(u).Render(ctx, w) }
