// Package account has the page of one's own account.
package account

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// Own is the reader's account.
type Own struct {
	kit.Page
	Form  kit.Form // of the password
	Min   int      // fewest characters
	Terms []kit.Term
	Links []kit.Link
}

// Render makes Own a component.
func (o Own) Render(ctx context.Context, w io.Writer) error { return own(o).Render(ctx, w) }
