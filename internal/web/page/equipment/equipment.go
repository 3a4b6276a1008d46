// Package equipment has the pages about things that are lent: equipment, keys,
// who opens and who locks, and what is agreed about a room.
//
// What people do here most, and in how few steps: hand over a key (one form,
// then the receipt is printed), take it back (one button), and look who has what
// (one page).
package equipment

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
)

// Ask is a form of some questions.
type Ask struct {
	kit.Page
	Form   kit.Form
	Over   string
	Lead   string
	Stale  []kit.Difference
	First  templ.Component // what stands before the form, nil for nothing
	Fields []templ.Component
	Button string // empty where there is nothing to send
	Danger bool
	Below  []Part // what helps to answer
}

// Render makes Ask a component.
func (a Ask) Render(ctx context.Context, w io.Writer) error { return ask(a).Render(ctx, w) }

// Part is a part of a page under a heading of its own.
type Part struct {
	ID, Title string
	Body      templ.Component
}

// Show is a list, or one thing with its history.
type Show struct {
	kit.Page
	Over, Heading, Lead string
	Main                *kit.Link
	Do                  *Do // instead of Main, what is done at once
	More                []kit.Link
	Prints              bool
	Search              *kit.Filters
	Found               string
	Empty               *kit.Empty
	First               templ.Component // what stands before the parts, nil for nothing
	List                templ.Component // a table as wide as the page, nil for none
	Parts               []Part
	Pager               kit.Pager
	Links               []kit.Link
}

// Do is a form of nothing but its button.
type Do struct {
	Form   kit.Form
	Button string
}

// Render makes Show a component.
func (s Show) Render(ctx context.Context, w io.Writer) error { return show(s).Render(ctx, w) }

// Receipt says on paper that something was handed over: a sheet of two copies.
type Receipt struct {
	kit.Page
	House  string
	Terms  []kit.Term
	Copies []string // for whom each copy is
	Back   kit.Link
}

// Render makes Receipt a component.
func (r Receipt) Render(ctx context.Context, w io.Writer) error { return receipt(r).Render(ctx, w) }

// Fields are a few questions after each other.
func Fields(all ...templ.Component) templ.Component { return templ.Join(all...) }
