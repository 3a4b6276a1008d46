package notify

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// Wired are the channels that the server has.
func (s *Service) Wired() []Channel { return slices.Clone(s.wired) }

// Example is a draft about something made up, as it would go to a contact, so that
// a page can show what a message looks like. It is for the party itself, for
// whoever works with it, and, of a contact of nobody, for whoever minds the words.
func (s *Service) Example(ctx context.Context, a authz.Actor, c Contact, lines ...Line) (d Draft, err error) {
	action, on := right(a, c.Party, ActContactShow)
	if c.Party == (Party{}) {
		action, on = ActWording, authz.Resource{Scope: a.Scope}
	}
	c.Stop = domain.NewSecret(elided)
	d = Draft{Scope: a.Scope, Contact: c, Lines: lines, Token: elided}
	err = s.desk.View(ctx, a, action, on, func(ctx context.Context) (err error) {
		if d.House, err = s.store.House(ctx, a.Scope); err != nil {
			return err
		}
		d.Words, d.House, err = s.neutralOnly(ctx, a.Scope, d.House)
		return err
	})
	return d, err
}

// elided stands in an example for a token that would open something.
const elided = "…"

// Line is a line of the form about a meeting from some hour on, which was to be a
// day before.
func (f Form) Line(starts, ends time.Time) Line {
	l := Line{Fact: Fact{Standing: On, Starts: starts, Ends: ends}}
	l.Was = l.Fact
	l.Was.Starts, l.Was.Ends = starts.Add(-24*time.Hour), ends.Add(-24*time.Hour)
	l.Kind = kinds[f]
	switch f {
	case SayOff:
		l.Was, l.Fact.Standing = l.Fact, Off
	case SayRefused, SayLeave, SayTurnOff:
		l.Fact.Standing = Off
	case SayAgain:
		l.Was.Standing = Off
	case SayClosed, SayOtherDay, SayCall, SaySafety:
		l.Fact.Say = f
	case SayOffered:
		l.Fact.Standing = Offered
	}
	return l
}

// kinds are the kinds of messages that say a form.
var kinds = map[Form]Kind{
	SayReminder: Reminder, SayMoved: Change, SayOff: Change, SayAgain: Change,
	SayClosed: Safety, SayOtherDay: Safety, SayCall: Safety, SaySafety: Safety, SayAccess: Access, SayCount: Counting,
	SayBooked: Booking, SayOffered: Booking, SayRefused: Booking, SayFetch: KeyFetch, SayLeave: KeyOff, SayBack: KeyBack,
	SayCame: Came,
	SayTurn: TurnGiven, SayTurnOff: TurnOff,
}
