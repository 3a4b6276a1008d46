package flow

import (
	"context"
	"errors"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/domain/outbox"
	"krag/internal/domain/relay"
)

// Carrier carries a parcel that is no message to a party. Leave is called when
// the way is open, once, and what it refuses does not go.
type Carrier interface {
	// PartsOf is in how many pieces of SMS a parcel goes, 0 for an e-mail.
	PartsOf(p notify.Parcel) int
	One(ctx context.Context, p notify.Parcel, leave func(context.Context) error) (notify.Outcome, error)
}

// ReplyWords put an answer into the words of its parcel.
type ReplyWords interface {
	Reply(r notify.Reply) notify.Parcel
}

// CheckLetter is a letter from outside as it is kept, with what is to be mended in
// it: how to answer is asked as of anybody who may be reached.
func (f *Flow) CheckLetter(n relay.NewLetter) (relay.NewLetter, error) {
	var all domain.Problems
	var found domain.Problems
	if errors.As(n.Check(), &found) {
		all = append(all, found...)
	}
	if n.Reply.By == relay.NoAnswer || n.Reply.By == "" {
		n.Reply = relay.Reply{By: n.Reply.By, Lang: n.Reply.Lang}
		return n, all.Err()
	}
	c, err := reaches(n.Reply).Checked()
	n.Reply.Address = c.Address
	if errors.As(err, &found) {
		for _, p := range found {
			if p.Field == string(notify.SMS) {
				p.Field = string(n.Reply.By) // a number to call has a field of its own
			}
			all = append(all, p)
		}
	}
	return n, all.Err()
}

// reaches is how somebody outside may be reached, as of a party.
func reaches(r relay.Reply) notify.Contact {
	c := notify.Contact{May: true, Channel: notify.SMS, Address: r.Address, From: r.From, Until: r.Until, Voicemail: r.Voicemail, Detail: notify.DetailTime, Lang: r.Lang}
	if r.By == relay.Email {
		c.Channel = notify.Email
	}
	return c
}

// CanReply reports whether the house sends what a letter would be answered by.
func (f *Flow) CanReply(ctx context.Context, scope domain.Scope, l relay.Letter) (bool, error) {
	if !l.Reply.By.ByWire() {
		return false, nil
	}
	v, _, err := f.Messages.Outside(ctx, scope, reaches(l.Reply), f.Desk.Clock.Now().Add(relay.Tries))
	return v.Do == notify.Send || v.Do == notify.Wait, err
}

// RunReply is the handler of relay.JobAnswer: the answer leaves when it may, or
// waits, or goes back to who wrote it. Running twice sends nothing twice.
func (f *Flow) RunReply(ctx context.Context, job outbox.Job) error {
	l, token, ok, err := f.Letters.Going(ctx, job)
	if err != nil || !ok {
		return err
	}
	c := reaches(l.Reply)
	v, house, err := f.Messages.Outside(ctx, job.Scope, c, l.Expires())
	switch {
	case err != nil:
		return err
	case v.Do == notify.Wait && v.Until.Before(l.Expires()):
		return f.Letters.Hold(ctx, job.Scope, l, v.Until)
	case v.Do != notify.Send:
		return f.Letters.Arrived(ctx, job.Scope, l, relay.Unsent)
	case house.Mode == notify.Test:
		return f.Letters.Arrived(ctx, job.Scope, l, relay.Tried)
	}
	p := f.Replies.Reply(notify.Reply{Contact: c, House: house, Words: l.Answer, Token: token.Reveal(), Expires: l.Expires()})
	parts := f.Carry.PartsOf(p)
	out, err := f.Carry.One(ctx, p, func(ctx context.Context) error {
		return f.Letters.Leave(ctx, job.Scope, l, parts, func(ctx context.Context) error {
			return f.Messages.Within(ctx, job.Scope, house, p.Channel, parts)
		})
	})
	if _, over := errors.AsType[*notify.LimitError](err); over {
		return f.Letters.Hold(ctx, job.Scope, l, f.Desk.Clock.Now().Add(notify.LimitedFor))
	}
	if domain.KindOf(err) == domain.KindStale {
		return nil // another worker has it
	}
	if err != nil {
		return err
	}
	return f.replied(ctx, job.Scope, l, out)
}

// replied writes down what the wire said; a stop does not cut it off.
func (f *Flow) replied(ctx context.Context, scope domain.Scope, l relay.Letter, out notify.Outcome) error {
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), writeDown)
	defer done()
	switch out.Fate {
	case notify.Accepted:
		return f.Letters.Arrived(ctx, scope, l, relay.Sent)
	case notify.Uncertain:
		return f.Letters.Arrived(ctx, scope, l, relay.Unsure)
	case notify.Passing:
		return f.Letters.Hold(ctx, scope, l, f.Desk.Clock.Now().Add(max(out.Wait, tryAgain)))
	}
	return f.Letters.Arrived(ctx, scope, l, relay.Unsent)
}

const (
	writeDown = 10 * time.Second
	tryAgain  = 5 * time.Minute
)
