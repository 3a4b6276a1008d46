package group

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// Own is one person's part in a group: what they will do, are ready for, and
// when they are away.
type Own struct {
	Member Member  // unsealed only for whoever plans with the group
	Rounds []Round // the meetings ahead at which the person has a role, with the own roles alone
	Wish   Wish    // of the roles that the group uses
	Away   []Absence
	Uses   Uses
	Share  Share // only for whoever plans with the group
}

// the most that one person can have announced ahead, and how long an absence
// can be: who is away for longer has left.
const (
	mostAbsences = 20
	longestAway  = 366
)

// about is the action and the resource of what is done for one person: a member
// does it alone, others only for their groups.
func about(a authz.Actor, id domain.GroupID, who domain.PersonID) (authz.Action, authz.Resource) {
	on := authz.Resource{Scope: a.Scope, Group: id, Person: who}
	if a.Has(authz.Member) {
		return ActOwnTurns, on
	}
	return ActTurns, on
}

// Own gives a member the own part and nothing of anybody else.
func (t *Turns) Own(ctx context.Context, a authz.Actor, id domain.GroupID) (o Own, err error) {
	err = t.desk.View(ctx, a, ActOwnTurns, authz.Resource{Scope: a.Scope, Group: id, Person: a.Person}, func(ctx context.Context) (err error) {
		o, err = t.own(ctx, a.Scope, id, a.Person)
		return err
	})
	return o, err
}

// Person gives one person's part to whoever plans with the group.
func (t *Turns) Person(ctx context.Context, a authz.Actor, id domain.GroupID, who domain.PersonID) (o Own, err error) {
	err = t.desk.Look(ctx, a, ActTurns, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		members, err := t.store.Members(ctx, a.Scope, id)
		if err != nil {
			return e, err
		}
		at := slices.IndexFunc(members, func(m Member) bool { return m.Person == who })
		if at < 0 {
			return e, domain.NotFound("error.not_found")
		}
		if o, err = t.own(ctx, a.Scope, id, who); err != nil {
			return e, err
		}
		held, ahead, err := t.store.Rounds(ctx, a.Scope, id, t.desk.Clock.Now(), OfTen, RoundsAhead)
		o.Member, o.Share = members[at], ShareOf(held, ahead, who, []Wish{o.Wish})
		return audit.On(a, ActTurns, "person", who.UUID).In(id), err
	})
	return o, err
}

func (t *Turns) own(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID) (o Own, err error) {
	now := t.desk.Clock.Now()
	if o.Rounds, err = t.store.RoundsOf(ctx, scope, id, who, now); err != nil {
		return o, err
	}
	if o.Uses, err = t.store.RolesOf(ctx, scope, id); err != nil {
		return o, err
	}
	if o.Wish, err = t.wish(ctx, scope, id, who); err != nil {
		return o, err
	}
	o.Wish = o.Uses.Of(o.Wish)
	away, err := t.store.Absences(ctx, scope, id, yesterday(now))
	o.Away = slices.DeleteFunc(away, func(a Absence) bool { return a.Person != who })
	return o, err
}

// wish gives what somebody wishes; one who wishes nothing has a wish without
// roles.
func (t *Turns) wish(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID) (Wish, error) {
	wishes, err := t.store.Wishes(ctx, scope, id)
	for _, w := range wishes {
		if w.Person == who {
			return w, err
		}
	}
	return Wish{Person: who}, err
}

// Check notes what is to be mended in a wish.
func (w Wish) Check() error {
	var p domain.Problems
	if len(w.Roles) > 0 && !slices.Contains(OfTenChoices, w.Most) {
		p.Add("most", "turn.most.missing")
	}
	for _, r := range w.Roles {
		if !slices.Contains(Roles, r) {
			p.Add("roles", "turn.role.unknown")
		}
	}
	return p.Err()
}

// tidy brings roles to their order, each once.
func (w Wish) tidy() Wish {
	given := w.Roles
	w.Roles = nil
	for _, r := range Roles {
		if slices.Contains(given, r) {
			w.Roles = append(w.Roles, r)
		}
	}
	if len(w.Roles) == 0 {
		w.Most = 0
	}
	return w
}

// Same reports whether two wishes ask for the same.
func (w Wish) Same(other Wish) bool {
	w, other = w.tidy(), other.tidy()
	return slices.Equal(w.Roles, other.Roles) && w.Most == other.Most
}

// Ready notes what somebody is ready for. Was is what the form showed: what was
// changed meanwhile to something else is Stale.
func (t *Turns) Ready(ctx context.Context, a authz.Actor, id domain.GroupID, was, now Wish) error {
	action, on := about(a, id, now.Person)
	if err := t.desk.Policy.Check(a, action, on); err != nil {
		return err
	}
	if err := now.Check(); err != nil {
		return err
	}
	now = now.tidy()
	return t.desk.Change(ctx, a, action, on, func(ctx context.Context) (e audit.Entry, err error) {
		if err := t.takeMember(ctx, a.Scope, id, now.Person); err != nil {
			return e, err
		}
		uses, err := t.store.RolesOf(ctx, a.Scope, id)
		if err != nil {
			return e, err
		}
		whole, err := t.wish(ctx, a.Scope, id, now.Person)
		stored := uses.Of(whole)
		switch {
		case err != nil || stored.Same(now):
			return e, err
		case !stored.Same(was):
			return e, domain.Stale("turn.stale")
		case !uses.Of(now).Same(now):
			return e, fieldProblem("roles", "turn.role.unknown")
		}
		e = audit.On(a, action, "person", now.Person.UUID).In(id)
		if len(now.Roles) == 0 {
			return e, t.store.DropWish(ctx, a.Scope, id, now.Person)
		}
		return e, t.store.PutWish(ctx, a.Scope, id, uses.beside(now, whole), t.desk.Clock.Now())
	})
}

// takeMember locks the group and the membership of somebody who belongs to it.
func (t *Turns) takeMember(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID) error {
	if err := t.takeOpen(ctx, scope, id); err != nil {
		return err
	}
	belong, err := t.store.TakeMembers(ctx, scope, id, []domain.PersonID{who})
	if err == nil && len(belong) == 0 {
		err = domain.NotFound("error.not_found")
	}
	return err
}

// Check notes what is to be mended in an absence. Today passes in every zone.
func (x Absence) Check(today domain.Date) error {
	var p domain.Problems
	switch {
	case x.From.IsZero():
		p.Add("from", "turn.away.from_missing")
	case x.Until.IsZero():
		p.Add("until", "turn.away.until_missing")
	case x.Until.Before(x.From):
		p.Add("until", "turn.away.order")
	case x.Until.Before(today.AddDays(-1)):
		p.Add("until", "turn.away.past")
	case x.From.AddDays(longestAway).Before(x.Until):
		p.Add("until", "turn.away.long")
	}
	return p.Err()
}

// Away notes when somebody will not be there. The turns they had on these days
// are open again. A second sending of the form changes nothing.
func (t *Turns) Away(ctx context.Context, a authz.Actor, id domain.GroupID, x Absence) error {
	action, on := about(a, id, x.Person)
	if err := t.desk.Policy.Check(a, action, on); err != nil {
		return err
	}
	if err := x.Check(yesterday(t.desk.Clock.Now()).AddDays(1)); err != nil {
		return err
	}
	return t.desk.Change(ctx, a, action, on, func(ctx context.Context) (e audit.Entry, err error) {
		if err := t.takeMember(ctx, a.Scope, id, x.Person); err != nil {
			return e, err
		}
		if err := t.room(ctx, a.Scope, id, x); err != nil {
			return e, err
		}
		fresh, err := t.store.AddAbsence(ctx, a.Scope, id, x)
		if err != nil || !fresh {
			return e, err
		}
		return audit.On(a, action, "person", x.Person.UUID).In(id), t.giveBack(ctx, a.Scope, id, x)
	})
}

// room refuses an absence more than anybody needs.
func (t *Turns) room(ctx context.Context, scope domain.Scope, id domain.GroupID, x Absence) error {
	away, err := t.store.Absences(ctx, scope, id, yesterday(t.desk.Clock.Now()))
	own := slices.DeleteFunc(away, func(o Absence) bool { return o.Person != x.Person })
	if err == nil && len(own) >= mostAbsences && !slices.ContainsFunc(own, func(o Absence) bool { return o.ID == x.ID }) {
		err = domain.Conflict("turn.away.many").With(domain.Args{"max": mostAbsences})
	}
	return err
}

// giveBack opens the turns that somebody has while away.
func (t *Turns) giveBack(ctx context.Context, scope domain.Scope, id domain.GroupID, x Absence) error {
	rounds, err := t.store.RoundsOf(ctx, scope, id, x.Person, t.desk.Clock.Now())
	for _, r := range rounds {
		if !x.On(r.On) {
			continue
		}
		for _, turn := range r.Turns {
			if err == nil {
				_, err = t.store.DropTurn(ctx, scope, turn)
			}
			if err == nil {
				err = t.knows(ctx, scope, turn)
			}
		}
	}
	return err
}

// Back takes an absence back; one that is not there is taken back already.
func (t *Turns) Back(ctx context.Context, a authz.Actor, id domain.GroupID, who domain.PersonID, absence domain.AbsenceID) error {
	action, on := about(a, id, who)
	return t.desk.Change(ctx, a, action, on, func(ctx context.Context) (e audit.Entry, err error) {
		dropped, err := t.store.DropAbsence(ctx, a.Scope, id, who, absence)
		if err != nil || !dropped {
			return e, err
		}
		return audit.On(a, action, "person", who.UUID).In(id), nil
	})
}

// Return gives a member's own turn at a meeting back to the group: the role is
// open again. One that is given back already is done; what was done at a
// meeting that was held stays.
func (t *Turns) Return(ctx context.Context, a authz.Actor, id domain.GroupID, meeting domain.MeetingID, role Role) error {
	on := authz.Resource{Scope: a.Scope, Group: id, Person: a.Person}
	return t.desk.Change(ctx, a, ActOwnTurns, on, func(ctx context.Context) (e audit.Entry, err error) {
		if _, err := t.store.TakeGroup(ctx, a.Scope, id); err != nil { // nobody gives them another meanwhile
			return e, err
		}
		m, err := t.meetingOf(ctx, a.Scope, id, meeting)
		if err != nil {
			return e, err
		}
		if m.Held {
			return e, domain.Conflict("turn.held")
		}
		dropped, err := t.drop(ctx, a, Turn{meeting, role, a.Person})
		if err != nil || !dropped {
			return e, err
		}
		return audit.On(a, ActOwnTurns, "meeting", meeting.UUID).In(id), nil
	})
}
