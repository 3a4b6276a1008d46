package notify

import (
	"context"
	"time"

	"krag/internal/domain"
)

// keysBack are the messages to whoever of the staff has a key that is due
// tomorrow. A loan that is prolonged is told of again, for its other day.
func (s *Service) keysBack(ctx context.Context, scope domain.Scope, now time.Time) (fresh []Message, err error) {
	house, err := s.store.House(ctx, scope)
	if err != nil || house.Mode == Mute {
		return nil, err
	}
	day := domain.DateOf(now, house.Zone).AddDays(1)
	due, err := s.store.KeysBack(ctx, scope, day)
	if err != nil || len(due) == 0 {
		return nil, err
	}
	var about []domain.UUID
	for loan := range due {
		about = append(about, loan)
	}
	known, err := s.store.Known(ctx, scope, KeyBack, about)
	round := day.Time(house.Zone).Unix() / 60
	for loan, p := range due {
		if known[Key{loan, p.ID(), round}] {
			continue
		}
		fresh = append(fresh, Message{
			ID: domain.NewID[domain.MessageID](), Party: p, Kind: KeyBack, About: loan, Round: round, State: Planned,
			DueAt: now, ExpiresAt: day.AddDays(1).Time(house.Zone).UTC(), MadeAt: now,
		})
	}
	return fresh, err
}

// Fetch is a key that somebody needs to open what is booked.
type Fetch struct {
	Booking domain.UUID
	Party   Party
	Starts  time.Time // UTC
}

// anew is what the round of a message about opening rises by each time that an
// hour is told anew which had been called off for the party. What is below it is
// the hour, in minutes since 1970.
const anew = 1 << 32

// Opens is the minute at which begins what a message about opening is about.
func (t Topic) Opens() int64 { return t.Round % anew }

// unlocking is an hour of a booking at which a party opens.
type unlocking struct {
	booking domain.UUID
	party   domain.UUID
	minute  int64
}

func (m Message) unlocking() unlocking {
	return unlocking{m.About, m.Party.ID(), m.Topic().Opens()}
}

// told is what was written of an unlocking last: that a key is to be fetched, and
// perhaps that it is not any more.
type told struct {
	fetch, off *Message
}

// mostAnew is how often an hour is told anew: who opens changes a few times at most.
const mostAnew = 20

// top is the round of what was written last.
func (t told) top() int64 {
	if t.off != nil && t.off.Round > t.fetch.Round {
		return t.off.Round
	}
	return t.fetch.Round
}

// again reports whether it may be told once more.
func (t told) again() bool { return t.top()/anew < mostAnew }

// keysToOpen are the messages to whoever opens for what is booked until the end of
// tomorrow, and to whoever was told so and does not have to any more. Who is named
// later is told then, and what is moved is told of again, for its other hour.
func (s *Service) keysToOpen(ctx context.Context, scope domain.Scope, now time.Time) (fresh []Message, err error) {
	house, err := s.store.House(ctx, scope)
	if err != nil || house.Mode == Mute {
		return nil, err
	}
	until := domain.DateOf(now, house.Zone).AddDays(2).Time(house.Zone)
	all, err := s.store.KeysToFetch(ctx, scope, now, until)
	if err != nil {
		return nil, err
	}
	before, err := s.store.KeysTold(ctx, scope, now)
	if err != nil {
		return nil, err
	}
	last := lastTold(before)
	for _, f := range all {
		m := f.message(now)
		switch l := last[m.unlocking()]; {
		case l.fetch == nil:
			fresh = append(fresh, m)
		case (l.off != nil && l.off.known() || l.fetch.overtaken()) && l.again():
			m.Round = l.top() + anew
			fresh = append(fresh, m)
		}
		delete(last, m.unlocking())
	}
	for _, l := range last { // nobody opens then, or somebody else
		if l.fetch == nil || !l.fetch.known() || !l.fetch.ExpiresAt.Before(until) {
			continue
		}
		switch m := l.fetch.calledOff(now); {
		case l.off == nil:
			fresh = append(fresh, m)
		case l.off.overtaken() && l.again():
			m.Round = l.top() + anew
			fresh = append(fresh, m)
		}
	}
	return fresh, nil
}

// lastTold gives the last round of each unlocking.
func lastTold(all []Message) map[unlocking]told {
	last := map[unlocking]told{}
	for _, m := range all {
		l := last[m.unlocking()]
		switch at := &m; {
		case m.Kind == KeyFetch && (l.fetch == nil || l.fetch.Round < m.Round):
			l.fetch = at
			if l.off != nil && l.off.Round < m.Round {
				l.off = nil
			}
		case m.Kind == KeyOff && (l.fetch == nil || l.fetch.Round <= m.Round) && (l.off == nil || l.off.Round < m.Round):
			l.off = at
		}
		last[m.unlocking()] = l
	}
	return last
}

func (f Fetch) message(now time.Time) Message {
	return Message{
		ID: domain.NewID[domain.MessageID](), Party: f.Party, Kind: KeyFetch, About: f.Booking, Round: f.Starts.Unix() / 60,
		State: Planned, DueAt: now, ExpiresAt: f.Starts, MadeAt: now,
	}
}

// calledOff says of an unlocking that the party does not have to come.
func (m Message) calledOff(now time.Time) Message {
	return Message{
		ID: domain.NewID[domain.MessageID](), Party: m.Party, Kind: KeyOff, About: m.About, Round: m.Round, Was: m.Said,
		State: Planned, DueAt: now, ExpiresAt: m.ExpiresAt, MadeAt: now,
	}
}

// overtaken reports whether a message was dropped because it was not so any more
// when it would have left: what it says may be so again.
func (m Message) overtaken() bool {
	return m.State == Dropped && (m.Why == WhyLeft || m.Why == WhyOver)
}

// known reports whether the party may know what a message says.
func (m Message) known() bool {
	return m.State == Leaving || m.State == Sent || m.State == Unsure || m.State == Told
}
