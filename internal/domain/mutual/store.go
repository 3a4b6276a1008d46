package mutual

import (
	"context"
	"time"

	"krag/internal/domain"
)

// Store keeps offers and requests, in the scope of one institution. What is not
// there is KindNotFound; a version that is not the stored one is KindStale.
type Store interface {
	VentureStore

	// TakeGroup locks the group's row without changing it and reports whether
	// the group is closed.
	TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error)
	// TakeMembers takes the memberships of people, so that they do not end before
	// the transaction does, and gives those who belong.
	TakeMembers(ctx context.Context, scope domain.Scope, id domain.GroupID, people []domain.PersonID) ([]domain.PersonID, error)

	// InsertHelp reports false when the id is already there.
	InsertHelp(ctx context.Context, scope domain.Scope, h Help, key domain.Key) (bool, error)
	// UpdateHelp changes the words and who may read whose they are, by the
	// version.
	UpdateHelp(ctx context.Context, scope domain.Scope, h Help, key domain.Key) error
	// SetHelp changes the state, by the version; what is withdrawn loses its
	// words.
	SetHelp(ctx context.Context, scope domain.Scope, h Help) error
	// Stands gives one of a group's as it stands, nothing of it unsealed: a
	// transaction that writes asks for no keys.
	Stands(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.HelpID) (Help, error)
	// Help gives one of a group's, unsealed.
	Help(ctx context.Context, scope domain.Scope, group domain.GroupID, id domain.HelpID) (Help, error)
	// Helps lists a group's that hold words, unsealed, the newest first.
	Helps(ctx context.Context, scope domain.Scope, group domain.GroupID) ([]Help, error)
	// CountWaiting is how many of a person's wait in a group.
	CountWaiting(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID) (int, error)
	// Waits is what waits for a person in a group: to how many of their own somebody
	// answered, and what they still have to do in ventures that go on, the first due
	// first and at most so many. Nothing is unsealed.
	Waits(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID, most int) (Waits, error)
	// Tallies count a group's, those apart that nobody has any more.
	Tallies(ctx context.Context, scope domain.Scope, group domain.GroupID) ([]Tally, error)

	// FadeHelp takes the words and the people from what was done before a time.
	FadeHelp(ctx context.Context, scope domain.Scope, group domain.GroupID, before time.Time) error
	// LeaveHelp ends what somebody offered and looked for in a group, or with the
	// zero GroupID in all: it holds nobody any more, and what they answered waits
	// again. CloseHelp ends all of a group, and of what was done only numbers stay.
	LeaveHelp(ctx context.Context, scope domain.Scope, group domain.GroupID, who domain.PersonID, now time.Time) error
	// CarryHelp takes along to another group what people who go there offer and look
	// for, while nobody answered it or somebody did who goes there too; with nil all
	// that is not done.
	CarryHelp(ctx context.Context, scope domain.Scope, from, to domain.GroupID, who []domain.PersonID) error
	CloseHelp(ctx context.Context, scope domain.Scope, group domain.GroupID, now time.Time) error
}
