// Package group has the pages of groups and of who belongs to them. What a
// group is for stands only in the body of pages for staff, never in a title.
package group

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// List is every group of the institution that was asked for.
type List struct {
	kit.Page
	New     *kit.Link // nil for whoever may not start one
	Arrive  *kit.Link // to one that comes from another institution
	Filters *kit.Filters
	Table   kit.Table
	Pager   kit.Pager
	Empty   *kit.Empty // instead of the table
	Also    []kit.Link // to who waits for groups and to what groups there are, as far as whoever looks may know
}

// Render makes List a component.
func (p List) Render(ctx context.Context, w io.Writer) error { return list(p).Render(ctx, w) }

// Show is the page of one group. What the reader may not see is empty.
type Show struct {
	kit.Page
	Name   string // neutral
	Inside string // as staff call it
	Lead   string
	Main   *kit.Link
	Acts   []kit.Link
	Notes  []kit.Notice

	LifeTitle string
	Stages    []kit.Stage
	Steps     []Step     // what each stage rests on, the oldest first
	Present   Present    // what the stage it is in asks and gives
	Ending    []kit.Term // how it ended
	Told      []string   // what else happened: steps taken back, groups it came from or became

	NextTitle string
	NextNone  string // instead of the rows, when nothing is planned
	Next      []kit.Term
	NextLink  *kit.Link
	Regular   []kit.Term // the times at which it meets again and again
	Dates     []kit.DateLine
	Past      []kit.DateLine
	Meetings  kit.Link

	RegularAdd *kit.Link // to one more of the regular times, for whoever plans

	PeopleTitle string
	Names       []string
	PeopleNote  string
	PeopleLinks []kit.Link

	About About

	Seats    *kit.Seats
	There    []kit.Fact // what speaks for the group going on alone
	Missing  []kit.Fact
	Handover kit.Link

	Signs      []Sign // for whoever works with groups
	Outcomes   *Outcomes
	Attendance *kit.Chart
	Further    []kit.Link
}

// About is what the group is, in sentences.
type About struct {
	Says   []string // paragraphs
	Points []string
	None   string // when nobody said anything yet
	Edit   *kit.Link
}

// Step is one step of the group's life: when it was, from what that is known,
// and who wrote it down.
type Step struct{ Stage, When, Evidence, Written string }

// Present is the stage a group is in: what it asks of the group and the house,
// and what it gives them.
type Present struct{ Title, Asks, Gives string }

// Sign is something about how the group meets, and what helped others.
type Sign struct{ Says, Helped string }

// Outcomes are what a group achieved, for whoever may know.
type Outcomes struct {
	List []kit.Achieved
	Add  *kit.Link
}

// Render makes Show a component.
func (p Show) Render(ctx context.Context, w io.Writer) error { return show(p).Render(ctx, w) }
