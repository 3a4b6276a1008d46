package meeting

import "krag/internal/domain/desk"

// Service keeps meetings: plan.go makes them, attendance.go says who came,
// today.go what the day asks for.
type Service struct {
	desk  *desk.Desk
	store Store
	waits waits
}

// New makes the service.
func New(d *desk.Desk, store Store) *Service { return &Service{desk: d, store: store} }
