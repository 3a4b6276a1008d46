package message

import (
	"context"
	"io"

	"krag/internal/domain/notify"
	"krag/internal/web/kit"
)

// Notice asks what a group must know for its safety.
type Notice struct {
	kit.Page
	Over    string
	Form    kit.Form
	Say     kit.Choice
	Days    kit.Choice
	Preview string     // where the form goes to be looked at: nothing is sent from here
	Before  []kit.Link // the last notices, and who knows of them
}

// Render makes Notice a component.
func (n Notice) Render(ctx context.Context, w io.Writer) error { return notice(n).Render(ctx, w) }

// Confirm shows a notice and whom it reaches before it is sent.
type Confirm struct {
	kit.Page
	Over   string
	Form   kit.Form
	Keep   []kit.Kept
	Reach  []kit.Term
	Notes  []string
	Shown  []notify.Parcel
	Button string
	Back   kit.Link
}

// Render makes Confirm a component.
func (c Confirm) Render(ctx context.Context, w io.Writer) error { return confirm(c).Render(ctx, w) }
