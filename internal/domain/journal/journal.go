// Package journal lets a manager read who looked at what and who changed
// what. It writes nothing; that is the desk's work.
package journal

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// ActRead is the one action of this area.
const ActRead authz.Action = "journal.read"

// Rules say who may do it.
var Rules = []authz.Rule{
	{Action: ActRead, Who: map[authz.Role]authz.Reach{authz.Manager: authz.Institution}, Why: "whoever answers for the institution can see who looked at whom"},
}

// Store reads the chain of the transaction's institution.
type Store interface {
	Links(ctx context.Context, f audit.Filter, page domain.Page) (domain.Listed[audit.Link], error)
	Head(ctx context.Context) (audit.Head, error)
}

// Service reads the journal.
type Service struct {
	desk  *desk.Desk
	store Store
}

// New makes the service.
func New(d *desk.Desk, store Store) *Service { return &Service{d, store} }

// MostExported is how many records one file may hold.
const MostExported = 20_000

// Export gives every record that the filter picks, the newest first. More
// than MostExported is a KindConflict: a shorter time has to be chosen.
func (s *Service) Export(ctx context.Context, a authz.Actor, f audit.Filter) (all []audit.Link, err error) {
	err = s.desk.Look(ctx, a, ActRead, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		all, err = s.every(ctx, f)
		return audit.On(a, ActRead, "journal"), err
	})
	return all, err
}

func (s *Service) every(ctx context.Context, f audit.Filter) (all []audit.Link, err error) {
	for page := (domain.Page{Number: 1}); ; page.Number++ {
		l, err := s.store.Links(ctx, f, page)
		if err != nil {
			return nil, err
		}
		if l.Total > MostExported {
			return nil, domain.Conflict("journal.export.long").With(domain.Args{"max": MostExported})
		}
		all = append(all, l.Rows...)
		if page.Number >= l.Pages() {
			return all, nil
		}
	}
}

// Read gives one page of the journal, the newest first, and the head of the
// chain, which a printout carries so that rewriting shows later. Reading the
// journal is itself written down.
func (s *Service) Read(ctx context.Context, a authz.Actor, f audit.Filter, page domain.Page) (l domain.Listed[audit.Link], head audit.Head, err error) {
	err = s.desk.Look(ctx, a, ActRead, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if l, err = s.store.Links(ctx, f, page); err != nil {
			return e, err
		}
		head, err = s.store.Head(ctx)
		return audit.On(a, ActRead, "journal"), err
	})
	return l, head, err
}
