package group

import (
	"context"
	"io"
	"net/url"
	"strings"

	"krag/internal/domain/group"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// Close ends a group.
type Close struct {
	kit.Page
	Form   kit.Form
	Name   string
	Values url.Values
	After  string
	Will   []string
	Stale  []kit.Difference
	Back   kit.Link
}

// Render makes Close a component.
func (p Close) Render(ctx context.Context, w io.Writer) error { return closing(p).Render(ctx, w) }

func (p Close) reasons() kit.Choice {
	var options []kit.Option
	for _, why := range group.Reasons {
		o := kit.Option{Value: string(why), Label: p.T(i18n.Key("ending.reasons", string(why)))}
		if why == group.Moved {
			o.Reveal = kit.TextInput(kit.Field{
				Name: "house", Label: p.T("ending.house.label"), Hint: p.T("ending.house.hint"),
				Value: p.Values.Get("house"), Error: p.Form.Error("house"), Max: 120,
			})
		}
		options = append(options, o)
	}
	return kit.Choice{
		Field:   kit.Field{Name: "reason", Label: p.T("ending.reason.label"), Hint: p.T("ending.reason.hint"), Error: p.Form.Error("reason")},
		Options: kit.Choose(options, p.Values.Get("reason")),
	}
}

func (p Close) onward() kit.Choice {
	var options []kit.Option
	for _, o := range group.Onwards {
		options = append(options, kit.Option{Value: string(o), Label: p.T(i18n.Key("ending.onwards", string(o)))})
	}
	return kit.Choice{
		Field:   kit.Field{Name: "onward", Label: p.T("ending.onward.label"), Hint: p.T("ending.onward.hint"), Error: p.Form.Error("onward"), Optional: true},
		Options: kit.Choose(options, p.Values["onward"]...),
	}
}

func (p Close) words() kit.Field {
	return kit.Field{
		Name: "words", Label: p.T("ending.words.label"), Hint: p.T("ending.words.hint"), Value: p.Values.Get("words"),
		Error: p.Form.Error("words"), Rows: 3, Max: 500, Optional: true,
	}
}

// Back takes the last step of a group's life back, with a reason.
type Back struct {
	kit.Page
	Form kit.Form
	Lead string
	Will []string
	Why  string
	Back kit.Link
}

// Render makes Back a component.
func (p Back) Render(ctx context.Context, w io.Writer) error { return back(p).Render(ctx, w) }

func (p Back) why() kit.Field {
	return kit.Field{Name: "why", Label: p.T("ending.why.label"), Hint: p.T("ending.why.hint"), Value: p.Why, Error: p.Form.Error("why"), Rows: 3, Max: 500}
}

// Slip is a small paper that says where a group goes on, and not what it is.
type Slip struct {
	kit.Page
	Name  string // neutral
	House string // empty to be written by hand
	Times int
}

// orLine is a line to write on where nothing is known.
func orLine(s string) string {
	if s == "" {
		return strings.Repeat(".", 30)
	}
	return s
}

// rested is each step under the name of its stage.
func rested(p kit.Page, steps []Step) []kit.Term {
	terms := make([]kit.Term, len(steps))
	for i, s := range steps {
		terms[i] = kit.Term{Name: s.Stage, Body: rest(p, s)}
	}
	return terms
}
