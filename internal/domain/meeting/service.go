package meeting

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/desk"
)

// Service keeps meetings: plan.go makes them, attendance.go says who came,
// today.go what the day asks for.
type Service struct {
	desk   *desk.Desk
	store  Store
	ear    Ear
	waits  desk.Kept[waits]
	agenda desk.Kept[agenda]
}

// Ear hears of meetings that are not as they were, so that whoever would come can
// be told. It is called inside the transaction of the change, after it, with the
// meetings as they were before; they were not held.
type Ear interface {
	Heard(ctx context.Context, scope domain.Scope, were ...Meeting) error
}

// Deaf is an ear that hears nothing.
type Deaf struct{}

// Heard does nothing.
func (Deaf) Heard(context.Context, domain.Scope, ...Meeting) error { return nil }

// New makes the service.
func New(d *desk.Desk, store Store, ear Ear) *Service {
	return &Service{desk: d, store: store, ear: ear}
}
