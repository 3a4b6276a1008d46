package mutual

import (
	"context"
	"time"

	"krag/internal/domain"
)

// VentureStore keeps ventures with their tasks, in the scope of one institution.
// What is not there is KindNotFound; a version that is not the stored one is
// KindStale.
type VentureStore interface {
	// InsertVenture reports false when the id is already there.
	InsertVenture(ctx context.Context, scope domain.Scope, v Venture, key domain.Key, at time.Time) (bool, error)
	// UpdateVenture changes the words and the days, by the version.
	UpdateVenture(ctx context.Context, scope domain.Scope, v Venture, key domain.Key) error
	// MoveVenture changes the state with its days, by the version, and of what ends
	// the result.
	MoveVenture(ctx context.Context, scope domain.Scope, v Venture, key domain.Key) error
	// VentureStands gives one of a group's as it stands, without words and tasks: a
	// transaction that writes asks for no keys.
	VentureStands(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.VentureID) (Venture, error)
	// Venture gives one of a group's with its tasks, unsealed.
	Venture(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.VentureID) (Venture, error)
	// OpenVentures lists those of a group that have not ended, in the order in
	// which they were written down; EndedVentures a page of the others, the last
	// first.
	OpenVentures(ctx context.Context, scope domain.Scope, group domain.GroupID) ([]Venture, error)
	EndedVentures(ctx context.Context, scope domain.Scope, group domain.GroupID, p domain.Page) ([]Venture, error)
	// CountVentures counts a group's by their states.
	CountVentures(ctx context.Context, scope domain.Scope, group domain.GroupID) (map[VentureState]int, error)

	// InsertVentureTask reports false when the id is already there.
	InsertVentureTask(ctx context.Context, scope domain.Scope, of domain.VentureID, t Task, key domain.Key) (bool, error)
	// UpdateVentureTask changes the words, the person and the day, by the version.
	UpdateVentureTask(ctx context.Context, scope domain.Scope, of domain.VentureID, t Task, key domain.Key) error
	// GiveVentureTask changes whose a task is, and TickVentureTask whether it is
	// done, and reports whether that was news.
	GiveVentureTask(ctx context.Context, scope domain.Scope, of domain.VentureID, id domain.TaskID, who domain.PersonID) error
	TickVentureTask(ctx context.Context, scope domain.Scope, of domain.VentureID, id domain.TaskID, on domain.Date) (bool, error)
	// DropVentureTask reports whether there was one.
	DropVentureTask(ctx context.Context, scope domain.Scope, of domain.VentureID, id domain.TaskID) (bool, error)
	// TaskStands gives one of a venture's without its words.
	TaskStands(ctx context.Context, scope domain.Scope, of domain.VentureID, id domain.TaskID) (Task, error)
	CountVentureTasks(ctx context.Context, scope domain.Scope, of domain.VentureID) (int, error)

	// LeaveVentures frees what somebody had taken in a group, or with the zero
	// GroupID in all; CloseVentures what anybody had. CarryVentures takes what has
	// not ended along to another group.
	LeaveVentures(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) error
	CloseVentures(ctx context.Context, scope domain.Scope, group domain.GroupID) error
	CarryVentures(ctx context.Context, scope domain.Scope, from, to domain.GroupID) error
}
