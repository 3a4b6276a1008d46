// Package letter has the pages on which somebody outside writes to a group, and
// those who answer read it.
package letter

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
)

// Write is the page of whoever writes, without an account.
type Write struct {
	kit.Page
	Form         kit.Form
	Tabs         []kit.Tab
	Lead         string
	Notes        []string    // who reads it, and for how long
	Words        *kit.Field  // of a letter
	Pseudonym    *kit.Field  // of a request to join,
	Asks         []kit.Field // with what the group asks
	By           kit.Choice
	From, Until  kit.Field
	HoursHeading string
}

// Render makes Write a component.
func (v Write) Render(ctx context.Context, w io.Writer) error { return write(v).Render(ctx, w) }

// Sent says that it was sent, and nothing else.
type Sent struct {
	kit.Page
	Receipt kit.Receipt
}

// Render makes Sent a component.
func (v Sent) Render(ctx context.Context, w io.Writer) error {
	return kit.SavedPage(v.Page, v.Receipt).Render(ctx, w)
}

// Address is the address at which one writes to a group, for those who put it up.
type Address struct {
	kit.Page
	Over         string
	URL          string // empty when there is none
	Made         string
	Make, Revoke kit.Form
	Poster, Back kit.Link
}

// Render makes Address a component.
func (v Address) Render(ctx context.Context, w io.Writer) error { return address(v).Render(ctx, w) }

// Poster is the address on paper, with the neutral name of the group alone.
type Poster struct {
	kit.Page
	Name string
	URL  string
	Back kit.Link
}

// Render makes Poster a component.
func (v Poster) Render(ctx context.Context, w io.Writer) error { return poster(v).Render(ctx, w) }

// Ask is what a group asks whoever wants to join.
type Ask struct {
	kit.Page
	Over  string
	Form  kit.Form
	Notes []string
	Asks  []kit.Field
	Back  kit.Link
}

// Render makes Ask a component.
func (v Ask) Render(ctx context.Context, w io.Writer) error { return ask(v).Render(ctx, w) }

// Show is one letter.
type Show struct {
	kit.Page
	Over     string
	Need     string // what is to be looked at first, empty for nothing
	Words    string
	Asked    []kit.Term // of a request to join: who asks, and what they said to what was asked
	Terms    []kit.Term
	Admit    *kit.Link  // into the group, of a request that is not settled by it
	More     []kit.Link // what else can be done with a request
	Answer   string
	Do       kit.Form
	Deeds    []Button
	Reply    *Reply
	Problems kit.Form
	Back     kit.Link
}

// Button sends its value as do.
type Button struct {
	Text, Value, Hint string
}

// Reply is an answer being written.
type Reply struct {
	Form  kit.Form
	Lead  string
	Words kit.Field
}

// Render makes Show a component.
func (v Show) Render(ctx context.Context, w io.Writer) error { return show(v).Render(ctx, w) }

// Number asks for a number, and whether a message may be left there.
func Number(number kit.Field, voicemail *kit.Choice) templ.Component {
	return numbered(number, voicemail)
}

// paragraphs are the lines of a text that are not empty.
func paragraphs(text string) (all []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}
