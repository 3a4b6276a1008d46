package deliver

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
)

// Words put a draft into the words of its parcel; they ask nobody and may be
// asked again.
type Words interface {
	Parcel(d notify.Draft) notify.Parcel
}

// Courier carries what is due to its wire. Each parcel goes in four steps: the
// way is opened, the message leaves in a transaction that decides about it once
// more, it goes, and what came of it is written down. Should the program end
// after the second, the message is uncertain and never goes again by itself.
type Courier struct {
	Post  *notify.Service
	Words Words
	Wires map[notify.Channel]Sender
	Log   *slog.Logger
	Heard func(notify.Channel, notify.Outcome) // hears each answer of a wire, for figures; may be nil
}

const (
	atOnce   = 4                // parcels on their way
	goes     = 2 * time.Minute  // how long one may be on the wire
	limited  = 10 * time.Minute // how long what is over a limit is left
	unsettle = 10 * time.Second // how long writing down may take at a stop
)

// Run sends what is due in one institution. It returns when nothing is, or at a
// stop, between two parcels.
func (c *Courier) Run(ctx context.Context, scope domain.Scope) error {
	return (&round{Courier: c, denied: map[notify.Channel]string{}, shut: map[notify.Channel]bool{}, open: map[notify.Channel]bool{}}).run(ctx, scope)
}

func (c *round) run(ctx context.Context, scope domain.Scope) error {
	if _, err := c.Post.Abandoned(ctx, scope); err != nil {
		return err
	}
	for more := true; more && ctx.Err() == nil; {
		var drafts []notify.Draft
		var err error
		if drafts, more, err = c.Post.Drafts(ctx, scope); err != nil {
			return err
		}
		if err := c.all(ctx, drafts); err != nil {
			return err
		}
	}
	return errors.Join(ctx.Err(), c.tell(ctx))
}

func (c *round) all(ctx context.Context, drafts []notify.Draft) error {
	var wait sync.WaitGroup
	slots := make(chan struct{}, atOnce)
	failed := make([]error, len(drafts))
	for i, d := range drafts {
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			if ctx.Err() == nil {
				failed[i] = c.one(ctx, d)
			}
		})
	}
	wait.Wait()
	return errors.Join(failed...)
}

func (c *round) one(ctx context.Context, d notify.Draft) error {
	p := c.Words.Parcel(d)
	wire := c.Wires[p.Channel]
	if p.Channel == notify.SMS {
		d.Parts = partsBy(wire, p)
	}
	if d.House.Mode == notify.Test {
		return c.try(ctx, d, c.Words.Parcel(d.Tried()))
	}
	if wire == nil {
		return c.Post.Hold(ctx, d, time.Hour, "unwired")
	}
	if code, shut := c.closed(p.Channel); shut {
		return c.Post.Missed(ctx, d, notify.Outcome{Fate: notify.Passing, Code: code})
	}
	ship, out := wire.Ready(ctx, p)
	if ship == nil {
		c.hear(ctx, p.Channel, out)
		return c.Post.Missed(ctx, d, out)
	}
	if err := c.Post.Leave(ctx, d); err != nil {
		ship.Drop()
		return c.stayed(ctx, d, err)
	}
	// A stop does not cut it off in the middle: nobody would know what came of it.
	going, done := context.WithTimeout(context.WithoutCancel(ctx), goes)
	defer done()
	out = ship.Go(going)
	c.hear(ctx, p.Channel, out)
	return c.settle(ctx, d, out)
}

// One carries a parcel that is no message to a party, in the same four steps;
// leave is the second, and who called writes down what came of it.
func (c *Courier) One(ctx context.Context, p notify.Parcel, leave func(context.Context) error) (notify.Outcome, error) {
	wire := c.Wires[p.Channel]
	if wire == nil {
		return notify.Outcome{Fate: notify.Passing, Code: "unwired", Wait: time.Hour}, nil
	}
	ship, out := wire.Ready(ctx, p)
	if ship == nil {
		return c.heard(p.Channel, out), nil
	}
	if err := leave(ctx); err != nil {
		ship.Drop()
		return out, err
	}
	going, done := context.WithTimeout(context.WithoutCancel(ctx), goes)
	defer done()
	return c.heard(p.Channel, ship.Go(going)), nil
}

// PartsOf is in how many pieces of SMS a parcel goes, 0 for an e-mail.
func (c *Courier) PartsOf(p notify.Parcel) int {
	if p.Channel != notify.SMS {
		return 0
	}
	return partsBy(c.Wires[p.Channel], p)
}

func (c *Courier) heard(by notify.Channel, out notify.Outcome) notify.Outcome {
	if c.Heard != nil {
		c.Heard(by, out)
	}
	return out
}

// partsBy is how many pieces of SMS a wire would make of a parcel.
func partsBy(wire Sender, p notify.Parcel) int {
	if w, ok := wire.(interface{ Parts(p notify.Parcel) int }); ok {
		return w.Parts(p)
	}
	n, _ := Parts(p.Text.Reveal())
	return n
}

// try puts a parcel where the institution looks at what it would have sent.
func (c *Courier) try(ctx context.Context, d notify.Draft, p notify.Parcel) error {
	if err := c.Post.Leave(ctx, d); err != nil {
		return c.stayed(ctx, d, err)
	}
	if err := c.Post.Keep(ctx, d, p); err != nil {
		return err
	}
	return c.settle(ctx, d, notify.Outcome{Fate: notify.Accepted, Code: "test", Parts: d.Parts})
}

// stayed is a draft that did not leave: what is true now is looked at again.
func (c *Courier) stayed(ctx context.Context, d notify.Draft, err error) error {
	if _, ok := errors.AsType[*notify.LimitError](err); ok {
		return c.Post.Hold(ctx, d, limited, "limit")
	}
	if errors.Is(err, notify.ErrChanged) {
		return c.Post.Wake(ctx, d.Scope)
	}
	return err
}

func (c *Courier) settle(ctx context.Context, d notify.Draft, o notify.Outcome) error {
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), unsettle)
	defer done()
	if o.Fate != notify.Accepted {
		c.Log.LogAttrs(ctx, slog.LevelWarn, "message not accepted", slog.String("parcel", d.ID.String()), slog.String("fate", string(o.Fate)), slog.String("code", o.Code))
	}
	return c.Post.Settle(ctx, d, o)
}
