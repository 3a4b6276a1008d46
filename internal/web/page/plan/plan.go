// Package plan has the pages of plans of meetings: the library, one plan to
// read and to print, the form that writes one, and the plan step by step for
// whoever leads.
package plan

import (
	"context"
	"io"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"krag/internal/domain/plan"
	"krag/internal/i18n"
	"krag/internal/web/kit"
)

// List are the plans there are, by whose they are.
type List struct {
	kit.Page
	New     *kit.Link
	Filters kit.Filters
	Parts   []Part
	Empty   *kit.Empty // nothing fits
}

// Render makes List a component.
func (l List) Render(ctx context.Context, w io.Writer) error { return list(l).Render(ctx, w) }

// Part are the plans of one sort. Without any, None says so.
type Part struct {
	ID, Title string
	Table     kit.Table
	None      string
	More      string // that there are more than are shown
}

// Text is a plan as it is read: its own words, in its own language.
type Text struct {
	plan.Plan
	Lang string   // of its words, empty for that of the page
	When []string // for each step, when it is or how long it takes
}

// langs says the language of a plan's words where it is not that of the page.
func (t Text) langs() templ.OrderedAttributes {
	if t.Lang == "" {
		return nil
	}
	return templ.OrderedAttributes{{Key: "lang", Value: t.Lang}}
}

// Read is one plan.
type Read struct {
	kit.Page
	Over  string // what it is for
	Text  Text
	Facts []kit.Term
	Note  string    // does not fit the meeting, in a sentence
	ToDo  []string  // what the group agreed to do before
	Main  *kit.Link // leads it
	More  []kit.Link
	Links []kit.Link
}

// Render makes Read a component.
func (r Read) Render(ctx context.Context, w io.Writer) error { return read(r).Render(ctx, w) }

// Bare is a meeting that has no plan yet.
type Bare struct {
	kit.Page
	Empty kit.Empty
}

// Render makes Bare a component.
func (b Bare) Render(ctx context.Context, w io.Writer) error { return bare(b).Render(ctx, w) }

// Step are the fields of a step as they were typed.
type Step struct{ Minutes, Title, Do, Say string }

// Write asks for a plan.
type Write struct {
	kit.Page
	Form                           kit.Form
	Heading, Lead                  string
	From                           string // of which plan it is made, or empty
	Title, Aim, Least, Most        string
	Occasions, Langs, Kinds        []kit.Option
	Material, Before, Watch, After string
	Steps                          []Step
	Stale                          []kit.Difference
}

// Render makes Write a component.
func (w Write) Render(ctx context.Context, to io.Writer) error { return write(w).Render(ctx, to) }

func (w Write) field(name, label, value string) kit.Field {
	return kit.Field{Name: name, Label: label, Value: value, Error: w.Form.Error(name)}
}

func (w Write) hinted(name, label, hint, value string, longest int) kit.Field {
	f := w.field(name, label, value)
	f.Hint, f.Max = hint, longest
	return f
}

func (w Write) lines(name, label, value string) kit.Field {
	f := w.field(name, label, value)
	f.Hint, f.Rows, f.Optional = w.T("plan.hint.lines"), 4, true
	return f
}

func (w Write) step(i int, part, label, value string, longest int) kit.Field {
	f := w.field(plan.StepField(i, part), label, value)
	f.Max = longest
	return f
}

// to is where the form leads when a step was moved: to the step itself.
func (w Write) to(i int) string {
	return w.Form.Action + "#" + plan.StepField(max(0, i), "title")
}

func numbered(what string, i int) string { return what + strconv.Itoa(i+1) }

// Choose asks which plan a meeting has.
type Choose struct {
	kit.Page
	Form   kit.Form
	Group  string
	Chosen string
	Near   []kit.Option // what suits now, and none
	All    []kit.Option
	Other  bool // it was taken from all, even if it is near
	Stale  []kit.Difference
}

// Another is the answer that any plan may follow.
const Another = "another"

// Render makes Choose a component.
func (c Choose) Render(ctx context.Context, w io.Writer) error { return choose(c).Render(ctx, w) }

func (c Choose) options() []kit.Option {
	other := kit.Option{
		Value: Another, Label: c.T("plan.choose.another"),
		Reveal: kit.SelectInput(kit.Choice{Field: kit.Field{Name: "any", Label: c.T("plan.choose.any"), Error: c.Form.Error("any")}, Options: kit.Choose(c.All, c.Chosen)}),
	}
	for _, o := range c.Near {
		if o.Value == c.Chosen && !c.Other {
			return append(kit.Choose(c.Near, c.Chosen), other)
		}
	}
	other.Chosen = true
	return append(c.Near, other)
}

// Run is a plan for whoever leads: one step fills the screen.
type Run struct {
	kit.Page
	Text Text
	At   int // 0 is before the beginning, then the steps, then after the end
	Done *kit.Link
	Path string // of this page, without the step
	In   string // the language that its address asks for, empty for none

	ToDo   []string  // what the group agreed to do before, nil for none and without a meeting
	Agreed *kit.Link // where it is written down what is agreed on, nil for nowhere
}

// Render makes Run a component.
func (r Run) Render(ctx context.Context, w io.Writer) error { return run(r).Render(ctx, w) }

func (r Run) last() int { return len(r.Text.Steps) + 1 }

func (r Run) href(at int) string {
	to := r.Path + "?step=" + strconv.Itoa(at)
	if r.In != "" {
		to += "&in=" + r.In
	}
	return to
}

// next is what the button to the next part says.
func (r Run) next(at int) string {
	switch at + 1 {
	case 1:
		return r.T("plan.run.start")
	case r.last():
		return r.T("plan.run.finish")
	}
	return r.T("plan.run.next")
}

func (r Run) whole() string { return strconv.Itoa(60 * r.Text.Minutes()) }

// People words for how many people a plan is.
func People(p *i18n.Printer, of plan.Plan) string {
	return p.T("plan.for_people", "least", of.Least, "most", of.Most)
}

// Lasts words how long something takes.
func Lasts(p *i18n.Printer, minutes int) string { return p.N("plan.lasts", minutes) }

// Kinds words for which groups a plan is made.
func Kinds(p *i18n.Printer, of plan.Plan) string {
	if len(of.Kinds) == 0 {
		return p.T("plan.any_kind")
	}
	var words []string
	for _, k := range of.Kinds {
		if key := i18n.Key("group.kinds", k); p.Has(key) {
			words = append(words, p.T(key))
		}
	}
	return strings.Join(words, ", ")
}
