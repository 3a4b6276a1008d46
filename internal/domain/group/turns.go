package group

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// RoundsAhead is how many meetings are planned for at once.
const RoundsAhead = 8

// Turns keeps who does what at the meetings of a group. What one person says of
// the own turns is in turns_own.go.
type Turns struct {
	desk  *desk.Desk
	store TurnStore
}

// NewTurns makes the service.
func NewTurns(d *desk.Desk, store TurnStore) *Turns { return &Turns{d, store} }

// Plan is who does what at a group's next meetings, and what it rests on.
type Plan struct {
	Members   []Member
	Held      []Round // the last ones, ten at most
	Ahead     []Round // the next ones
	Wishes    []Wish
	Away      []Absence
	Suggested []Turn // for roles that nobody has yet
	Uses      Uses   // the roles that the group uses
}

// Plan gives the plan of a group. It names people, so it is written down.
func (t *Turns) Plan(ctx context.Context, a authz.Actor, id domain.GroupID) (p Plan, err error) {
	err = t.desk.Look(ctx, a, ActTurns, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		if p, err = t.plan(ctx, a.Scope, id); err != nil {
			return e, err
		}
		p.Members, err = t.store.Members(ctx, a.Scope, id)
		return lookedAt(a, id, p.Members), err
	})
	return p, err
}

func lookedAt(a authz.Actor, id domain.GroupID, members []Member) audit.Entry {
	ids := make([]domain.UUID, len(members))
	for i, m := range members {
		ids[i] = m.Person.UUID
	}
	return audit.On(a, ActTurns, "person", ids...).In(id)
}

// plan reads the plan without names.
func (t *Turns) plan(ctx context.Context, scope domain.Scope, id domain.GroupID) (p Plan, err error) {
	now := t.desk.Clock.Now()
	if p.Held, p.Ahead, err = t.store.Rounds(ctx, scope, id, now, OfTen, RoundsAhead); err != nil {
		return p, err
	}
	if p.Uses, p.Wishes, err = t.wishes(ctx, scope, id); err != nil {
		return p, err
	}
	if p.Away, err = t.store.Absences(ctx, scope, id, yesterday(now)); err != nil {
		return p, err
	}
	if len(p.Ahead) > 0 {
		all := Suggest(slices.Concat(p.Held, p.Ahead), p.Wishes, p.Away, p.Ahead[0].On)
		p.Suggested = slices.DeleteFunc(all, func(s Turn) bool { // of a day on which another meeting was held already
			return slices.ContainsFunc(p.Held, func(r Round) bool { return r.Meeting == s.Meeting })
		})
	}
	return p, nil
}

// wishes gives which roles a group uses, and what people are ready for of these.
func (t *Turns) wishes(ctx context.Context, scope domain.Scope, id domain.GroupID) (Uses, []Wish, error) {
	uses, err := t.store.RolesOf(ctx, scope, id)
	if err != nil {
		return nil, nil, err
	}
	all, err := t.store.Wishes(ctx, scope, id)
	return uses, uses.Wishes(all), err
}

// yesterday is a day that has passed in every zone a house can be in: whatever
// lasts until then may still last today.
func yesterday(now time.Time) domain.Date { return domain.DateOf(now, time.UTC).AddDays(-1) }

// Meeting is one meeting with who does what, for whoever changes it.
type Meeting struct {
	MeetingOf
	Turns   []Turn
	Members []Member
	Wishes  []Wish
	Away    []Absence // of anybody, from today on
	Uses    Uses      // the roles that the group uses
}

// Meeting gives one meeting of a group; one of another group is not found.
func (t *Turns) Meeting(ctx context.Context, a authz.Actor, id domain.GroupID, meeting domain.MeetingID) (m Meeting, err error) {
	err = t.desk.Look(ctx, a, ActTurns, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		if m.MeetingOf, err = t.meetingOf(ctx, a.Scope, id, meeting); err != nil {
			return e, err
		}
		if m.Turns, err = t.store.Turns(ctx, a.Scope, meeting); err != nil {
			return e, err
		}
		if m.Uses, m.Wishes, err = t.wishes(ctx, a.Scope, id); err != nil {
			return e, err
		}
		if m.Away, err = t.store.Absences(ctx, a.Scope, id, yesterday(t.desk.Clock.Now())); err != nil {
			return e, err
		}
		m.Members, err = t.store.Members(ctx, a.Scope, id)
		return lookedAt(a, id, m.Members), err
	})
	return m, err
}

func (t *Turns) meetingOf(ctx context.Context, scope domain.Scope, id domain.GroupID, meeting domain.MeetingID) (m MeetingOf, err error) {
	if m, err = t.store.MeetingOf(ctx, scope, meeting); err == nil && m.Group != id {
		err = domain.NotFound("error.not_found")
	}
	return m, err
}

// TurnChange is a role that a form gives to somebody. Was is who had it when
// the form was shown; zero is nobody.
type TurnChange struct {
	Role Role
	Was  domain.PersonID
	Now  domain.PersonID
}

// Set gives roles at one meeting. What the form did not change stays as it is;
// a role that got somebody else meanwhile, or that the group uses no more, is Stale, and one that got the same
// person, as when the form comes twice, is done.
func (t *Turns) Set(ctx context.Context, a authz.Actor, id domain.GroupID, meeting domain.MeetingID, changes []TurnChange) error {
	return t.desk.Change(ctx, a, ActTurns, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := t.takeOpen(ctx, a.Scope, id); err != nil {
			return e, err
		}
		m, err := t.meetingOf(ctx, a.Scope, id, meeting)
		if err != nil {
			return e, err
		}
		if m.Cancelled {
			return e, domain.Conflict("meeting.cancelled")
		}
		turns, err := t.store.Turns(ctx, a.Scope, meeting)
		if err != nil {
			return e, err
		}
		uses, err := t.store.RolesOf(ctx, a.Scope, id)
		if err != nil {
			return e, err
		}
		changed := false
		for _, c := range changes {
			did, err := t.set(ctx, a, id, uses, Round{Meeting: meeting, Turns: turns}, c)
			if err != nil {
				return e, err
			}
			changed = changed || did
		}
		if !changed {
			return e, nil
		}
		return audit.On(a, ActTurns, "meeting", meeting.UUID).In(id), nil
	})
}

func (t *Turns) set(ctx context.Context, a authz.Actor, id domain.GroupID, uses Uses, r Round, c TurnChange) (changed bool, err error) {
	stored := r.Who(c.Role)
	switch {
	case !slices.Contains(Roles, c.Role):
		return false, domain.NotFound("error.not_found")
	case c.Now == c.Was, c.Now == stored:
		return false, nil
	case stored != c.Was, !c.Now.IsZero() && !uses.Has(c.Role):
		return false, domain.Stale("turn.stale")
	case c.Now.IsZero():
		return t.drop(ctx, a, Turn{r.Meeting, c.Role, stored})
	}
	belong, err := t.store.TakeMembers(ctx, a.Scope, id, []domain.PersonID{c.Now})
	if err != nil {
		return false, err
	}
	if len(belong) == 0 {
		return false, domain.Conflict("turn.left")
	}
	now := Turn{r.Meeting, c.Role, c.Now}
	if err := t.store.PutTurn(ctx, a.Scope, now); err != nil {
		return false, err
	}
	if !stored.IsZero() {
		if err := t.took(ctx, a, Turn{r.Meeting, c.Role, stored}); err != nil {
			return false, err
		}
	}
	return true, t.gave(ctx, a, now)
}

// drop takes a turn from somebody, who is told unless they did it.
func (t *Turns) drop(ctx context.Context, a authz.Actor, one Turn) (bool, error) {
	dropped, err := t.store.DropTurn(ctx, a.Scope, one)
	if err != nil || !dropped {
		return false, err
	}
	return true, t.took(ctx, a, one)
}

// Fill takes everything that is suggested now. What somebody has by then stays
// theirs, and sending it twice fills nothing twice.
func (t *Turns) Fill(ctx context.Context, a authz.Actor, id domain.GroupID) (filled int, err error) {
	err = t.desk.Change(ctx, a, ActTurns, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		e, filled, err = t.fill(ctx, a, id)
		return e, err
	})
	return filled, err
}

// FillAlso is Fill inside the caller's transaction, which has just planned meetings.
func (t *Turns) FillAlso(ctx context.Context, a authz.Actor, id domain.GroupID) error {
	if err := t.desk.Policy.Check(a, ActTurns, authz.Resource{Scope: a.Scope, Group: id}); err != nil {
		return err
	}
	e, filled, err := t.fill(ctx, a, id)
	if err != nil || filled == 0 {
		return err
	}
	return t.desk.Log.Record(ctx, e)
}

func (t *Turns) fill(ctx context.Context, a authz.Actor, id domain.GroupID) (e audit.Entry, filled int, err error) {
	if err := t.takeOpen(ctx, a.Scope, id); err != nil {
		return e, 0, err
	}
	p, err := t.plan(ctx, a.Scope, id)
	if err != nil || len(p.Suggested) == 0 {
		return e, 0, err
	}
	turns, err := t.belonging(ctx, a.Scope, id, p.Suggested)
	if err != nil {
		return e, 0, err
	}
	if filled, err = t.store.AddTurns(ctx, a.Scope, turns); err != nil || filled == 0 {
		return e, 0, err
	}
	return audit.On(a, ActTurns, "meeting", meetings(turns)...).In(id), filled, t.gave(ctx, a, turns...)
}

// belonging keeps the turns of those who belong, and takes their memberships.
func (t *Turns) belonging(ctx context.Context, scope domain.Scope, id domain.GroupID, turns []Turn) ([]Turn, error) {
	var people []domain.PersonID
	for _, one := range turns {
		if !slices.Contains(people, one.Person) {
			people = append(people, one.Person)
		}
	}
	belong, err := t.store.TakeMembers(ctx, scope, id, people)
	return slices.DeleteFunc(turns, func(one Turn) bool { return !slices.Contains(belong, one.Person) }), err
}

func meetings(turns []Turn) (ids []domain.UUID) {
	for _, t := range turns {
		if !slices.Contains(ids, t.Meeting.UUID) {
			ids = append(ids, t.Meeting.UUID)
		}
	}
	return ids
}

// takeOpen locks a group and refuses a closed one.
func (t *Turns) takeOpen(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	closed, err := t.store.TakeGroup(ctx, scope, id)
	if err == nil && closed {
		err = domain.Conflict("group.closed")
	}
	return err
}

// Leave takes away inside the caller's transaction what somebody who left a
// group wished and would do there.
func (t *Turns) Leave(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID) error {
	return t.store.LeaveTurns(ctx, scope, id, person)
}

// Close takes away inside the caller's transaction what lies ahead of a group
// that closes.
func (t *Turns) Close(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	return t.store.CloseTurns(ctx, scope, id)
}

// Forget takes away inside the caller's transaction everything of somebody who
// is forgotten.
func (t *Turns) Forget(ctx context.Context, scope domain.Scope, person domain.PersonID) error {
	return t.store.ForgetTurns(ctx, scope, person)
}
