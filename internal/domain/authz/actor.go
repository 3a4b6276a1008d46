// Package authz decides who may do what. Its functions are pure: the same
// Actor, Action and Resource always give the same answer. It knows no area;
// every area brings its own Rules, and cli joins them into one Policy.
package authz

import "krag/internal/domain"

// Role is what somebody is in one institution, or across all of them.
type Role string

// The roles. A visitor is whoever is not signed in; an operator runs the
// server and reaches no personal data; a member has a link and no account.
const (
	Visitor     Role = "visitor"
	Member      Role = "member"
	Host        Role = "host"
	Coordinator Role = "coordinator"
	Manager     Role = "manager"
	Operator    Role = "operator"
	System      Role = "system" // the house itself: jobs and commands
)

// Roles lists every role that can stand behind a request, from least to most
// trusted with an institution.
var Roles = []Role{Visitor, Member, Host, Coordinator, Manager, Operator}

// Actor is who asks. It is always an argument, never hidden in a context.
type Actor struct {
	Role        Role
	User        domain.UserID        // zero for a member, a visitor and the system
	Person      domain.PersonID      // set for a member only
	Institution domain.InstitutionID // zero for a visitor and an operator
	Scope       domain.Scope         // Across for a visitor and an operator
	Groups      []domain.GroupID     // the own groups of a host or a member
	Session     []byte               // hash of the session's token, nil for the system
}

// Nobody is the actor behind a request without a session.
var Nobody = Actor{Role: Visitor}

// House is the system itself acting in one institution.
func House(scope domain.Scope) Actor { return Actor{Role: System, Scope: scope} }

// SignedIn reports whether there is a session behind the actor.
func (a Actor) SignedIn() bool { return a.Role != Visitor && a.Role != "" }

// Staff reports whether the actor works for the institution.
func (a Actor) Staff() bool { return a.Role == Coordinator || a.Role == Manager }

// OwnGroup reports whether the group is one of the actor's own.
func (a Actor) OwnGroup(id domain.GroupID) bool {
	for _, g := range a.Groups {
		if g == id {
			return true
		}
	}
	return false
}
