package group

import (
	"context"
	"time"

	"krag/internal/domain"
)

// Store keeps groups, in the scope of one institution. What is not there is
// KindNotFound; a version that is not the stored one is KindStale.
type Store interface {
	EndingStore
	KinStore

	// Kinds gives what the institution wrote down about kinds.
	Kinds(ctx context.Context, scope domain.Scope) ([]KindEntry, error)

	// Insert reports false when the id is already there.
	Insert(ctx context.Context, scope domain.Scope, g Group) (bool, error)
	// Update stores what a group is. Its programme and its stage stay.
	Update(ctx context.Context, scope domain.Scope, g Group) error
	ByID(ctx context.Context, scope domain.Scope, id domain.GroupID) (Group, error)
	// TakeGroup locks the group's row without changing it, and reports whether
	// the group is closed.
	TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error)
	// List gives one page in the order of the names. Text is found in either
	// name, whatever the case and the marks on letters.
	List(ctx context.Context, scope domain.Scope, f Filter, now time.Time) (domain.Listed[Row], error)

	// Names gives every group that is not closed, in the order of the names.
	Names(ctx context.Context, scope domain.Scope) ([]Named, error)

	// Take locks the group's row for a rule over several rows and moves its
	// version on; it gives the group as it is now, without its description.
	Take(ctx context.Context, scope domain.Scope, id domain.GroupID) (Group, error)
	SetStage(ctx context.Context, scope domain.Scope, id domain.GroupID, s Stage) error
	// InsertStep puts a step last; the group is taken before. It reports false
	// when the id is there. Steps and Dots are empty for a group that is not.
	InsertStep(ctx context.Context, scope domain.Scope, id domain.GroupID, s Step) (bool, error)
	DeleteStep(ctx context.Context, scope domain.Scope, id domain.StepID) error
	Steps(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Step, error)
	Dots(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Dot, error)

	// InsertMember reports false when the id is there or the person belongs
	// to the group already.
	InsertMember(ctx context.Context, scope domain.Scope, id domain.GroupID, m Member) (bool, error)
	// EndMembership notes the day somebody left one group or, with the zero
	// GroupID, all of them; it gives the groups that were left.
	EndMembership(ctx context.Context, scope domain.Scope, person domain.PersonID, id domain.GroupID, on domain.Date) ([]domain.GroupID, error)
	// EndMemberships notes the day on which everybody left a group.
	EndMemberships(ctx context.Context, scope domain.Scope, id domain.GroupID, on domain.Date) error
	// Belongs reports whether a person belongs to a group now, and takes the
	// membership, so that it does not end before the transaction does.
	Belongs(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID) (bool, error)
	// Members lists who belongs now, pseudonyms unsealed, in order of joining.
	Members(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Member, error)
	CountMembers(ctx context.Context, scope domain.Scope, id domain.GroupID) (int, error)
	// CountHeld counts a group's meetings that were held.
	CountHeld(ctx context.Context, scope domain.Scope, id domain.GroupID) (int, error)
}
