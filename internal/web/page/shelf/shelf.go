// Package shelf has the page of one thing that a group keeps: a link, or a file.
package shelf

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
)

// Item is one thing with where it leads, or what the file is.
type Item struct {
	kit.Page
	Over, Heading, Why string
	Note               string    // what to know before it is opened
	Get                *kit.Link // saves a file, nil for a link
	Out                *kit.Link // leads to another house, nil for a file
	Facts              []kit.Term
	Traces             []string // what a file tells of its making
	Links              []kit.Link
}

// Address is an address in a row.
func Address(text string) templ.Component { return address(text) }

// Render makes Item a component.
func (i Item) Render(ctx context.Context, w io.Writer) error { return item(i).Render(ctx, w) }
