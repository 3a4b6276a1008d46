package authz

import (
	"fmt"
	"maps"
	"slices"

	"krag/internal/domain"
)

// Action names one thing that can be done, as area.verb: "group.edit".
type Action string

// Reach says how far a role's permission goes.
type Reach string

// The reaches, from wide to narrow.
const (
	Anywhere    Reach = "anywhere"    // no institution is involved
	Institution Reach = "institution" // anything in the actor's own institution
	OwnGroups   Reach = "own groups"  // only the actor's own groups
	Self        Reach = "self"        // only the actor's own account or person
)

// Rule says who may do an action, and why it is so.
type Rule struct {
	Action Action
	Who    map[Role]Reach
	Why    string
}

// Resource is what the action is done to. Only the parts that the action's
// reach asks about need be set.
type Resource struct {
	Scope  domain.Scope
	Group  domain.GroupID
	User   domain.UserID
	Person domain.PersonID
}

// Policy is the joined rules of every area. What no rule allows is denied.
type Policy struct{ rules map[Action]Rule }

// NewPolicy joins rules. An action with two rules is a mistake in the
// program, so it panics.
func NewPolicy(areas ...[]Rule) *Policy {
	p := &Policy{rules: map[Action]Rule{}}
	for _, rules := range areas {
		for _, r := range rules {
			if _, twice := p.rules[r.Action]; twice {
				panic(fmt.Sprintf("authz: two rules for %s", r.Action))
			}
			p.rules[r.Action] = r
		}
	}
	return p
}

// Rules lists every rule, sorted by action.
func (p *Policy) Rules() []Rule {
	return slices.SortedFunc(maps.Values(p.rules), func(a, b Rule) int {
		if a.Action < b.Action {
			return -1
		}
		return 1
	})
}

// Rule gives the rule of an action; ok is false when there is none.
func (p *Policy) Rule(action Action) (r Rule, ok bool) {
	r, ok = p.rules[action]
	return r, ok
}

// Check is nil when the actor may do the action to the resource. Without a
// session the error is Unauthenticated. What lies in another institution, or
// in a group that is not one's own, is NotFound: even that it exists is
// nobody else's business. Everything else is Forbidden.
func (p *Policy) Check(a Actor, action Action, on Resource) error {
	if a.Has(System) {
		return nil
	}
	allowed := false
	for _, role := range a.Roles {
		reach, ok := p.rules[action].Who[role]
		if ok && reaches(a, reach, on) {
			return nil
		}
		allowed = allowed || ok
	}
	switch {
	case allowed:
		return domain.NotFound("error.not_found")
	case !a.SignedIn():
		return domain.NewError(domain.KindUnauthenticated, "error.sign_in_first")
	}
	return domain.Forbidden("error.forbidden")
}

func reaches(a Actor, reach Reach, on Resource) bool {
	if reach == Anywhere {
		return true
	}
	if on.Scope != a.Scope {
		return false
	}
	switch reach {
	case Institution:
		return a.Scope != domain.Across
	case OwnGroups:
		return a.OwnGroup(on.Group)
	case Self:
		return !on.User.IsZero() && on.User == a.User || !on.Person.IsZero() && on.Person == a.Person
	}
	return false
}

// May reports whether the actor could do the action at all, whatever the
// resource: pages use it to leave out what would only be refused.
func (p *Policy) May(a Actor, action Action) bool {
	for _, role := range a.Roles {
		if _, ok := p.rules[action].Who[role]; ok {
			return true
		}
	}
	return false
}
