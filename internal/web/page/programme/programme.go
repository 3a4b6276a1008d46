// Package programme has the pages of programmes and of what they say about
// themselves.
package programme

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
)

// List is the institution's programmes.
type List struct {
	kit.Page
	Table kit.Table
	New   *kit.Link
	More  []kit.Link
}

// Render makes List a component.
func (l List) Render(ctx context.Context, w io.Writer) error { return list(l).Render(ctx, w) }

// Edit asks what a programme is called, where it is found and since when it is
// there.
type Edit struct {
	kit.Page
	Form                 kit.Form
	New                  bool
	Lead                 string
	ProgrammeTitle, Slug string
	Started              kit.DateField
	Stale                []kit.Difference
}

// Render makes Edit a component.
func (e Edit) Render(ctx context.Context, w io.Writer) error { return edit(e).Render(ctx, w) }

func (e Edit) slugHint() string {
	if e.New {
		return e.T("programme.edit.slug_hint_new")
	}
	return e.T("programme.edit.slug_hint")
}

func (e Edit) button() string {
	if e.New {
		return e.T("programme.edit.make")
	}
	return e.T("programme.edit.save")
}

// Show is one programme: where it stands, its groups, what they achieved and
// what it cost.
type Show struct {
	kit.Page
	Name     string
	Over     string
	Lead     string
	Made     bool // its people and meetings are made up
	Figures  []kit.Figure
	Groups   kit.Table
	NewGroup *kit.Link
	Outcomes Outcomes
	Money    Money
	Record   []kit.Link
	Links    []kit.Link
	Origin   *kit.Notice // from which practice it was taken, nil for none
	Measure  []kit.Link  // what others measured, still without an outcome
	Pay      []kit.Link  // what others paid for, still without a cost
}

// parts are the sections of the page, for whoever has it on a phone.
func (s Show) parts() []kit.Link {
	return []kit.Link{
		{Text: s.T("programme.groups.title"), Href: "#groups"},
		{Text: s.T("programme.outcomes.title"), Href: "#outcomes"},
		{Text: s.T("programme.money.title"), Href: "#money"},
		{Text: s.T("programme.record.title"), Href: "#record"},
	}
}

// Outcomes are what was achieved, group by group.
type Outcomes struct {
	Notices []kit.Notice
	Parts   []Part
	Source  string // of all of them, when it is one
	Add     *kit.Link
}

// Part is what one group, or the programme as a whole, achieved.
type Part struct {
	ID   string // of its heading
	Name string
	List []kit.Achieved
}

// Money is what a programme cost and who paid.
type Money struct {
	Notices []kit.Notice
	Costs   kit.Table
	Funds   []kit.Term
	AddCost *kit.Link
	AddFund *kit.Link
}

// Render makes Show a component.
func (s Show) Render(ctx context.Context, w io.Writer) error { return show(s).Render(ctx, w) }

// Cost is what was paid for, with what is said about it, in a table.
type Cost struct {
	Item string
	Href string // to change it, empty for whoever may not
	Note string
}

// Cell is the cost as the first cell of its row.
func (c Cost) Cell() kit.Cell { return kit.Cell{Text: c.Item, Body: costCell(c)} }

// Stage is the stage of a group's life as a cell of a table.
func Stage(words string) kit.Cell { return kit.Cell{Text: words, Body: stage(words)} }

// Record is what a programme says about itself, as one paper.
type Record struct {
	kit.Page
	Sections []Section
	Missing  []kit.Link // the sections that say nothing yet
}

// Section is a heading of the record with its items, or with a body of its own.
type Section struct {
	ID    string
	Title string
	Items []string
	Body  templ.Component
	Edit  *kit.Link
}

// Strategy is a municipal strategy in a record. FileLead says that the link
// that follows is the strategy itself.
type Strategy struct {
	Title, Years, Note string
	FileLead           string
	File               *kit.Link
	Edit               *kit.Link
}

// Strategies shows them one under the other.
func Strategies(all []Strategy) templ.Component { return strategies(all) }

// Outward is a link that leads out of the house.
func Outward(text, href string) templ.Component { return outward(text, href) }

// FileCell is a file as the first cell of its row, with what is said about it.
func FileCell(name, href, about string) kit.Cell {
	return kit.Cell{Text: name, Body: costCell(Cost{Item: name, Href: href, Note: about})}
}

// Render makes Record a component.
func (r Record) Render(ctx context.Context, w io.Writer) error { return record(r).Render(ctx, w) }

// Write asks for the items of one section.
type Write struct {
	kit.Page
	Form  kit.Form
	Items string // one in a line
	Seen  string // mark of what the section said
	Stale []kit.Difference
}

// Render makes Write a component.
func (w Write) Render(ctx context.Context, out io.Writer) error { return write(w).Render(ctx, out) }
