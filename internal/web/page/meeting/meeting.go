// Package meeting has the pages of a person's day, of meetings and of
// attendance.
package meeting

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"

	"krag/internal/domain"
	"krag/internal/web/kit"
)

// Today is a person's day.
type Today struct {
	kit.Page
	Date    domain.Date
	Lead    string
	Items   []kit.DayItem
	Waiting []kit.Waiting
	Next    string     // the first meeting after these days, in a sentence
	Week    []Ahead    // the days after today on which somebody meets
	Joined  []kit.Term // who is new, by group
	Start   *kit.Link  // where to begin when the day is empty
	Whose   string     // whose attendance may wait on the telephone, opaque; empty for nobody's
}

// Ahead is one of the days after today.
type Ahead struct {
	Day      string
	Meetings []kit.Link
}

// ahead are the days as rows.
func (t Today) ahead() (rows []kit.Term) {
	for _, d := range t.Week {
		rows = append(rows, kit.Term{Name: d.Day, Body: meetingsOf(d.Meetings)})
	}
	return rows
}

// Render makes Today a component.
func (t Today) Render(ctx context.Context, w io.Writer) error { return today(t).Render(ctx, w) }

// empty says who plans, when nothing is planned: the reader or somebody else.
func (t Today) empty() string {
	if t.Start == nil {
		return t.T("today.empty_others")
	}
	return t.T("today.empty")
}

// Show is one meeting.
type Show struct {
	kit.Page
	Terms []kit.Term
	Main  *kit.Link
	Links []kit.Link

	Agreed    *Agreed  // nil for whoever does not work with the group, and while there is nothing to say
	Corrected []string // how the numbers were corrected, the newest first
}

// Agreed is what stays of a meeting: who led, what was agreed on, and when the
// next one is.
type Agreed struct {
	Terms         []kit.Term
	Here, Earlier templ.Component // tasks, nil for none
	None          string          // said while there are none of here, empty for nothing
	Add           *kit.Link
}

// Render makes Show a component.
func (s Show) Render(ctx context.Context, w io.Writer) error { return show(s).Render(ctx, w) }

// List is a group's meetings, ahead or behind.
type List struct {
	kit.Page
	Ahead bool
	Tabs  []kit.Tab
	Table kit.Table
	Pager kit.Pager
	Plan  *kit.Link
	Links []kit.Link

	Regular []Regular
}

// Regular is a time at which a group meets again and again.
type Regular struct {
	When, Where string
	Links       []kit.Link
}

// regular are the regular times as rows.
func (l List) regular() (rows []kit.Term) {
	for _, t := range l.Regular {
		rows = append(rows, kit.Term{Name: t.When, Body: aboutRegular(t)})
	}
	return rows
}

// EndTime asks from which day on a regular time ends.
type EndTime struct {
	kit.Page
	Form kit.Form
	Over string
	From kit.DateField
	Back kit.Link
}

// Render makes EndTime a component.
func (e EndTime) Render(ctx context.Context, w io.Writer) error { return endTime(e).Render(ctx, w) }

// EndSure says what ends with a regular time before it does.
type EndSure struct {
	kit.Page
	Form   kit.Form
	Over   string
	Typed  []Pair
	Will   []string
	Button string
	Change kit.Link
	Back   kit.Link
}

// Render makes EndSure a component.
func (e EndSure) Render(ctx context.Context, w io.Writer) error { return endSure(e).Render(ctx, w) }

// Render makes List a component.
func (l List) Render(ctx context.Context, w io.Writer) error { return list(l).Render(ctx, w) }

// Plan asks when a group will meet.
type Plan struct {
	kit.Page
	Form         kit.Form
	First        kit.DateField
	Start, End   string
	Every, Count string
	Place        string
	Book         kit.Link // where a room is booked along with the meetings
}

// Render makes Plan a component.
func (p Plan) Render(ctx context.Context, w io.Writer) error { return plan(p).Render(ctx, w) }

func (p Plan) every() []kit.Option {
	var options []kit.Option
	for n := 1; n <= 4; n++ {
		options = append(options, kit.Option{Value: strconv.Itoa(n), Label: p.N("meeting.plan.every", n)})
	}
	return kit.Choose(options, p.Every)
}

// Pair is a field carried over from the page before.
type Pair struct{ Name, Value string }

// Preview shows the days of a plan before they are planned.
type Preview struct {
	Plan
	Typed []Pair
	Days  []kit.Option
	Said  string

	Roles  bool // whether roles may be given along
	Chosen bool // and are
}

func (p Preview) roles() kit.Choice {
	o := kit.Option{Value: "yes", Label: p.T("booking.new.roles"), Hint: p.T("booking.new.roles_hint"), Chosen: p.Chosen}
	return kit.Choice{Field: kit.Field{Name: "roles", Label: p.T("meeting.plan.along")}, Options: []kit.Option{o}}
}

// Render makes Preview a component.
func (p Preview) Render(ctx context.Context, w io.Writer) error { return preview(p).Render(ctx, w) }

// Edit moves one meeting.
type Edit struct {
	kit.Page
	Form       kit.Form
	Group      string
	When       string
	Day        kit.DateField
	Start, End string
	Place      string
	Stale      []kit.Difference
}

// Render makes Edit a component.
func (e Edit) Render(ctx context.Context, w io.Writer) error { return edit(e).Render(ctx, w) }

// Cancel asks before a meeting is called off.
type Cancel struct {
	kit.Page
	Confirmation kit.Confirmation
}

// Render makes Cancel a component.
func (c Cancel) Render(ctx context.Context, w io.Writer) error {
	return kit.ConfirmPage(c.Page, c.Confirmation).Render(ctx, w)
}

// Counted is what stands in the fields of the attendance page.
type Counted struct {
	Total, Newcomers string
	Led              string
	Present          []string // ids of who is ticked
}

// Attendance asks how many people came.
type Attendance struct {
	kit.Page
	Form             kit.Form
	Said             string // which meeting, in a line
	Total, Newcomers kit.Stepper
	Led              kit.Choice
	Ticks            []kit.Option
	Stale            []kit.Difference
	Theirs           kit.Link // away from the form, to what somebody else saved
	Warn             string   // over who can be ticked
}

// Render makes Attendance a component.
func (a Attendance) Render(ctx context.Context, w io.Writer) error {
	return attendance(a).Render(ctx, w)
}

// Saved says that attendance was saved.
type Saved struct {
	kit.Page
	Receipt kit.Receipt
}

// Render makes Saved a component.
func (s Saved) Render(ctx context.Context, w io.Writer) error {
	return kit.SavedPage(s.Page, s.Receipt).Render(ctx, w)
}

// Link asks before the link is made by which a meeting is counted without an
// account.
type Link struct {
	kit.Page
	Said   string // which meeting, in a line
	Form   kit.Form
	Revoke kit.Form
	Until  string       // when the one there is ends, empty when there is none
	Send   *kit.Sending // to whoever leads, nil while nobody does
	Back   kit.Link
}

// Render makes Link a component.
func (l Link) Render(ctx context.Context, w io.Writer) error { return link(l).Render(ctx, w) }

// Secret shows the link, this once.
type Secret struct {
	kit.Page
	When, Until string
	Secret      kit.Secret
	Back        kit.Link
	Ticks       bool // it shows how people are called
}

// Render makes Secret a component.
func (s Secret) Render(ctx context.Context, w io.Writer) error { return secret(s).Render(ctx, w) }

// Sheet is the attendance list on paper.
type Sheet struct {
	kit.Page
	Group string
	When  string
	Place string
	Names []string
	ToDo  []string // what stands from before

	Season kit.Link // to a list for several meetings
}

// Render makes Sheet a component.
func (s Sheet) Render(ctx context.Context, w io.Writer) error { return sheet(s).Render(ctx, w) }

// agreedLines are left on paper for what is agreed on.
const agreedLines = 2

// spareLines are left on paper for whoever comes unexpected.
const spareLines = 4

func (s Sheet) table() kit.Table {
	t := kit.Table{
		Caption: s.T("attendance.sheet.title"), Quiet: true, Short: true,
		Columns: []kit.Column{{Head: s.T("attendance.sheet.name")}, {Head: s.T("attendance.sheet.was")}, {Head: s.T("attendance.sheet.first")}},
	}
	for _, name := range s.Names {
		t.Rows = append(t.Rows, kit.Cells(name, "☐", "☐"))
	}
	for range spareLines {
		t.Rows = append(t.Rows, kit.Cells("……………………", "☐", "☐"))
	}
	return t
}
