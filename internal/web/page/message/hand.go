// Package message has the pages on which somebody sees what has to be told in
// person, who knows of a change, and what was sent to whom. None of them has a
// word of a message.
//
// What people do here most, and in how few steps: tell the first person on the
// list and say so (one press).
package message

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// Hand is what somebody has to tell in person.
type Hand struct {
	kit.Page
	Things   []Thing
	Pager    kit.Pager
	Search   kit.Field
	Searched bool
	Found    string   // how many were found, in a sentence
	People   kit.Link // where to go when there is nothing to tell
}

func (h Hand) filters() kit.Filters {
	f := kit.Filters{Action: "/messages/by-hand", Search: h.Search}
	if h.Searched {
		f.Clear = &kit.Link{Text: h.T("message.hand.all"), Href: "/messages/by-hand"}
	}
	return f
}

// Render makes Hand a component.
func (h Hand) Render(ctx context.Context, w io.Writer) error { return hand(h).Render(ctx, w) }

// Thing is what people are to be told of.
type Thing struct {
	ID    string // unique in the page
	Title string // a group's neutral name, or what kind of message it is
	What  string // what became of it, in a line; may be empty
	Link  *kit.Link
	Rows  []Row
}

// Row is one party, and how it stands with it.
type Row struct {
	Who   kit.Link // without Href where it leads nowhere
	State string
	Need  bool   // somebody has to do something
	Until string // until when it is of use, in a sentence
	Form  *kit.Form
	Again bool      // it may be sent once more
	Paper *kit.Link // to the letter, for whoever wants one
	Back  []kit.Kept
}

// Told is who knows of a change.
type Told struct {
	kit.Page
	Over  string
	Lead  string
	Again *kit.Link // to look again: messages are still being made, or on their way
	Rows  []Row
	Links []kit.Link
}

// Render makes Told a component.
func (t Told) Render(ctx context.Context, w io.Writer) error { return told(t).Render(ctx, w) }

// Record is what was sent to somebody.
type Record struct {
	kit.Page
	Heading kit.Heading
	Table   kit.Table
	Pager   kit.Pager
	Back    kit.Link
}

// Render makes Record a component.
func (r Record) Render(ctx context.Context, w io.Writer) error { return record(r).Render(ctx, w) }
