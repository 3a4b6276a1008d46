package room

import (
	"context"
	"errors"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// ErrTaken is what the store says when the database refused an overlap.
var ErrTaken = errors.New("room: taken")

// Guard is asked before hours are taken or moved, and answers with the days it
// does not allow. Its no looks like any other booking's: Busy.
type Guard interface {
	Refuses(ctx context.Context, scope domain.Scope, ask Ask) ([]domain.Date, error)
}

// Ask is what the guard is asked about.
type Ask struct {
	Group domain.GroupID // zero for what is no meeting
	Rooms []domain.ResourceID
	Slots []Slot
}

// NoGuard allows everything.
type NoGuard struct{}

// Refuses nothing.
func (NoGuard) Refuses(context.Context, domain.Scope, Ask) ([]domain.Date, error) { return nil, nil }

// Bell rings for whoever booked when somebody else answered, or when an hour came
// free that they wait for. It is called inside the transaction, which may be of
// another institution; holder is the one that booked.
type Bell interface {
	Rang(ctx context.Context, holder domain.Scope, booking domain.BookingID) error
}

// NoBell never rings.
type NoBell struct{}

// Rang does nothing.
func (NoBell) Rang(context.Context, domain.Scope, domain.BookingID) error { return nil }

// Service lends rooms: book.go takes hours, change.go gives them back, offer.go
// finds others.
type Service struct {
	desk  *desk.Desk
	store Store
	guard Guard
	bell  Bell
	seen  seen
}

// New makes the service.
func New(d *desk.Desk, store Store, guard Guard, bell Bell) *Service {
	return &Service{desk: d, store: store, guard: guard, bell: bell}
}

// may is the action a booking needs: what is no meeting of a group is staff's.
func may(p Purpose) authz.Action {
	if p == ForMeeting {
		return ActBook
	}
	return ActEvent
}

func today(now time.Time, zone *time.Location) domain.Date { return domain.DateOf(now, zone) }
