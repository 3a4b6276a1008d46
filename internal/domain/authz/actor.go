// Package authz decides who may do what. Its functions are pure: the same
// Actor, Action and Resource always give the same answer. It knows no area;
// every area brings its own Rules, and cli joins them into one Policy.
package authz

import (
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/stats"
)

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
	Roles       []Role               // all that the person holds here; a visitor holds Visitor
	User        domain.UserID        // zero for a member, a visitor and the system
	Person      domain.PersonID      // set for a member only
	Institution domain.InstitutionID // zero for a visitor and an operator
	Scope       domain.Scope         // Across for a visitor and an operator
	Groups      []domain.GroupID     // the own groups of a host or a member
	Session     []byte               // hash of the session's token, nil for the system
}

// Nobody is the actor behind a request without a session.
var Nobody = Actor{Roles: []Role{Visitor}}

// House is the system itself acting in one institution.
func House(scope domain.Scope) Actor { return Actor{Roles: []Role{System}, Scope: scope} }

// Has reports whether the actor holds a role.
func (a Actor) Has(r Role) bool { return slices.Contains(a.Roles, r) }

// SignedIn reports whether there is a session behind the actor.
func (a Actor) SignedIn() bool { return len(a.Roles) > 0 && !a.Has(Visitor) }

// Staff reports whether the actor works for the institution.
func (a Actor) Staff() bool { return a.Has(Coordinator) || a.Has(Manager) }

// OwnGroup reports whether the group is one of the actor's own.
func (a Actor) OwnGroup(id domain.GroupID) bool { return slices.Contains(a.Groups, id) }

// Audience says how the actor may read counts of people in a group: exactly
// when working with the group or belonging to it, protected otherwise.
func (a Actor) Audience(group domain.GroupID) stats.Audience {
	if a.Has(Coordinator) || a.Has(System) || a.OwnGroup(group) {
		return stats.Worker
	}
	return stats.Insider
}
