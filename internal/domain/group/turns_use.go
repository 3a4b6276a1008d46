package group

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Uses are the roles that a group uses, in the order of a meeting; nil are all.
type Uses []Role

// StartRoles are what a group that is started begins with: what every meeting
// needs. More is added once there are people for it.
var StartRoles = Uses(Needed)

// Has reports whether a role is one of them.
func (u Uses) Has(r Role) bool { return u == nil || slices.Contains(u, r) }

// All lists them in the order of a meeting, each once.
func (u Uses) All() (roles []Role) {
	for _, r := range Roles {
		if u.Has(r) {
			roles = append(roles, r)
		}
	}
	return roles
}

// UsesOf are roles by their names, as a file or a row has them: nil, where it says
// nothing, for all of them. It does not look whether there are such roles.
func UsesOf(names []string) (u Uses) {
	for _, name := range names {
		u = append(u, Role(name))
	}
	return u
}

// Check notes what is to be mended in roles that are said by name.
func (u Uses) Check(p *domain.Problems) {
	switch {
	case len(u) == 0:
		p.Add("roles", "turn.use.none")
	case slices.ContainsFunc(u, func(r Role) bool { return !slices.Contains(Roles, r) }):
		p.Add("roles", "turn.role.unknown")
	}
}

// Same reports whether two groups of roles are the same.
func (u Uses) Same(other Uses) bool { return slices.Equal(u.All(), other.All()) }

// At lists the roles that a page about a meeting asks for: those that the group
// uses, and those that somebody has there all the same.
func (u Uses) At(rounds ...Round) (roles []Role) {
	for _, role := range Roles {
		if u.Has(role) || slices.ContainsFunc(rounds, func(r Round) bool { return r.has(role) }) {
			roles = append(roles, role)
		}
	}
	return roles
}

// Of is a wish without the roles that the group does not use.
func (u Uses) Of(w Wish) Wish {
	w.Roles = slices.DeleteFunc(slices.Clone(w.Roles), func(r Role) bool { return !u.Has(r) })
	return w.tidy()
}

// beside is a wish with what was wished before of roles that the group does not use.
func (u Uses) beside(w, before Wish) Wish {
	for _, r := range before.Roles {
		if !u.Has(r) {
			w.Roles = append(w.Roles, r)
		}
	}
	return w.tidy()
}

// Wishes are those that wish something the group uses, and wish only that.
func (u Uses) Wishes(all []Wish) (kept []Wish) {
	for _, w := range all {
		if w = u.Of(w); len(w.Roles) > 0 {
			kept = append(kept, w)
		}
	}
	return kept
}

// Fate is what becomes of turns ahead whose role the group does not use any more.
type Fate string

// The fates.
const (
	FateKeep Fate = "keep" // whoever has one does it once more
	FateDrop Fate = "drop" // nobody does it
)

// Fates lists them in the order of the form.
var Fates = []Fate{FateKeep, FateDrop}

// Using is which roles a group uses, and at how many meetings ahead somebody has each.
type Using struct {
	Uses
	Ahead map[Role]int
}

// Uses gives which roles a group uses. It names nobody.
func (t *Turns) Uses(ctx context.Context, a authz.Actor, id domain.GroupID) (u Using, err error) {
	err = t.desk.View(ctx, a, ActTurns, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		if u.Uses, err = t.store.RolesOf(ctx, a.Scope, id); err != nil {
			return err
		}
		given, err := t.store.GivenAhead(ctx, a.Scope, id, t.desk.Clock.Now())
		u.Ahead = map[Role]int{}
		for _, one := range given {
			u.Ahead[one.Role]++
		}
		return err
	})
	return u, err
}

// Use is which roles a group uses from now on. Was is what the form showed, and
// Given what becomes of turns ahead whose role falls away; it may be empty when
// there are none.
type Use struct {
	Was, Now Uses
	Given    Fate
}

// Check notes what is to be mended.
func (u Use) Check() error {
	var p domain.Problems
	u.Now.Check(&p)
	return p.Err()
}

// Use says which roles a group uses. What was changed meanwhile to something
// else is Stale. A role that somebody has ahead is not dropped before it is said
// what becomes of these turns. What people are ready for stays, and counts again
// once the group uses the role again.
func (t *Turns) Use(ctx context.Context, a authz.Actor, id domain.GroupID, u Use) error {
	on := authz.Resource{Scope: a.Scope, Group: id}
	if err := t.desk.Policy.Check(a, ActTurns, on); err != nil {
		return err
	}
	if err := u.Check(); err != nil {
		return err
	}
	return t.desk.Change(ctx, a, ActTurns, on, func(ctx context.Context) (e audit.Entry, err error) {
		if err := t.takeOpen(ctx, a.Scope, id); err != nil {
			return e, err
		}
		stored, err := t.store.RolesOf(ctx, a.Scope, id)
		switch {
		case err != nil || stored.Same(u.Now):
			return e, err
		case !stored.Same(u.Was):
			return e, domain.Stale("turn.stale")
		}
		if err := t.fall(ctx, a, id, stored, u); err != nil {
			return e, err
		}
		return audit.On(a, ActTurns, "group", id.UUID).In(id), t.store.PutRoles(ctx, a.Scope, id, u.Now.All())
	})
}

// fall sees to the turns ahead whose role falls away.
func (t *Turns) fall(ctx context.Context, a authz.Actor, id domain.GroupID, stored Uses, u Use) error {
	given, err := t.store.GivenAhead(ctx, a.Scope, id, t.desk.Clock.Now())
	given = slices.DeleteFunc(given, func(one Turn) bool { return !stored.Has(one.Role) || u.Now.Has(one.Role) })
	if err != nil || len(given) == 0 || u.Given == FateKeep {
		return err
	}
	if u.Given != FateDrop {
		var p domain.Problems
		p.Add("given", "turn.use.given_missing")
		return p.Err()
	}
	for _, one := range given {
		if _, err := t.drop(ctx, a, one); err != nil {
			return err
		}
	}
	return nil
}
