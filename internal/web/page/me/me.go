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
	Rows  []kit.Term // where and until when
	Links []kit.Link
}

// Render makes Own a component.
func (p Own) Render(ctx context.Context, w io.Writer) error { return own(p).Render(ctx, w) }

// The ways to leave.
const (
	Only   = "leave"
	Forget = "forget"
)

// Leave asks how to leave.
type Leave struct {
	kit.Page
	Form kit.Form
	How  string
}

// Render makes Leave a component.
func (p Leave) Render(ctx context.Context, w io.Writer) error { return leave(p).Render(ctx, w) }

func (p Leave) how() kit.Choice {
	return kit.Choice{
		Field: kit.Field{Name: "how", Label: p.T("me.leave.how"), Error: p.Form.Error("how")},
		Options: kit.Choose([]kit.Option{
			{Value: Only, Label: p.T("me.leave.only"), Hint: p.T("me.leave.only_hint")},
			{Value: Forget, Label: p.T("me.leave.forget"), Hint: p.T("me.leave.forget_hint")},
		}, p.How),
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
