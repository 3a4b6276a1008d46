// Package record has the pages on which the typed parts of a programme's
// record are written: strategy, premises, partners, contact and files.
//
// What people do here most, and in how few steps: add a file (from the record,
// one form with two questions), note what happened with the rooms (one form,
// its place is already right), and print the record (one press).
package record

import (
	"context"
	"io"

	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// Strategy asks to which municipal strategy a programme belongs.
type Strategy struct {
	kit.Page
	Form   kit.Form
	Typed  TypedStrategy
	Files  []kit.Option // the programme's files; only "none" when it has none
	Stale  []kit.Difference
	Delete *kit.Link // nil for a new one
}

// TypedStrategy is a strategy as it stands in the form.
type TypedStrategy struct{ Title, From, To, Note, File string }

// Render makes Strategy a component.
func (s Strategy) Render(ctx context.Context, w io.Writer) error { return strategy(s).Render(ctx, w) }

// Step asks about one step on the way to the rooms.
type Step struct {
	kit.Page
	Form   kit.Form
	On     kit.DateField
	Typed  TypedStep
	Places []kit.Option // after which step it comes; nil for the only one
	Stale  []kit.Difference
	Delete *kit.Link // nil for a new one
}

// TypedStep is a step as it stands in the form.
type TypedStep struct{ Kind, When, Text, After string }

// Render makes Step a component.
func (s Step) Render(ctx context.Context, w io.Writer) error { return step(s).Render(ctx, w) }

func (s Step) kinds() []kit.Option {
	options := []kit.Option{}
	for _, kind := range institution.PremisesKinds {
		options = append(options, kit.Option{Value: string(kind), Label: s.T(i18n.Key("premises.kinds", string(kind)))})
	}
	return kit.Choose(append(options, kit.Option{Label: s.T("premises.kind.none")}), s.Typed.Kind)
}

// Listed asks for a list of partners or allies, a line for each.
type Listed struct {
	kit.Page
	Form  kit.Form
	Lead  string
	Lines []Line
	Gives bool // asks what each of them gives
	Save  string
	Stale []kit.Difference
}

// Line is one of a list. Its fields carry its number from 1.
type Line struct{ Name, Kind, Gives string }

// Render makes Listed a component.
func (l Listed) Render(ctx context.Context, w io.Writer) error { return listed(l).Render(ctx, w) }

func (l Listed) kinds(chosen string) []kit.Option {
	options := []kit.Option{{Label: l.T("partner.kind.none")}}
	for _, kind := range institution.PartnerKinds {
		options = append(options, kit.Option{Value: string(kind), Label: l.T(i18n.Key("partner.kinds", string(kind)))})
	}
	return kit.Choose(options, chosen)
}

// Contact asks whom others may ask about a programme.
type Contact struct {
	kit.Page
	Form  kit.Form
	Typed institution.Contact
	Stale []kit.Difference
}

// Render makes Contact a component.
func (c Contact) Render(ctx context.Context, w io.Writer) error { return contact(c).Render(ctx, w) }

// Upload asks for a file and what it is.
type Upload struct {
	kit.Page
	Form   kit.Form
	About  string
	Accept string
	Hint   string // which files, and how large
}

// Render makes Upload a component.
func (u Upload) Render(ctx context.Context, w io.Writer) error { return upload(u).Render(ctx, w) }

// Attachment is one file: what it is, who may have it, what it tells of its
// making, and what can be done with it.
type Attachment struct {
	kit.Page
	Name   string
	Lead   string
	Facts  []kit.Term
	Traces []string // what its metadata tells, in words
	Get    kit.Link
	Links  []kit.Link
}

// Render makes Attachment a component.
func (a Attachment) Render(ctx context.Context, w io.Writer) error {
	return attachment(a).Render(ctx, w)
}

// Describe asks what a file is called and what it is.
type Describe struct {
	kit.Page
	Form        kit.Form
	Name, About string
	Picture     bool
	Stale       []kit.Difference
}

// Render makes Describe a component.
func (d Describe) Render(ctx context.Context, w io.Writer) error { return describe(d).Render(ctx, w) }

func (d Describe) aboutLabel() string {
	if d.Picture {
		return d.T("attachment.field.about_picture")
	}
	return d.T("attachment.field.about")
}

func (d Describe) aboutHint() string {
	if d.Picture {
		return d.T("attachment.hint.about_picture")
	}
	return d.T("attachment.hint.about")
}
