// Package person has the pages about one person and about all of them.
package person

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// List is the people of an institution.
type List struct {
	kit.Page
	Search   kit.Field
	Searched bool
	Found    string
	Table    kit.Table
	Pager    kit.Pager
	Start    *kit.Link
	More     []kit.Link
	Hand     *kit.Link // to what has to be told in person
}

// Render makes List a component.
func (l List) Render(ctx context.Context, w io.Writer) error { return list(l).Render(ctx, w) }

func (l List) filters() kit.Filters {
	f := kit.Filters{Action: "/people", Search: l.Search}
	if l.Searched {
		f.Clear = &kit.Link{Text: l.T("person.list.all"), Href: "/people"}
	}
	return f
}

// Show is one person.
type Show struct {
	kit.Page
	Name   string
	MadeUp bool
	Table  kit.Table
	Safe   []kit.Term // whether and how the person may be reached, without a word of theirs
	ToSafe kit.Link
	Links  []kit.Link
}

// Render makes Show a component.
func (s Show) Render(ctx context.Context, w io.Writer) error { return show(s).Render(ctx, w) }

// Tomb is what is left of a person who was forgotten.
type Tomb struct {
	kit.Page
	On string
}

// Render makes Tomb a component.
func (t Tomb) Render(ctx context.Context, w io.Writer) error { return tomb(t).Render(ctx, w) }

// Edit asks what to call somebody.
type Edit struct {
	kit.Page
	Form      kit.Form
	Pseudonym string
	Stale     []kit.Difference
}

// Render makes Edit a component.
func (e Edit) Render(ctx context.Context, w io.Writer) error { return edit(e).Render(ctx, w) }

// Forget asks before a person is forgotten.
type Forget struct {
	kit.Page
	Confirmation kit.Confirmation
}

// Render makes Forget a component.
func (f Forget) Render(ctx context.Context, w io.Writer) error {
	return kit.ConfirmPage(f.Page, f.Confirmation).Render(ctx, w)
}
