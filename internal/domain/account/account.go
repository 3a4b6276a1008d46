// Package account says who can enter and as what: staff with a password,
// members with a private link, and the sessions of both. It is not about the
// people the institution helps; those are in package person.
package account

import (
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// User is somebody who works for an institution or runs the server, or a host
// with a password. The name is sealed with the user's own key.
type User struct {
	ID       domain.UserID
	Name     domain.Secret
	Disabled bool
	MadeAt   time.Time
	Version  int64
}

// Grant makes a user something in one institution. A host's grant names the
// group; every other role has the zero GroupID.
type Grant struct {
	ID    domain.GrantID
	User  domain.UserID
	Role  authz.Role
	Group domain.GroupID
}

// Staff is a user with all that the user holds in one institution.
type Staff struct {
	User
	Grants     []Grant
	GroupNames []string // neutral names of the hosted groups
}

// Credentials are what a sign-in is checked against.
type Credentials struct {
	User         domain.UserID
	LoginKey     []byte // under which tries are counted
	PasswordHash string // argon2id, empty until the first password is set
	Disabled     bool
}

// Session is one signed-in browser.
type Session struct {
	TokenHash   []byte // SHA-256 of the token in the cookie
	User        domain.UserID
	Person      domain.PersonID // set for a member, with Group
	Group       domain.GroupID
	Institution domain.InstitutionID // zero for an operator
	Scope       domain.Scope
	House       House // read with the session, for every page
	MadeAt      time.Time
	SeenAt      time.Time // kept to within ten minutes
	ExpiresAt   time.Time
}

// House is what every page says of the institution around it; empty for an
// operator.
type House struct {
	Name string
	Zone string // IANA zone of its local times
}

// LinkKind is what a private link is for.
type LinkKind string

// The kinds. A member's link works until it expires or is revoked, and so does
// a sign-in link, which there is in a demonstration only; every other link is
// used up by its first use.
const (
	LinkSetup  LinkKind = "setup"   // makes an institution and its manager
	LinkSignIn LinkKind = "sign_in" // opens a session of a user, in a demonstration
	LinkReset  LinkKind = "reset"   // lets a user choose a password
	LinkMember LinkKind = "member"  // opens a session of a member of one group
)

// How long things live.
const (
	SessionLife = 12 * time.Hour
	MemberLife  = 30 * 24 * time.Hour // a member's session on an own phone
	ResetLife   = 3 * 24 * time.Hour
	SetupLife   = 7 * 24 * time.Hour
	LinkLife    = 180 * 24 * time.Hour // a member's link, renewable
	seenEvery   = 10 * time.Minute
)

// Link is a private link; only the hash of its token is kept.
type Link struct {
	ID          domain.LinkID
	TokenHash   []byte
	Kind        LinkKind
	Reusable    bool
	User        domain.UserID
	Person      domain.PersonID
	Group       domain.GroupID
	Institution domain.InstitutionID
	Scope       domain.Scope // of a set-up link: the number that the institution will have
	MadeAt      time.Time
	ExpiresAt   time.Time
	UsedAt      time.Time // zero until used
}

// Open reports whether the link still works at an instant.
func (l Link) Open(now time.Time) bool {
	return now.Before(l.ExpiresAt) && (l.Reusable || l.UsedAt.IsZero())
}
