package notify

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Kept is a parcel that would have been sent.
type Kept struct {
	Party  domain.UUID
	Name   domain.Secret // of a person, empty of staff and once forgotten
	Parcel Parcel        // without calendar and expiry; of whoever is forgotten without words
	MadeAt time.Time
}

// Tried is the draft as others may read it: what would let somebody in, or end all
// messages, is left out. The words are as long as they come.
func (d Draft) Tried() Draft {
	if d.Token != "" {
		d.Token = elided
	}
	d.Contact.Stop = domain.NewSecret(elided)
	return d
}

// Keep puts a parcel where an institution looks at what it would have sent.
func (s *Service) Keep(ctx context.Context, d Draft, p Parcel) error {
	key, err := s.keys.Hold(ctx, d.Contact.ID())
	if err != nil {
		return err
	}
	now := s.desk.Clock.Now()
	return s.desk.InTx(ctx, d.Scope, func(ctx context.Context) error {
		return s.store.KeepTest(ctx, d.Scope, d.Contact.Party, p, now, key)
	})
}

// Tests lists what would have been sent. To where, is seen by whoever may see how
// people are reached, and of staff by nobody.
func (s *Service) Tests(ctx context.Context, a authz.Actor, page domain.Page) (l domain.Listed[Kept], err error) {
	err = s.desk.Look(ctx, a, ActTest, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if l, err = s.store.Tests(ctx, a.Scope, page); err != nil {
			return e, err
		}
		ids, people := make([]domain.UUID, len(l.Rows)), make([]Party, len(l.Rows))
		for i, k := range l.Rows {
			ids[i], people[i].Person = k.Party, domain.PersonID{UUID: k.Party}
		}
		names, err := s.store.Names(ctx, a.Scope, people)
		sees := s.desk.Policy.May(a, ActContactShow)
		for i, k := range l.Rows {
			name, person := names[k.Party]
			if l.Rows[i].Name = name; !sees || !person {
				l.Rows[i].Parcel.To = domain.Secret{}
			}
		}
		return audit.On(a, ActTest, "person", ids...), err
	})
	return l, err
}
