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
	Parcel Parcel // without calendar and expiry
	MadeAt time.Time
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

// Tests lists what would have been sent.
func (s *Service) Tests(ctx context.Context, a authz.Actor, page domain.Page) (l domain.Listed[Kept], err error) {
	err = s.desk.Look(ctx, a, ActTest, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		l, err = s.store.Tests(ctx, a.Scope, page)
		ids := make([]domain.UUID, len(l.Rows))
		for i, k := range l.Rows {
			ids[i] = k.Party
		}
		return audit.On(a, ActTest, "person", ids...), err
	})
	return l, err
}
