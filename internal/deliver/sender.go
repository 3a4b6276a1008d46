// Package deliver carries messages: e-mail by SMTP, SMS by an HTTP gateway. What
// is sent was decided before, by package notify; this package adds nothing to it,
// and knows no database.
package deliver

import (
	"context"

	"krag/internal/domain/notify"
)

// Sender is the wire of a channel.
type Sender interface {
	// Ready opens everything that can fail harmlessly: connection, encryption,
	// sign-in, the recipient. What fails here has certainly not arrived. The
	// shipment is nil unless the fate is empty.
	Ready(ctx context.Context, p notify.Parcel) (Shipment, notify.Outcome)
}

// Shipment is a parcel at an open door. One of its methods is called, once.
type Shipment interface {
	// Go hands the parcel over. From its first byte on an answer that does not
	// come is Uncertain.
	Go(ctx context.Context) notify.Outcome
	// Drop gives the door back: nothing was sent.
	Drop()
}
