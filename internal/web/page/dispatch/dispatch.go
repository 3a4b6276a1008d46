// Package dispatch has the pages on which an operator sees what waits to be
// done and what lies dead.
//
// What people do here most, and in how few steps: see that nothing lies dead
// (the first line), and have what does tried again (from the list, one press).
package dispatch

import (
	"context"
	"io"
	"strconv"

	"krag/internal/web/kit"
)

// Board is the list of jobs in a state, under the counts of all.
type Board struct {
	kit.Page
	Lead   string
	Counts kit.Table
	States []kit.Link // the lists of the other states
	Listed string     // the heading of the list
	Table  kit.Table
	Pager  kit.Pager
	None   kit.Empty
}

// Render makes Board a component.
func (b Board) Render(ctx context.Context, w io.Writer) error { return board(b).Render(ctx, w) }

// Job is one job. Again and Drop are nil where they make no sense.
type Job struct {
	kit.Page
	Over  string
	Lead  string
	Way   string // how far it is, in a sentence, when it says so
	Done  int
	Steps int
	Next  *kit.Link // to look again
	Terms []kit.Term
	Again *kit.Form
	All   *kit.Form // all of its kind
	Drop  *kit.Link
	Kept  string // why it cannot be dropped
}

// Render makes Job a component.
func (j Job) Render(ctx context.Context, w io.Writer) error { return one(j).Render(ctx, w) }

func number(n int) string { return strconv.Itoa(n) }
