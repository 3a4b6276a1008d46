package notify

import (
	"context"
	"time"

	"krag/internal/domain"
)

// PlanEvery is how often reminders are planned.
const PlanEvery = 10 * time.Minute

const (
	lookAhead = 2 * PlanEvery // reminders due within it are planned now
	atOnce    = 2000          // messages put in by one transaction
)

// Plan plans the reminders of an institution that are due soon, of keys that the
// staff give back tomorrow, of those that somebody needs to open or does not need any
// more, of turns at meetings, and of letters that wait, and gives how many are new. It reads first and writes only what is missing, so that a quiet
// hour costs one look at the meetings ahead.
func (s *Service) Plan(ctx context.Context, scope domain.Scope) (made int, err error) {
	now := s.desk.Clock.Now()
	var fresh []Message
	err = s.desk.Read(ctx, scope, func(ctx context.Context) (err error) {
		if fresh, err = s.missing(ctx, scope, now); err != nil {
			return err
		}
		for _, others := range []func(context.Context, domain.Scope, time.Time) ([]Message, error){s.keysBack, s.keysToOpen, s.turns, s.lettersCame} {
			more, err := others(ctx, scope, now)
			if err != nil {
				return err
			}
			fresh = append(fresh, more...)
		}
		return nil
	})
	for len(fresh) > 0 && err == nil {
		part := fresh[:min(atOnce, len(fresh))]
		fresh = fresh[len(part):]
		var n int
		n, err = s.add(ctx, scope, part)
		made += n
	}
	return made, err
}

func (s *Service) add(ctx context.Context, scope domain.Scope, all []Message) (made int, err error) {
	err = s.desk.InTx(ctx, scope, func(ctx context.Context) (err error) {
		if made, err = s.store.Insert(ctx, scope, all); err != nil || made == 0 {
			return err
		}
		minutes := map[int64]bool{}
		for _, m := range all {
			if at := m.DueAt.Unix() / 60; !minutes[at] {
				minutes[at] = true
				if err := s.wake(ctx, scope, m.DueAt); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return made, err
}

// missing are the reminders that should be planned and are not.
func (s *Service) missing(ctx context.Context, scope domain.Scope, now time.Time) (fresh []Message, err error) {
	house, err := s.store.House(ctx, scope)
	if err != nil || house.Mode == Mute {
		return nil, err
	}
	longest := time.Duration(RoundChoices[0]) * time.Minute
	ahead, err := s.store.Ahead(ctx, scope, now, now.Add(longest+lookAhead))
	if err != nil {
		return nil, err
	}
	near := map[domain.MeetingID]Ahead{}
	var meetings []Ahead
	var about []domain.UUID
	for _, a := range ahead {
		if _, soon := latest(a.Starts, RoundChoices, now); soon {
			near[a.Meeting] = a
			meetings, about = append(meetings, a), append(about, a.Meeting.UUID)
		}
	}
	if len(meetings) == 0 {
		return nil, nil
	}
	known, err := s.store.Known(ctx, scope, Reminder, about)
	if err != nil {
		return nil, err
	}
	err = s.store.Reachable(ctx, scope, meetings, func(r Reach) {
		if m, ok := near[r.Meeting].remind(r, house, now); ok && !known[Key{m.About, r.Person.UUID, m.Round}] {
			fresh = append(fresh, m)
		}
	})
	return fresh, err
}

// remind is the reminder of a meeting that somebody should have by now.
func (a Ahead) remind(r Reach, house House, now time.Time) (Message, bool) {
	rounds := r.Reminders
	if rounds == nil {
		rounds = a.Rounds
	}
	if rounds == nil {
		rounds = house.Rounds
	}
	round, ok := latest(a.Starts, rounds, now)
	due := a.Starts.Add(-time.Duration(round) * time.Minute)
	if !ok || due.Before(r.Since) { // nobody wished it when it was due
		return Message{}, false
	}
	return Message{
		ID: domain.NewID[domain.MessageID](), Party: Party{Person: r.Person}, Kind: Reminder, About: a.Meeting.UUID,
		Round: int64(round), State: Planned, DueAt: due, ExpiresAt: a.Starts, MadeAt: now,
	}, true
}

// latest is the round due last, of those due by now or soon. One that is late by
// half of its time is passed by: what was down so long says nothing a day after,
// when a later round may say it in time.
func latest(starts time.Time, rounds []int, now time.Time) (round int, ok bool) {
	for _, r := range rounds {
		before := time.Duration(r) * time.Minute
		due := starts.Add(-before)
		if due.After(now.Add(lookAhead)) || due.Add(before/2).Before(now) {
			continue
		}
		if !ok || r < round {
			round, ok = r, true
		}
	}
	return round, ok
}
