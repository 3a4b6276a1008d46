// Package readiness has the pages on which an institution sees what it has
// ready for its first groups, and confirms it.
//
// What people do here most, and in how few steps: confirm one thing (from the
// list, one form), see what comes next (the first thing on the page), and print
// the list for the director (one press).
package readiness

import (
	"context"
	"io"

	"krag/internal/domain/institution"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// Show is the whole list with its registers.
type Show struct {
	kit.Page
	Lead      string
	Next      *Next
	Parts     []Part
	Allies    []kit.Term
	Allied    *kit.Link
	Trainings []kit.Term
	Train     *kit.Link
}

// Next is the smallest step that is still to be taken.
type Next struct {
	Title string
	Why   string
	Link  *kit.Link
}

// Part is a heading of the list.
type Part struct {
	ID    string
	Title string
	Items []kit.Fact
}

// Render makes Show a component.
func (s Show) Render(ctx context.Context, w io.Writer) error { return show(s).Render(ctx, w) }

// Confirm asks how one thing stands.
type Confirm struct {
	kit.Page
	Form                    kit.Form
	Why, Example            string
	State, Evidence, Reason string
	On                      kit.DateField
	Stale                   []kit.Difference
}

// Render makes Confirm a component.
func (c Confirm) Render(ctx context.Context, w io.Writer) error { return confirm(c).Render(ctx, w) }

func (c Confirm) states() []kit.Option {
	return kit.Choose([]kit.Option{
		{Value: string(institution.ReadyDone), Label: c.T("readiness.states.done"), Reveal: evidence(c)},
		{Value: string(institution.ReadyOpen), Label: c.T("readiness.states.open")},
		{Value: string(institution.ReadyNotUs), Label: c.T("readiness.states.not_us"), Reveal: reason(c)},
	}, c.State)
}

// Training asks how animators were prepared.
type Training struct {
	kit.Page
	Form   kit.Form
	Held   kit.DateField
	Typed  TypedTraining
	People []kit.Option // the staff whom the reader may choose among
	Hidden string       // how many others are noted, whom the reader may not see
	Stale  []kit.Difference
	Delete *kit.Link // nil for a new one
}

// TypedTraining is a training as it stands in the form.
type TypedTraining struct{ Topic, Hours, Others, Record string }

// Render makes Training a component.
func (t Training) Render(ctx context.Context, w io.Writer) error { return training(t).Render(ctx, w) }

// ItemTitle is what an item says.
func ItemTitle(p *i18n.Printer, key string) string {
	return p.T(i18n.Key("readiness.items", key+".title"))
}

// ItemWhy says why it matters.
func ItemWhy(p *i18n.Printer, key string) string { return p.T(i18n.Key("readiness.items", key+".why")) }

// ItemExample says what may show that it is done.
func ItemExample(p *i18n.Printer, key string) string {
	return p.T(i18n.Key("readiness.items", key+".example"))
}
