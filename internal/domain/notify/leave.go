package notify

import (
	"cmp"
	"context"
	"time"

	"krag/internal/domain"
)

// ErrChanged says that a draft is not true any more: it is thrown away, and its
// messages are looked at again.
var ErrChanged = domain.Stale("error.stale")

// Leave marks a draft as leaving, in the one transaction that decides about it a
// second time: the contact is the one it was written for, each thing is as it
// will be told, and the party still belongs. Until it ends nobody can change
// these, so that what goes onto the wire after it was right when it went. Nothing
// is unsealed here, and no network is waited for. ErrChanged undoes it.
func (s *Service) Leave(ctx context.Context, d Draft) error {
	return s.desk.InTx(ctx, d.Scope, func(ctx context.Context) error {
		if err := s.unchanged(ctx, d); err != nil {
			return err
		}
		now := s.desk.Clock.Now()
		if err := s.within(ctx, d, now); err != nil {
			return err
		}
		if d.Token != "" && d.House.Mode != Test { // what goes to nobody opens nothing
			if err := s.opens(ctx, d); err != nil {
				return err
			}
		}
		n, err := s.store.Leave(ctx, d.Scope, d, now)
		if err == nil && n != len(d.Lines) { // another is at it, or somebody told it
			err = ErrChanged
		}
		return err
	})
}

// opens has the token of a draft open what it is for.
func (s *Service) opens(ctx context.Context, d Draft) error {
	l := d.Lines[0]
	if l.Kind == Counting {
		return s.doors.OpenCount(ctx, d.Scope, domain.MeetingID{UUID: l.About}, d.Token)
	}
	return s.doors.Open(ctx, d.Scope, d.Contact.Party, l.Fact.Group, d.Token)
}

func (s *Service) unchanged(ctx context.Context, d Draft) error {
	same, err := s.store.TakeParty(ctx, d.Scope, d.Contact.Party, d.Contact.Version)
	if err != nil {
		return err
	}
	if !same {
		return ErrChanged
	}
	var all []Message
	var meetings []domain.UUID
	for _, l := range d.Lines {
		all = append(all, l.Message)
		switch {
		case l.Kind.OfMeeting(), l.Kind == Counting:
			meetings = append(meetings, l.About)
		case l.Kind.OfTurn():
			meetings = append(meetings, l.About)
			if err := s.store.TakePlace(ctx, d.Scope, l.Message); err != nil {
				return err
			}
		case l.Kind == Access, l.Kind == Booking, l.Kind == KeyBack, l.Kind == KeyFetch, l.Kind == KeyOff, l.Kind == Safety, l.Kind == Came:
			if err := s.store.TakePlace(ctx, d.Scope, l.Message); err != nil {
				return err
			}
		}
	}
	if err := s.store.TakeMeetings(ctx, d.Scope, d.Contact.Party, meetings); err != nil {
		return err
	}
	facts, err := s.store.Facts(ctx, d.Scope, all)
	if err != nil {
		return err
	}
	belong, err := s.store.Belong(ctx, d.Scope, all, s.desk.Clock.Now())
	if err != nil {
		return err
	}
	for _, l := range d.Lines {
		f, there := facts[l.Topic()]
		if !there || f.Said() != l.Fact.Said() || f.Sensitive != l.Fact.Sensitive {
			return ErrChanged
		}
		if (l.needsBelonging() || l.Kind.OfTurn()) && !belong[l.ID] || l.needsNobody(f, belong[l.ID]) {
			return ErrChanged
		}
	}
	return nil
}

// within holds the institution to its own limits. What is over them waits.
func (s *Service) within(ctx context.Context, d Draft, now time.Time) error {
	h, err := s.store.House(ctx, d.Scope)
	if err != nil {
		return err
	}
	if h.Version != d.House.Version || !now.Before(d.Expires) {
		return ErrChanged
	}
	return s.limits(ctx, d.Scope, h, d.Contact.Channel, d.Parts, now)
}

// Within holds the institution inside the caller's transaction to its own limits,
// with something that is no message to a party. What is over them is a LimitError.
func (s *Service) Within(ctx context.Context, scope domain.Scope, h House, by Channel, parts int) error {
	return s.limits(ctx, scope, h, by, parts, s.desk.Clock.Now())
}

func (s *Service) limits(ctx context.Context, scope domain.Scope, h House, by Channel, parts int, now time.Time) error {
	if h.PerHour > 0 {
		if n, err := s.store.SentSince(ctx, scope, now.Add(-time.Hour)); err != nil || n >= h.PerHour {
			return cmp.Or[error](err, &LimitError{})
		}
	}
	if h.PartsEach > 0 && by == SMS {
		if n, err := s.store.PartsSince(ctx, scope, monthOf(now, h.Zone)); err != nil || n+parts > h.PartsEach {
			return cmp.Or[error](err, &LimitError{})
		}
	}
	return nil
}

func monthOf(now time.Time, zone *time.Location) time.Time {
	today := domain.DateOf(now, zone)
	today.Day = 1
	return today.Time(zone).UTC()
}

// LimitError says that the institution has sent as much as it sends.
type LimitError struct{}

func (*LimitError) Error() string { return "the institution's sending limit is reached" }

// waits is how long a message that did not arrive is left, by how often it was
// tried: a provider that is down for an hour is asked about ten times.
func waits(attempts int) time.Duration {
	return min(time.Minute<<min(max(attempts-1, 0), 4), 15*time.Minute)
}

// Hold puts a draft that did not leave back for a while.
func (s *Service) Hold(ctx context.Context, d Draft, after time.Duration, code string) error {
	now := s.desk.Clock.Now()
	at := now.Add(after)
	return s.desk.InTx(ctx, d.Scope, func(ctx context.Context) error {
		err := s.store.Decide(ctx, d.Scope, d.ids(), Settled{State: Planned, Due: at, Code: code, At: now})
		if err != nil {
			return err
		}
		if err := s.store.Attempted(ctx, d.Scope, d.ids()); err != nil {
			return err
		}
		return s.wake(ctx, d.Scope, at)
	})
}

// Missed puts back a draft for which the way was not open: nothing of it left.
func (s *Service) Missed(ctx context.Context, d Draft, o Outcome) error {
	if o.Fate == Refused {
		now := s.desk.Clock.Now()
		return s.desk.InTx(ctx, d.Scope, func(ctx context.Context) error {
			for state, ids := range refusedAs(d) {
				if err := s.store.Decide(ctx, d.Scope, ids, Settled{State: state, Why: WhyRefused, Code: o.Code, At: now}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return s.Hold(ctx, d, max(o.Wait, waits(d.Lines[0].Attempts+1)), o.Code)
}

// refusedAs is what becomes of messages that a provider does not take.
func refusedAs(d Draft) map[State][]domain.MessageID {
	as := map[State][]domain.MessageID{}
	for _, l := range d.Lines {
		state := Dropped
		if l.Kind.Trait().Carried {
			state = ByHand
		}
		as[state] = append(as[state], l.ID)
	}
	return as
}

// Settle writes down what the wire answered. It counts even when the message was
// called uncertain meanwhile: whoever heard the answer knows.
func (s *Service) Settle(ctx context.Context, d Draft, o Outcome) error {
	now := s.desk.Clock.Now()
	how := Settled{Code: o.Code, Ref: o.Ref, Parts: o.Parts, At: now}
	return s.desk.InTx(ctx, d.Scope, func(ctx context.Context) error {
		switch o.Fate {
		case Accepted:
			how.State = Sent
		case Uncertain:
			how.State, how.Why = Unsure, WhyUncertain
		case Passing:
			how.State, how.Due = Planned, now.Add(max(o.Wait, waits(d.Lines[0].Attempts+1)))
			if err := s.wake(ctx, d.Scope, how.Due); err != nil {
				return err
			}
		case Refused:
			how.Why = WhyRefused
			for state, ids := range refusedAs(d) {
				how.State = state
				if _, err := s.store.Settle(ctx, d.Scope, d.ID, ids, how); err != nil {
					return err
				}
			}
			return nil
		}
		_, err := s.store.Settle(ctx, d.Scope, d.ID, d.ids(), how)
		return err
	})
}

// Abandoned makes uncertain what a worker that died left on its way: it may have
// arrived, and is never sent again by itself.
func (s *Service) Abandoned(ctx context.Context, scope domain.Scope) (n int, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.InTx(ctx, scope, func(ctx context.Context) error {
		n, err = s.store.Abandon(ctx, scope, now.Add(-abandoned), now)
		return err
	})
	return n, err
}

// GivenBack notes that a provider gave a parcel back after it had taken it, or
// could not deliver it. It reports false when there is no such parcel.
func (s *Service) GivenBack(ctx context.Context, scope domain.Scope, parcel domain.ParcelID, code string) (met bool, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.InTx(ctx, scope, func(ctx context.Context) error {
		n, err := s.store.Return(ctx, scope, parcel, Settled{State: Returned, Why: WhyReturned, Code: code, At: now})
		met = n > 0
		return err
	})
	return met, err
}

// Next is when the next message of an institution is due, zero when none is.
func (s *Service) Next(ctx context.Context, scope domain.Scope) (at time.Time, err error) {
	err = s.desk.Read(ctx, scope, func(ctx context.Context) (err error) {
		at, err = s.store.NextDue(ctx, scope)
		return err
	})
	return at, err
}

// Wake asks for what is due to be sent now.
func (s *Service) Wake(ctx context.Context, scope domain.Scope) error {
	return s.desk.InTx(ctx, scope, func(ctx context.Context) error { return s.wake(ctx, scope, s.desk.Clock.Now()) })
}
