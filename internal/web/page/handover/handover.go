// Package handover has the pages about staff letting go of a group: what is
// there already, what is still missing, and who does what until when.
package handover

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// Show is a group's way to going on alone. What the reader may not do or see is
// empty.
type Show struct {
	kit.Page
	Over, Lead string
	Main       *kit.Link
	Acts       []kit.Link
	Prints     bool // the plan on paper
	Empty      *kit.Empty

	Frame   []kit.Term
	There   []kit.Fact
	Missing []kit.Fact
	Steps   []Step
	Call    *Calls
}

// Step is one of the four steps, with its tasks.
type Step struct {
	ID, Title, Aim string
	Tasks          []Task
}

// Task is something to be done. Tick is nil for whoever may not say that it is
// done, and on paper.
type Task struct {
	Text  string
	Done  bool
	Need  string // its day has passed
	Notes string // whose it is, until when, or when it was done
	Tick  *Tick
	Edit  *kit.Link
}

// Tick is the button that says that a task is done, or not done after all.
type Tick struct {
	Form   kit.Form
	Button string
	Value  string
}

// Calls are the talks with a group that goes on alone.
type Calls struct {
	Next string
	Need string // one is due
	Made []string
	Note *kit.Link
}

// Render makes Show a component.
func (s Show) Render(ctx context.Context, w io.Writer) error { return show(s).Render(ctx, w) }
