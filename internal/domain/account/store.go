package account

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// Store keeps accounts. Everything here stands before an institution is
// known, so methods run in the scope domain.Across, except those marked with
// an institution. A row that is not there is a KindNotFound error.
type Store interface {
	// CredentialsByLogin finds a user by the keyed hash of the sign-in name.
	CredentialsByLogin(ctx context.Context, loginKey []byte) (Credentials, error)
	CredentialsByID(ctx context.Context, id domain.UserID) (Credentials, error)
	SetPassword(ctx context.Context, id domain.UserID, hash string) error
	// HoldPassword reports whether a user, not disabled, still has the hash,
	// which then stays until the transaction ends.
	HoldPassword(ctx context.Context, id domain.UserID, hash string) (bool, error)
	SetDisabled(ctx context.Context, id domain.UserID, disabled bool) error
	// TakeUser moves a user's version on; another version than the given one
	// is KindStale.
	TakeUser(ctx context.Context, id domain.UserID, version int64) error
	// InsertUser reports false when the id is already there (a form sent
	// twice); a taken sign-in name is a KindConflict error. The key is the
	// user's own, held before the transaction.
	InsertUser(ctx context.Context, scope domain.Scope, u User, loginKey []byte, key domain.Key) (bool, error)
	InsertGrant(ctx context.Context, scope domain.Scope, g Grant) error
	DeleteGrants(ctx context.Context, scope domain.Scope, user domain.UserID) error
	Grants(ctx context.Context, scope domain.Scope, user domain.UserID) ([]Grant, error)
	// Home gives who a user is in one institution or, with domain.Across, in
	// the first of those the user works for, which is none for an operator.
	// Who is nothing there is KindNotFound.
	Home(ctx context.Context, id domain.UserID, in domain.Scope) (authz.Actor, error)
	// ManagersLeft counts users of the scope that are not disabled and hold
	// the role of manager.
	ManagersLeft(ctx context.Context, scope domain.Scope) (int, error)
	// Staff lists every user with a grant in the scope, names unsealed.
	Staff(ctx context.Context, scope domain.Scope) ([]Staff, error)
	StaffByID(ctx context.Context, scope domain.Scope, id domain.UserID) (Staff, error)

	// ForgetUser clears what is known of a user and notes the scope; who still
	// holds something anywhere is KindNotFound, and stays.
	ForgetUser(ctx context.Context, scope domain.Scope, id domain.UserID) error
	// ForgottenUser is nil for a user who was forgotten in the scope.
	ForgottenUser(ctx context.Context, scope domain.Scope, id domain.UserID) error

	InsertSession(ctx context.Context, s Session) error
	// Session gives a session with the actor it stands for, grants read
	// afresh. An expired session, a disabled user and a user without a grant
	// are KindNotFound.
	Session(ctx context.Context, tokenHash []byte, now time.Time) (Session, authz.Actor, error)
	// TouchSession notes when a session was last seen. One that just ended
	// stays ended, and that is no error.
	TouchSession(ctx context.Context, tokenHash []byte, seenAt time.Time) error
	// HoldSession reports whether a session is in force, which it then stays
	// until the transaction ends.
	HoldSession(ctx context.Context, tokenHash []byte, now time.Time) (bool, error)
	DeleteSession(ctx context.Context, tokenHash []byte) error
	// DeleteSessionsOfUser gives how many sessions it ended.
	DeleteSessionsOfUser(ctx context.Context, id domain.UserID) (int, error)
	// DeleteSessionsOfPerson ends a member's sessions, in one group or, with
	// the zero GroupID, in all.
	DeleteSessionsOfPerson(ctx context.Context, id domain.PersonID, group domain.GroupID) error
	// CarryDoors has a member's links and sessions of one group lead to another.
	CarryDoors(ctx context.Context, from, to domain.GroupID, who domain.PersonID) error
	// DeleteDoorsOfGroup ends every member's link and session of a group.
	DeleteDoorsOfGroup(ctx context.Context, group domain.GroupID) error
	// InsertGoodbye notes how a session ended, to be known until an instant;
	// Goodbye gives it, empty when nothing was noted. What was noted first
	// stays.
	InsertGoodbye(ctx context.Context, tokenHash []byte, how Ending, until time.Time) error
	Goodbye(ctx context.Context, tokenHash []byte, now time.Time) (Ending, error)
	// DeleteExpired deletes sessions, links and windows of tries that are over.
	DeleteExpired(ctx context.Context, now time.Time) error

	InsertLink(ctx context.Context, l Link) error
	// RenewLink stores a link of nobody's, or gives the one with this id that
	// was not used yet a new token; false when it was used.
	RenewLink(ctx context.Context, l Link) (bool, error)
	LinkByToken(ctx context.Context, tokenHash []byte) (Link, error)
	// UseLink marks a link used and reports whether this call was the one
	// that used it: of two at once exactly one is told true. A reusable link
	// can be used as long as it is there, and stays until the transaction
	// ends.
	UseLink(ctx context.Context, id domain.LinkID, at time.Time) (bool, error)
	DeleteLinksOfUser(ctx context.Context, id domain.UserID, kind LinkKind) error
	DeleteLinksOfPerson(ctx context.Context, id domain.PersonID, group domain.GroupID) error
	LinksOfPerson(ctx context.Context, id domain.PersonID) ([]Link, error)

	// CountTry counts a try under a key, unless there were most of them since
	// its window began; a window that is over begins anew, until the given
	// instant. It gives the end of the window, and whether the try was counted.
	CountTry(ctx context.Context, key []byte, most int, now, until time.Time) (end time.Time, counted bool, err error)
	// GiveTryBack undoes one counting, as long as its window lasts.
	GiveTryBack(ctx context.Context, t Try) error
	// ForgetTries undoes every counting under a user's sign-in name.
	ForgetTries(ctx context.Context, id domain.UserID) error

	// TouchInstitution takes the institution's row, so that rules over
	// several of its users hold (the last manager).
	TouchInstitution(ctx context.Context, scope domain.Scope) error
}

// Locks makes the keyed hashes that stand for sign-in names and for network
// addresses in the database, each under a key of its own that is not there.
type Locks interface {
	// LoginKey hashes a folded sign-in name.
	LoginKey(login string) []byte
	// AddressKey hashes a network.
	AddressKey(network string) []byte
}
