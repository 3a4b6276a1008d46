// Package public has the pages that everybody may read before coming in: help,
// privacy, safety, and the accessibility statement.
package public

import (
	"context"
	"io"

	"krag/internal/domain"
	"krag/internal/web/kit"
)

// Part is a heading with its points.
type Part struct {
	ID     string
	Title  string
	Text   string
	Points []string
	Links  []kit.Link
}

// Text is a page to be read.
type Text struct {
	kit.Page
	Lead  string
	Parts []Part
	Paper bool // it is worth a sheet of paper
}

// Render makes Text a component.
func (t Text) Render(ctx context.Context, w io.Writer) error { return text(t).Render(ctx, w) }

// Declaration is the accessibility statement in the form that the technical
// conditions of the Polish ministry ask for; programs look its parts up by id.
type Declaration struct {
	kit.Page
	Who       string // the body that runs the site
	URL       string
	Published domain.Date
	Changed   domain.Date
	Made      domain.Date
}

// Render makes Declaration a component.
func (d Declaration) Render(ctx context.Context, w io.Writer) error {
	return declaration(d).Render(ctx, w)
}
