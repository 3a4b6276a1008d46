// Package telling has the pages on which an institution says how it writes to
// people: whether, when, in which words, and how often.
package telling

import (
	"context"
	"io"

	"krag/internal/domain/notify"
	"krag/internal/web/kit"
)

// House says whether an institution sends, and how much.
type House struct {
	kit.Page
	Form        kit.Form
	Stale       []kit.Difference
	Mode        kit.Choice
	From, Until kit.Field
	Rounds      kit.Choice
	Sender      kit.Field
	PerHour     kit.Field
	Parts       kit.Field
	Limited     bool   // the limits are open
	Wired       string // which ways the server has
	Without     string // what that means, empty when it has all
	Links       []kit.Link
}

// Render makes House a component.
func (h House) Render(ctx context.Context, w io.Writer) error { return house(h).Render(ctx, w) }

// Words are the texts in force, a row a form and a column a language.
type Words struct {
	kit.Page
	Table kit.Table
}

// Render makes Words a component.
func (w Words) Render(ctx context.Context, out io.Writer) error { return words(w).Render(ctx, out) }

// Text is one text in a table.
type Text struct {
	Subject, Line string
	Lang          string
	Href          string
	Of            string // whose it is, in a word
}

// Render makes Text a component.
func (t Text) Render(ctx context.Context, w io.Writer) error { return text(t).Render(ctx, w) }

// Word changes one text.
type Word struct {
	kit.Page
	Over    string // in which language
	Lead    string // when it is sent
	Form    kit.Form
	Stale   []kit.Difference
	Subject kit.Field
	Line    kit.Field
	Preview string   // where the form goes to be looked at
	Rules   []string // in short
	Shown   []notify.Parcel
	Drop    *kit.Form // back to the program's own, nil when it is that
	Own     string    // what the program says
}

// Render makes Word a component.
func (w Word) Render(ctx context.Context, out io.Writer) error { return word(w).Render(ctx, out) }

// Tried is what would have been sent.
type Tried struct {
	kit.Page
	Rows  []Parcel
	Pager kit.Pager
	None  kit.Empty
}

// Parcel is one message that would have been sent, and to whom.
type Parcel struct {
	Name   string
	Href   string // to the person, empty for whoever may not see them
	When   string
	To     string // by which way and to which address
	Parcel notify.Parcel
	Gone   bool // nobody knows the words any more
}

// Render makes Tried a component.
func (t Tried) Render(ctx context.Context, w io.Writer) error { return tried(t).Render(ctx, w) }

// Rounds chooses the reminders of a group.
type Rounds struct {
	kit.Page
	Group  string
	Form   kit.Form
	Choice kit.Choice
}

// Render makes Rounds a component.
func (r Rounds) Render(ctx context.Context, w io.Writer) error { return rounds(r).Render(ctx, w) }
