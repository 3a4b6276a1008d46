// Package venture has the page about what a group does together: what it is, how
// far it is, and who does what until when.
package venture

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
)

// Show is one venture, also on paper. What the reader may not do is empty.
type Show struct {
	kit.Page
	Over, Heading string
	Note          string // above the words, empty for none
	Main          *kit.Link
	Acts          []kit.Link
	Prints        bool

	About  string
	Terms  []kit.Term
	Tasks  []Task
	Result string
}

// Task is something to be done.
type Task struct {
	Text  string
	Done  bool
	Need  string // its day has passed
	Notes string // whose it is, until when, or when it was done
	Says  *Says  // nil for whoever has nothing to say of it, and on paper
	Edit  *kit.Link
}

// Says are forms of nothing but a button each, or one form with quiet buttons.
type Says struct {
	Form    kit.Form
	Buttons []Button
	Quiet   bool
}

// Button sends its value as do.
type Button struct{ Text, Value string }

// Tasks are tasks with what can be said of them, as a part of another page.
func Tasks(all []Task) templ.Component { return tasks(all) }

// Render makes Show a component.
func (s Show) Render(ctx context.Context, w io.Writer) error { return show(s).Render(ctx, w) }

// paragraphs are the lines of a text that are not empty.
func paragraphs(text string) (all []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}
