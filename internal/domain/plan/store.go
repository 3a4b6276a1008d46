package plan

import (
	"context"

	"krag/internal/domain"
)

// Library are the plans that are part of the program.
type Library interface {
	// All lists them in a language, in the order of a group's life.
	All(lang Lang) []Plan
	Find(lang Lang, slug string) (Plan, bool)
}

// Store keeps plans, in the scope of one institution. What is not there is
// KindNotFound; a version that is not the stored one is KindStale.
type Store interface {
	// Insert reports false when the id is there already.
	Insert(ctx context.Context, scope domain.Scope, o Own) (bool, error)
	ByID(ctx context.Context, scope domain.Scope, id domain.PlanID) (Own, error)
	// Update stores the words and the time of the change, and moves the version on.
	Update(ctx context.Context, scope domain.Scope, o Own) error
	// Take locks a plan without changing it, so that it is neither deleted nor
	// changed meanwhile.
	Take(ctx context.Context, scope domain.Scope, id domain.PlanID) error
	// Delete removes a plan that was taken; meetings no longer point at it, and
	// nobody else sees it.
	Delete(ctx context.Context, scope domain.Scope, id domain.PlanID) error
	// List gives at most so many, what was changed last first, and how many
	// there are.
	List(ctx context.Context, scope domain.Scope, f Filter, most int) ([]Own, int, error)

	// Share lets the other institutions have a plan as it is; sharing again
	// gives them what it says now. An id that another institution shares
	// already is KindConflict.
	Share(ctx context.Context, scope domain.Scope, o Own) error
	// Unshare takes it back. What others have copied is theirs.
	Unshare(ctx context.Context, scope domain.Scope, id domain.PlanID) error
	// Others lists what other institutions share, the newest first, and how
	// many that is.
	Others(ctx context.Context, scope domain.Scope, f Filter, most int) ([]Other, int, error)
	Other(ctx context.Context, scope domain.Scope, id domain.PlanID) (Other, error)

	// Meeting reads what plans need to know of a meeting.
	Meeting(ctx context.Context, scope domain.Scope, id domain.MeetingID) (Meeting, error)
	// Chosen is zero where nothing was chosen yet.
	Chosen(ctx context.Context, scope domain.Scope, id domain.MeetingID) (Chosen, error)
	// Choose stores what a meeting points at from now on, if what it points at
	// has the version that c says.
	Choose(ctx context.Context, scope domain.Scope, id domain.MeetingID, c Chosen) error
	// Meetings counts the planned meetings that point at a plan.
	Meetings(ctx context.Context, scope domain.Scope, id domain.PlanID) (int, error)
}
