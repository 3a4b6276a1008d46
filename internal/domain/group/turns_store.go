package group

import (
	"context"
	"time"

	"krag/internal/domain"
)

// TurnStore keeps wishes, absences and turns, in the scope of one institution.
// Only what belongs to somebody who belongs to the group now is given.
type TurnStore interface {
	// TakeGroup locks the group's row without changing it, so that its turns
	// change one after another, and reports whether the group is closed. A group
	// that is not there is KindNotFound.
	TakeGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) (closed bool, err error)
	// Members lists who belongs now, pseudonyms unsealed, in order of joining.
	Members(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Member, error)
	// TakeMembers takes the memberships of people, so that they do not end before
	// the transaction does, and gives those who belong.
	TakeMembers(ctx context.Context, scope domain.Scope, id domain.GroupID, people []domain.PersonID) ([]domain.PersonID, error)

	// RolesOf gives which roles a group uses; nil are all.
	RolesOf(ctx context.Context, scope domain.Scope, id domain.GroupID) (Uses, error)
	PutRoles(ctx context.Context, scope domain.Scope, id domain.GroupID, roles []Role) error
	// GivenAhead gives every turn at the planned meetings ahead, in their order.
	GivenAhead(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time) ([]Turn, error)

	// Rounds gives a group's last held meetings and its next planned ones, both
	// in the order of their days, which are those of the institution's zone.
	Rounds(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time, held, ahead int) (was, next []Round, err error)
	// RoundsOf gives every planned meeting at which one person has a role, with
	// these roles alone.
	RoundsOf(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID, now time.Time) ([]Round, error)
	// MeetingOf gives a meeting's group and state.
	MeetingOf(ctx context.Context, scope domain.Scope, id domain.MeetingID) (MeetingOf, error)
	// Turns gives who does what at one meeting.
	Turns(ctx context.Context, scope domain.Scope, id domain.MeetingID) ([]Turn, error)
	// PutTurn gives a role to somebody, whoever had it.
	PutTurn(ctx context.Context, scope domain.Scope, t Turn) error
	// AddTurns gives roles that nobody has, and gives how many it gave.
	AddTurns(ctx context.Context, scope domain.Scope, turns []Turn) (int, error)
	// DropTurn takes a role from somebody; false when the person did not have it.
	DropTurn(ctx context.Context, scope domain.Scope, t Turn) (bool, error)

	// NoteGiven notes that somebody has a turn at a meeting and is to be told of it;
	// once is enough. NoteTaken notes that they have none any more, and NoteBack that
	// they gave it back themselves; who has another there has one.
	NoteGiven(ctx context.Context, scope domain.Scope, id domain.MeetingID, who domain.PersonID, at time.Time) error
	NoteTaken(ctx context.Context, scope domain.Scope, id domain.MeetingID, who domain.PersonID, at time.Time) error
	NoteBack(ctx context.Context, scope domain.Scope, id domain.MeetingID, who domain.PersonID, at time.Time) error

	// Wishes are in the order in which they were first said.
	Wishes(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]Wish, error)
	PutWish(ctx context.Context, scope domain.Scope, id domain.GroupID, w Wish, at time.Time) error
	DropWish(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID) error

	// Absences are those that last on a day or begin after it.
	Absences(ctx context.Context, scope domain.Scope, id domain.GroupID, from domain.Date) ([]Absence, error)
	// AddAbsence reports false when the id is there.
	AddAbsence(ctx context.Context, scope domain.Scope, id domain.GroupID, a Absence) (bool, error)
	DropAbsence(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID, absence domain.AbsenceID) (bool, error)

	// LeaveTurns takes away what somebody wished and will do in a group, CloseTurns
	// what everybody did. What was done at a meeting that was held stays, until
	// ForgetTurns takes all of somebody away.
	LeaveTurns(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID) error
	// CarryTurns takes what somebody wished, and when they are away, along to
	// another group; what they wished there already stays.
	CarryTurns(ctx context.Context, scope domain.Scope, from, to domain.GroupID, who domain.PersonID) error
	CloseTurns(ctx context.Context, scope domain.Scope, id domain.GroupID) error
	ForgetTurns(ctx context.Context, scope domain.Scope, person domain.PersonID) error
}

// MeetingOf is what turns have to know of a meeting.
type MeetingOf struct {
	Group     domain.GroupID
	Cancelled bool
	Held      bool
}
