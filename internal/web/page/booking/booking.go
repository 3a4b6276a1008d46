// Package booking has the pages on which rooms are booked, moved and given
// back.
package booking

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"

	"krag/internal/web/kit"
)

// New asks what is to be booked.
type New struct {
	kit.Page
	Form       kit.Form
	Purpose    kit.Choice
	Groups     kit.Choice
	Title      string
	Private    bool
	Rooms      kit.Choice
	Also       kit.Choice // other rooms and numbered pieces
	Stocks     []Stock
	First      kit.DateField
	Start, End string
	Repeat     kit.Choice
	Every      string
	Dates      string
	Until      kit.DateField
	Count      string
	Keep       kit.Choice // whether it is tentative, and whether meetings are planned
}

// Stock is how many pieces of a stock are wanted.
type Stock struct {
	Name  string // of the field
	Label string
	Hint  string
	Value string
}

// Render makes New a component.
func (n New) Render(ctx context.Context, w io.Writer) error { return create(n).Render(ctx, w) }

// The questions that follow from an answer.

// GroupFields ask which group meets.
func (n New) GroupFields() templ.Component { return groupField(n) }

// EventFields ask what an event is called.
func (n New) EventFields() templ.Component { return eventFields(n) }

// WeeklyFields ask how often, and when it ends.
func (n New) WeeklyFields() templ.Component { return templ.Join(weeklyFields(n), ending(n)) }

// EndingFields ask when it ends.
func (n New) EndingFields() templ.Component { return ending(n) }

// DatesFields ask for the dates.
func (n New) DatesFields() templ.Component { return datesField(n) }

// More reports whether something besides one room is chosen or needs mending,
// so that it is shown at once.
func (n New) More() bool {
	for _, o := range n.Also.Options {
		if o.Chosen {
			return true
		}
	}
	for _, s := range n.Stocks {
		if s.Value != "" && s.Value != "0" || n.Form.Error(s.Name) != "" {
			return true
		}
	}
	return false
}

func (n New) every() []kit.Option {
	var options []kit.Option
	for i := 1; i <= 8; i++ {
		options = append(options, kit.Option{Value: strconv.Itoa(i), Label: n.N("meeting.plan.every", i)})
	}
	return kit.Choose(options, n.Every)
}

// Pair is a field carried over from the page before.
type Pair struct{ Name, Value string }

// Date is one date of a series.
type Date struct {
	Text  string
	Clash string // why it cannot be, in a word; empty when it is free
}

// Check shows every date before it is booked, with what else there is for those
// that cannot be.
type Check struct {
	kit.Page
	Form    kit.Form
	Heading string
	Said    string
	Typed   []Pair
	Dates   []Date
	Choices []kit.Choice
	Book    string // what the main button says
	Rest    string // what the other one says; empty for none
	Other   string // where nothing else is free: why, and what to do; then nothing is booked here
}

// Render makes Check a component.
func (c Check) Render(ctx context.Context, w io.Writer) error { return check(c).Render(ctx, w) }

// Show is one booking.
type Show struct {
	kit.Page
	Over    string
	Heading string
	Lead    string
	Terms   []kit.Term
	Main    *kit.Link
	Accept  *kit.Form // to confirm what is kept
	Dates   kit.Table
	Links   []kit.Link
}

// Render makes Show a component.
func (s Show) Render(ctx context.Context, w io.Writer) error { return show(s).Render(ctx, w) }

// Change moves one date, it and those that follow, or all.
type Change struct {
	kit.Page
	Form       kit.Form
	Over       string
	Day        kit.DateField
	Start, End string
	Rooms      kit.Choice
	Scope      kit.Choice
	Offers     *kit.Choice
}

// Render makes Change a component.
func (c Change) Render(ctx context.Context, w io.Writer) error { return change(c).Render(ctx, w) }

// GiveBack asks before dates are given back.
type GiveBack struct {
	kit.Page
	Form   kit.Form
	Title  string
	Lead   string
	Button string
	Over   string
	Waits  bool // it is only waited for
	Scope  kit.Choice
	Back   kit.Link
}

// Render makes GiveBack a component.
func (g GiveBack) Render(ctx context.Context, w io.Writer) error { return giveBack(g).Render(ctx, w) }

// Asked lists what waits for a yes.
type Asked struct {
	kit.Page
	Rows []AskedRow
}

// AskedRow is one booking that asks for a room.
type AskedRow struct {
	Form    kit.Form
	Room    string
	Heading string
	Terms   []kit.Term
	Reason  string
}

// Render makes Asked a component.
func (a Asked) Render(ctx context.Context, w io.Writer) error { return asked(a).Render(ctx, w) }

// Calendars are the private addresses of somebody's calendars.
type Calendars struct {
	kit.Page
	Form  kit.Form
	About kit.Choice
	Rows  []CalendarRow
}

// CalendarRow is one address; the address itself is not shown again.
type CalendarRow struct {
	Text string
	Made string
	Form kit.Form // ends it
}

// Render makes Calendars a component.
func (c Calendars) Render(ctx context.Context, w io.Writer) error { return calendars(c).Render(ctx, w) }

// CalendarSecret shows an address, once.
type CalendarSecret struct {
	kit.Page
	Secret  kit.Secret
	Display bool // of a display beside a door, and no calendar
	Back    kit.Link
}

// Render makes CalendarSecret a component.
func (c CalendarSecret) Render(ctx context.Context, w io.Writer) error {
	return calendarSecret(c).Render(ctx, w)
}

// BlockImport asks for a calendar whose hours keep others out of a room.
type BlockImport struct {
	kit.Page
	Form  kit.Form
	Title string
	Hint  string
}

// Render makes BlockImport a component.
func (b BlockImport) Render(ctx context.Context, w io.Writer) error {
	return blockImport(b).Render(ctx, w)
}
