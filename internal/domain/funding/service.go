package funding

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Service keeps the money of programmes.
type Service struct {
	desk  *desk.Desk
	store Store
}

// New makes the service.
func New(d *desk.Desk, store Store) *Service { return &Service{d, store} }

const (
	maxText = 300
	// MaxAmount is the largest amount a form takes: a hundred million złoty.
	MaxAmount = domain.Grosze(100_000_000_00)
)

// NewCost is a cost to be noted or changed. ID comes from the form.
type NewCost struct {
	ID        domain.CostID
	Programme domain.ProgrammeID
	Item      string
	Category  Category
	Amount    domain.Grosze
	Fund      domain.FundID
	Note      string
}

// Check notes what is to be mended.
func (n NewCost) Check() error {
	var p domain.Problems
	text(&p, "item", n.Item, 1)
	text(&p, "note", n.Note, 0)
	if !slices.Contains(Categories, n.Category) {
		p.Add("category", "cost.category.missing")
	}
	amount(&p, n.Amount)
	return p.Err()
}

func text(p *domain.Problems, field, s string, least int) {
	switch l := utf8.RuneCountInString(strings.TrimSpace(s)); {
	case l < least:
		p.Add(field, "cost."+field+".missing")
	case l > maxText:
		p.Add(field, "field.long", domain.Args{"max": maxText})
	}
}

func amount(p *domain.Problems, g domain.Grosze) {
	if g < 0 || g > MaxAmount {
		p.Add("amount", "cost.amount.range")
	}
}

func (n NewCost) cost() Cost {
	return Cost{
		ID: n.ID, Programme: n.Programme, Item: strings.TrimSpace(n.Item), Category: n.Category,
		Amount: n.Amount, Fund: n.Fund, Note: strings.TrimSpace(n.Note), Version: 1,
	}
}

// Ledger gives all the money of a programme.
func (s *Service) Ledger(ctx context.Context, a authz.Actor, id domain.ProgrammeID) (l Ledger, err error) {
	err = s.desk.View(ctx, a, ActList, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		if l.Costs, err = s.store.Costs(ctx, a.Scope, id); err != nil {
			return err
		}
		l.Funds, err = s.store.Funds(ctx, a.Scope, id)
		return err
	})
	l.Total, l.ByCategory = Total(l.Costs)
	return l, err
}

// Cost gives one cost.
func (s *Service) Cost(ctx context.Context, a authz.Actor, id domain.CostID) (c Cost, err error) {
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		c, err = s.store.Cost(ctx, a.Scope, id)
		return err
	})
	return c, err
}

// AddCost notes a cost; a second sending of the form changes nothing.
func (s *Service) AddCost(ctx context.Context, a authz.Actor, n NewCost) error {
	if err := n.Check(); err != nil {
		return err
	}
	c := n.cost()
	c.MadeAt = s.desk.Clock.Now()
	return s.change(ctx, a, "cost", n.ID.UUID, func(ctx context.Context) (bool, error) {
		if err := s.ownFund(ctx, a, c); err != nil {
			return false, err
		}
		return s.store.InsertCost(ctx, a.Scope, c)
	})
}

// ownFund asks that a cost is paid from its own programme's money.
func (s *Service) ownFund(ctx context.Context, a authz.Actor, c Cost) error {
	if c.Fund.IsZero() {
		return nil
	}
	f, err := s.store.Fund(ctx, a.Scope, c.Fund)
	if err != nil && domain.KindOf(err) != domain.KindNotFound {
		return err
	}
	if err == nil && f.Programme == c.Programme {
		return nil
	}
	var p domain.Problems
	p.Add("fund", "cost.fund.unknown")
	return p
}

// EditCost changes a cost; version is the one the form showed.
func (s *Service) EditCost(ctx context.Context, a authz.Actor, n NewCost, version int64) error {
	if err := n.Check(); err != nil {
		return err
	}
	c := n.cost()
	c.Version = version
	return s.change(ctx, a, "cost", n.ID.UUID, func(ctx context.Context) (bool, error) {
		if err := s.ownFund(ctx, a, c); err != nil {
			return false, err
		}
		return true, s.store.UpdateCost(ctx, a.Scope, c)
	})
}

// DeleteCost removes a cost noted by mistake; one that is gone is no error.
func (s *Service) DeleteCost(ctx context.Context, a authz.Actor, id domain.CostID, version int64) error {
	return s.change(ctx, a, "cost", id.UUID, func(ctx context.Context) (bool, error) {
		return gone(s.store.DeleteCost(ctx, a.Scope, id, version))
	})
}

func gone(err error) (changed bool, _ error) {
	if domain.KindOf(err) == domain.KindNotFound {
		return false, nil
	}
	return true, err
}

func (s *Service) change(ctx context.Context, a authz.Actor, kind string, id domain.UUID, fn func(context.Context) (bool, error)) error {
	return s.desk.Change(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		changed, err := fn(ctx)
		if err != nil || !changed {
			return e, err
		}
		return audit.On(a, ActEdit, kind, id), nil
	})
}

// NewFund is a source of money to be noted or changed. ID comes from the form.
type NewFund struct {
	ID        domain.FundID
	Programme domain.ProgrammeID
	Funder    string
	For       string
	Granted   bool
	Amount    domain.Grosze
}

// Check notes what is to be mended.
func (n NewFund) Check() error {
	var p domain.Problems
	text(&p, "funder", n.Funder, 1)
	text(&p, "for", n.For, 0)
	amount(&p, n.Amount)
	return p.Err()
}

func (n NewFund) fund() Fund {
	return Fund{
		ID: n.ID, Programme: n.Programme, Funder: strings.TrimSpace(n.Funder), For: strings.TrimSpace(n.For),
		Granted: n.Granted, Amount: n.Amount, Version: 1,
	}
}

// Fund gives one source of money.
func (s *Service) Fund(ctx context.Context, a authz.Actor, id domain.FundID) (f Fund, err error) {
	err = s.desk.View(ctx, a, ActEdit, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		f, err = s.store.Fund(ctx, a.Scope, id)
		return err
	})
	return f, err
}

// AddFund notes a source of money; a second sending changes nothing.
func (s *Service) AddFund(ctx context.Context, a authz.Actor, n NewFund) error {
	if err := n.Check(); err != nil {
		return err
	}
	f := n.fund()
	f.MadeAt = s.desk.Clock.Now()
	return s.change(ctx, a, "fund", n.ID.UUID, func(ctx context.Context) (bool, error) {
		return s.store.InsertFund(ctx, a.Scope, f)
	})
}

// EditFund changes a source of money; version is the one the form showed.
func (s *Service) EditFund(ctx context.Context, a authz.Actor, n NewFund, version int64) error {
	if err := n.Check(); err != nil {
		return err
	}
	f := n.fund()
	f.Version = version
	return s.change(ctx, a, "fund", n.ID.UUID, func(ctx context.Context) (bool, error) {
		return true, s.store.UpdateFund(ctx, a.Scope, f)
	})
}

// DeleteFund removes a source of money; its costs stay without one.
func (s *Service) DeleteFund(ctx context.Context, a authz.Actor, id domain.FundID, version int64) error {
	return s.change(ctx, a, "fund", id.UUID, func(ctx context.Context) (bool, error) {
		return gone(s.store.DeleteFund(ctx, a.Scope, id, version))
	})
}
