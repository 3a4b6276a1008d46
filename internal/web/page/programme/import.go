package programme

import (
	"context"
	"io"
	"strconv"

	"krag/internal/web/kit"
)

// Import asks for the file of a programme that was made elsewhere. Found is
// what is to be mended in the file that was chosen, nil for nothing.
type Import struct {
	kit.Page
	Form  kit.Form
	Hint  string
	Built kit.Link // to how the file is built
	Found *kit.Table
	Rest  string // how much more there is
}

// Render makes Import a component.
func (i Import) Render(ctx context.Context, w io.Writer) error { return bringIn(i).Render(ctx, w) }

// Coming says how far a programme is that comes in from a file. Steps and Next
// are there while it comes, Ready when something can be opened.
type Coming struct {
	kit.Page
	Name         string // of the programme
	Way          string // how it stands
	Lead         string
	Steps        string
	Done, Chunks int
	Next, Ready  *kit.Link
}

// Render makes Coming a component.
func (c Coming) Render(ctx context.Context, w io.Writer) error { return coming(c).Render(ctx, w) }

func number(n int) string { return strconv.Itoa(n) }
