package notify

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

const (
	maxSender  = 30
	maxPerHour = 100_000
	maxRounds  = 3
	keptFor    = 180 * 24 * time.Hour // the record of what was sent
)

// House gives how the institution sends.
func (s *Service) House(ctx context.Context, a authz.Actor) (h House, err error) {
	err = s.desk.View(ctx, a, ActHouse, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		h, err = s.store.House(ctx, a.Scope)
		return err
	})
	return h, err
}

// Check notes what is to be mended.
func (h House) Check() error {
	var p domain.Problems
	if !slices.Contains([]Mode{Live, Test, Mute}, h.Mode) {
		p.Add("mode", "tell.house.mode.missing")
	}
	checkRounds(&p, h.Rounds)
	if h.PerHour < 0 || h.PerHour > maxPerHour {
		p.Add("per_hour", "tell.house.limit.range", domain.Args{"max": maxPerHour})
	}
	if h.PartsEach < 0 || h.PartsEach > maxPerHour {
		p.Add("sms_parts", "tell.house.limit.range", domain.Args{"max": maxPerHour})
	}
	if utf8.RuneCountInString(h.Sender) > maxSender || strings.ContainsFunc(h.Sender, breaks) {
		p.Add("sender", "tell.house.sender.long", domain.Args{"max": maxSender})
	}
	return p.Err()
}

// breaks reports what may not stand in one line of a message.
func breaks(r rune) bool { return r < ' ' || r == 0x7f || r == '<' || r == '>' }

func checkRounds(p *domain.Problems, rounds []int) {
	if len(rounds) > maxRounds {
		p.Add("rounds", "tell.house.rounds.many", domain.Args{"max": maxRounds})
	}
	for _, r := range rounds {
		if !slices.Contains(RoundChoices, r) {
			p.Add("rounds", "error.form_unreadable")
		}
	}
}

// SaveHouse changes how the institution sends, by its version.
func (s *Service) SaveHouse(ctx context.Context, a authz.Actor, h House) error {
	h.Sender = strings.TrimSpace(h.Sender)
	if err := h.Check(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActHouse, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		was, err := s.store.House(ctx, a.Scope)
		if err != nil {
			return e, err
		}
		if was.same(h) { // the form was sent twice
			return e, nil
		}
		if err := s.store.SaveHouse(ctx, a.Scope, h); err != nil {
			return e, err
		}
		if err := s.wake(ctx, a.Scope, s.desk.Clock.Now()); err != nil {
			return e, err
		}
		return audit.On(a, ActHouse, "institution", a.Institution.UUID), nil
	})
}

func (h House) same(other House) bool {
	return h.Mode == other.Mode && h.From == other.From && h.Until == other.Until && slices.Equal(h.Rounds, other.Rounds) &&
		h.PerHour == other.PerHour && h.PartsEach == other.PartsEach && h.Sender == other.Sender && other.Version > 0
}

// Rounds gives the reminders of a group, and those of the house; own is nil when
// the group has none of its own.
func (s *Service) Rounds(ctx context.Context, a authz.Actor, id domain.GroupID) (own, house []int, err error) {
	err = s.desk.View(ctx, a, ActRounds, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) error {
		h, err := s.store.House(ctx, a.Scope)
		if err != nil {
			return err
		}
		house = h.Rounds
		own, err = s.store.Rounds(ctx, a.Scope, id)
		return err
	})
	return own, house, err
}

// SaveRounds chooses the reminders of a group; nil leaves it to the house.
func (s *Service) SaveRounds(ctx context.Context, a authz.Actor, id domain.GroupID, rounds []int) error {
	var p domain.Problems
	checkRounds(&p, rounds)
	if err := p.Err(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActRounds, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		was, err := s.store.Rounds(ctx, a.Scope, id)
		if err != nil || (was == nil) == (rounds == nil) && slices.Equal(was, rounds) {
			return e, err
		}
		return audit.On(a, ActRounds, "group", id.UUID).In(id), s.store.SaveRounds(ctx, a.Scope, id, rounds)
	})
}

// Sweep looks after what was left behind in an institution: what a worker that
// died left on its way, what waits though nobody was asked to send it, and the
// record that is older than it is kept.
func (s *Service) Sweep(ctx context.Context, scope domain.Scope) error {
	if _, err := s.Abandoned(ctx, scope); err != nil {
		return err
	}
	now := s.desk.Clock.Now()
	return s.desk.InTx(ctx, scope, func(ctx context.Context) error {
		at, err := s.store.NextDue(ctx, scope)
		if err == nil && !at.IsZero() {
			err = s.wake(ctx, scope, at)
		}
		if err != nil {
			return err
		}
		_, err = s.store.Sweep(ctx, scope, now.Add(-keptFor))
		return err
	})
}
