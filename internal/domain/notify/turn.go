package notify

import (
	"context"
	"time"

	"krag/internal/domain"
)

// turnQuiet is for how long nobody is told of a turn: what is given and taken back
// within it was a slip. Of a meeting that is near it is told at once.
const (
	turnQuiet = 30 * time.Minute
	turnNear  = 3 * time.Hour
)

// again is what the round of a message about a turn rises by each time that
// somebody is given one which they gave back themselves before.
const again = 1 << 20

// TurnNews is what somebody has to be told of their turns at a meeting.
type TurnNews struct {
	Meeting domain.UUID
	Party   Party
	Given   bool // somebody gave them one; otherwise somebody took it
	Since   time.Time
	Round   int64     // how often they gave it back themselves before
	Starts  time.Time // UTC
}

// ripe reports whether it is time to tell.
func (n TurnNews) ripe(now time.Time) bool {
	return !now.Before(n.Since.Add(turnQuiet)) || n.Starts.Sub(now) < turnNear
}

// turns are the messages to whoever was given a turn by somebody else, and to
// whoever was told so and has it no more. Where a meeting is moved or called off,
// the turn needs no word of its own: everybody who belongs hears of that.
func (s *Service) turns(ctx context.Context, scope domain.Scope, now time.Time) (fresh []Message, err error) {
	house, err := s.store.House(ctx, scope)
	if err != nil || house.Mode == Mute {
		return nil, err
	}
	news, err := s.store.TurnNews(ctx, scope, now)
	if err != nil || len(news) == 0 {
		return nil, err
	}
	var about []domain.UUID
	for _, n := range news {
		about = append(about, n.Meeting)
	}
	before, err := s.store.TurnsTold(ctx, scope, about)
	if err != nil {
		return nil, err
	}
	for _, n := range news {
		if !n.ripe(now) {
			continue
		}
		given, off := n.told(before)
		if m, ok := n.message(given, off, now); ok {
			fresh = append(fresh, m)
		}
	}
	return fresh, nil
}

// told are the last messages of these news: that there is a turn, and that it is
// there no more.
func (n TurnNews) told(all []Message) (given, off *Message) {
	for i, m := range all {
		if m.About != n.Meeting || m.Party != n.Party || m.Round/again != n.Round {
			continue
		}
		switch {
		case m.Kind == TurnGiven && (given == nil || given.Round < m.Round):
			given = &all[i]
		case m.Kind == TurnOff && (off == nil || off.Round < m.Round):
			off = &all[i]
		}
	}
	if off != nil && given != nil && off.Round < given.Round {
		off = nil
	}
	return given, off
}

func (n TurnNews) message(given, off *Message, now time.Time) (Message, bool) {
	m := Message{
		ID: domain.NewID[domain.MessageID](), Party: n.Party, Kind: TurnGiven, About: n.Meeting, Round: n.Round * again,
		State: Planned, DueAt: now, ExpiresAt: n.Starts, MadeAt: now,
	}
	switch {
	case n.Given && given == nil:
		return m, true
	case n.Given && off != nil && off.known():
		m.Round = given.Round + 1
		return m, true
	case !n.Given && given != nil && given.known() && off == nil:
		m.Kind, m.Round, m.Was = TurnOff, given.Round, given.Said
		return m, true
	}
	return m, false
}
