// Package outcome has the pages on which outcomes are recorded.
package outcome

import (
	"context"
	"io"

	"krag/internal/domain/outcome"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// Edit asks what was achieved, in the form in which it is known.
type Edit struct {
	kit.Page
	Form   kit.Form
	Groups []kit.Option
	Typed  Typed
	Ideas  []string // what is often written down about such groups
	Stale  []kit.Difference
	Delete *kit.Link // nil for a new outcome
}

// Typed is an outcome as it stands in the form.
type Typed struct {
	Group, Indicator, Form, N, K, Of, Words, Who, Context, When, Quote, Source string
}

// Render makes Edit a component.
func (e Edit) Render(ctx context.Context, w io.Writer) error { return edit(e).Render(ctx, w) }

// forms are the ways an outcome is known, each with its own questions.
func (e Edit) forms() (options []kit.Option) {
	for _, form := range outcome.Forms {
		o := kit.Option{Value: string(form), Label: e.T(i18n.Key("outcome.forms", string(form))), Hint: e.T(i18n.Key("outcome.form_hints", string(form)))}
		switch form {
		case outcome.Count:
			o.Reveal = count(e)
		case outcome.Share:
			o.Reveal = share(e)
		case outcome.Words:
			o.Reveal = words(e)
		}
		options = append(options, o)
	}
	return kit.Choose(options, e.Typed.Form)
}

func (e Edit) button() string {
	if e.Delete == nil {
		return e.T("outcome.edit.make")
	}
	return e.T("outcome.edit.save")
}
