package notify

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// The bounds of what an institution chooses.
const (
	MaxSender = 30      // characters
	MaxLimit  = 100_000 // messages an hour, pieces of SMS a month
	maxRounds = 3
)

const keptFor = 180 * 24 * time.Hour // the record of what was sent

// lateFor is how long what nobody told in time stays on the list, to be seen.
const lateFor = 24 * time.Hour

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
	if h.PerHour < 0 || h.PerHour > MaxLimit {
		p.Add("per_hour", "tell.house.limit.range", domain.Args{"max": MaxLimit})
	}
	if h.PartsEach < 0 || h.PartsEach > MaxLimit {
		p.Add("sms_parts", "tell.house.limit.range", domain.Args{"max": MaxLimit})
	}
	if utf8.RuneCountInString(h.Sender) > MaxSender || strings.ContainsFunc(h.Sender, breaks) {
		p.Add("sender", "tell.house.sender.long", domain.Args{"max": MaxSender})
	}
	return p.Err()
}

// breaks reports what may not stand in one line of a message: what ends it, what
// some programs take for markup, and what nobody sees.
func breaks(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r == '<' || r == '>'
}

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
		if was.Version > 0 && was.same(h) { // the form was sent twice
			return e, nil
		}
		if err := s.neutral(ctx, a.Scope, h.Sender); err != nil {
			return e, err
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

// neutral refuses a sender that says on a locked screen what somebody belongs to.
func (s *Service) neutral(ctx context.Context, scope domain.Scope, sender string) error {
	banned, err := s.store.Banned(ctx, scope)
	if err != nil {
		return err
	}
	var p domain.Problems
	if word := forbidden(sender, banned); word != "" {
		p.Add("sender", "tell.wording.forbidden", domain.Args{"word": word})
	}
	return p.Err()
}

func (h House) same(other House) bool {
	return h.Mode == other.Mode && h.From == other.From && h.Until == other.Until && slices.Equal(h.Rounds, other.Rounds) &&
		h.PerHour == other.PerHour && h.PartsEach == other.PartsEach && h.Sender == other.Sender
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
		saved, err := s.store.SaveRounds(ctx, a.Scope, id, rounds)
		if err != nil || !saved { // somebody did the same meanwhile
			return e, err
		}
		return audit.On(a, ActRounds, "group", id.UUID).In(id), nil
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
		if err := s.store.Late(ctx, scope, now.Add(-lateFor), now); err != nil {
			return err
		}
		_, err = s.store.Sweep(ctx, scope, now.Add(-keptFor))
		return err
	})
}
