package institution

import (
	"context"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// Strategy is a municipal strategy that a programme belongs to.
type Strategy struct {
	ID         domain.StrategyID
	Programme  domain.ProgrammeID
	Title      string
	From, To   int // years, 0 when not known
	Note       string
	Attachment domain.AttachmentID // the strategy itself, zero when it is not here
	MadeAt     time.Time
	Version    int64
}

// NewStrategy is a strategy to be noted or changed. ID comes from the form.
type NewStrategy struct {
	ID         domain.StrategyID
	Programme  domain.ProgrammeID
	Title      string
	From, To   int
	Note       string
	Attachment domain.AttachmentID
}

// Check notes what is to be mended.
func (n NewStrategy) Check() error {
	var p domain.Problems
	if !between(n.Title, 1, maxName) {
		p.Add("title", "strategy.title.missing", domain.Args{"max": maxName})
	}
	checkYear(&p, "from", n.From)
	checkYear(&p, "to", n.To)
	if n.From > 0 && n.To > 0 && n.To < n.From {
		p.Add("to", "strategy.years.order")
	}
	checkLength(&p, "note", n.Note, maxItem)
	return p.Err()
}

func checkYear(p *domain.Problems, field string, year int) {
	if year != 0 && domain.CheckYear(year) != nil {
		p.Add(field, "strategy.years.range", domain.Years())
	}
}

func (n NewStrategy) strategy() Strategy {
	return Strategy{
		ID: n.ID, Programme: n.Programme, Title: strings.TrimSpace(n.Title), From: n.From, To: n.To,
		Note: strings.TrimSpace(n.Note), Attachment: n.Attachment, Version: 1,
	}
}

// AddStrategy notes a strategy; a second sending of the form changes nothing.
func (s *Service) AddStrategy(ctx context.Context, a authz.Actor, n NewStrategy) error {
	if err := n.Check(); err != nil {
		return err
	}
	made := n.strategy()
	made.MadeAt = s.desk.Clock.Now()
	return s.write(ctx, a, "strategy", n.ID.UUID, func(ctx context.Context) (bool, error) {
		if err := s.ownFile(ctx, a, n); err != nil {
			return false, err
		}
		return s.store.InsertStrategy(ctx, a.Scope, made)
	})
}

// EditStrategy changes a strategy; version is the one the form showed.
func (s *Service) EditStrategy(ctx context.Context, a authz.Actor, n NewStrategy, version int64) error {
	if err := n.Check(); err != nil {
		return err
	}
	changed := n.strategy()
	changed.Version = version
	return s.write(ctx, a, "strategy", n.ID.UUID, func(ctx context.Context) (bool, error) {
		if err := s.ownFile(ctx, a, n); err != nil {
			return false, err
		}
		return true, s.store.UpdateStrategy(ctx, a.Scope, changed)
	})
}

// ownFile asks that the file of a strategy is one of its programme.
func (s *Service) ownFile(ctx context.Context, a authz.Actor, n NewStrategy) error {
	if n.Attachment.IsZero() {
		return nil
	}
	of, err := s.store.AttachmentOwner(ctx, a.Scope, n.Attachment)
	if err == nil && of == n.Programme || err != nil && domain.KindOf(err) != domain.KindNotFound {
		return err
	}
	var p domain.Problems
	p.Add("attachment", "strategy.attachment.unknown")
	return p
}

// DeleteStrategy removes a strategy; its file stays among the attachments.
// One that is gone already is no error.
func (s *Service) DeleteStrategy(ctx context.Context, a authz.Actor, id domain.StrategyID, version int64) error {
	return s.remove(ctx, a, "strategy", id.UUID, func(ctx context.Context) error {
		return s.store.DeleteStrategy(ctx, a.Scope, id, version)
	})
}

// Strategy gives one strategy.
func (s *Service) Strategy(ctx context.Context, a authz.Actor, id domain.StrategyID) (one Strategy, err error) {
	err = s.desk.View(ctx, a, ActProgrammeShow, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		one, err = s.store.Strategy(ctx, a.Scope, id)
		return err
	})
	return one, err
}
