// Package me has a member's own pages: when the group meets next, how to be
// called, and the way out. They name no group by its topic and no other person.
package me

import (
	"context"
	"io"

	"krag/internal/web/kit"
)

// Own is a member's first page.
type Own struct {
	kit.Page
	Group string     // neutral name
	Next  string     // when, in words; empty when nothing is planned
	Rows  []kit.Term // where and until when, and what the reader does there

	Week    []kit.DateLine // the other meetings of the week
	Waiting []kit.Waiting  // what waits for the reader
	Late    []kit.Waiting  // and whose day has passed

	Regular     string     // what is over the regular times; empty when there are none
	RegularRows []kit.Term // the times at which the group meets again and again

	ToDo []kit.Term // what they took, and until when

	Links []kit.Link
}

// Render makes Own a component.
func (p Own) Render(ctx context.Context, w io.Writer) error { return own(p).Render(ctx, w) }

// The ways to leave.
const (
	Only   = "leave"
	Forget = "forget"
)

// Leave has a button for each way to leave: with the link that leads here, two
// clicks are all it takes.
type Leave struct {
	kit.Page
	Form kit.Form
}

// Render makes Leave a component.
func (p Leave) Render(ctx context.Context, w io.Writer) error { return leave(p).Render(ctx, w) }

func (p Leave) ways() []kit.Way {
	return []kit.Way{
		{Value: Only, Text: p.T("me.leave.only"), What: p.T("me.leave.only_hint")},
		{Value: Forget, Text: p.T("me.leave.forget"), What: p.T("me.leave.forget_hint"), Danger: true},
	}
}

// Left says goodbye.
type Left struct{ kit.Page }

// Render makes Left a component.
func (p Left) Render(ctx context.Context, w io.Writer) error { return left(p).Render(ctx, w) }

// Name changes how a member is called.
type Name struct {
	kit.Page
	Form  kit.Form
	Name  string
	Stale []kit.Difference
}

// Render makes Name a component.
func (p Name) Render(ctx context.Context, w io.Writer) error { return name(p).Render(ctx, w) }
