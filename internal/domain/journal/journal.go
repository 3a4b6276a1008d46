// Package journal lets a manager read who looked at what and who changed
// what. It writes nothing; that is the desk's work.
package journal

import (
	"context"
	"iter"

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
	LinksBefore(ctx context.Context, f audit.Filter, seq int64, most int) ([]audit.Link, error)
	Head(ctx context.Context) (audit.Head, error)
}

// Service reads the journal.
type Service struct {
	desk  *desk.Desk
	store Store
}

// New makes the service.
func New(d *desk.Desk, store Store) *Service { return &Service{d, store} }

// batch is how many records an export holds in memory at once.
const batch = 500

// Export gives every record that the filter picks, the newest first, as the
// chain was when it was asked for: a chain only grows, so what is written
// meanwhile stands above its head of then. The records are read batch by
// batch as they are taken, and no transaction waits for whoever takes them. An
// error is the last thing given.
func (s *Service) Export(ctx context.Context, a authz.Actor, f audit.Filter) (iter.Seq2[audit.Link, error], error) {
	var head audit.Head
	err := s.desk.Look(ctx, a, ActRead, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		head, err = s.store.Head(ctx)
		return audit.On(a, ActRead, "journal"), err
	})
	return s.downFrom(ctx, a.Scope, f, head.Seq+1), err
}

func (s *Service) downFrom(ctx context.Context, scope domain.Scope, f audit.Filter, seq int64) iter.Seq2[audit.Link, error] {
	return func(yield func(audit.Link, error) bool) {
		for before, more := seq, true; more; {
			var links []audit.Link
			err := s.desk.Read(ctx, scope, func(ctx context.Context) (err error) {
				links, err = s.store.LinksBefore(ctx, f, before, batch)
				return err
			})
			if err != nil {
				yield(audit.Link{}, err)
				return
			}
			for _, l := range links {
				if !yield(l, nil) {
					return
				}
				before = l.Seq
			}
			more = len(links) == batch
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
