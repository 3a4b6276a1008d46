package practice

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// Read is a published card.
type Read struct {
	kit.Page
	Body    Body
	Take    kit.Link   // the programme as a template
	Files   []kit.Link // the card as a file
	TakeHow string     // what the file is and where to take it
}

// Render makes Read a component.
func (r Read) Render(ctx context.Context, w io.Writer) error { return read(r).Render(ctx, w) }
