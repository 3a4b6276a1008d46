// Package interest has the sheet that says where a group can be proposed.
package interest

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// Poster is the address on paper, to be hung up.
type Poster struct {
	kit.Page
	House string
	URL   string
	Back  kit.Link
}

// Render makes Poster a component.
func (p Poster) Render(ctx context.Context, w io.Writer) error { return poster(p).Render(ctx, w) }
