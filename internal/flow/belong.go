package flow

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/person"
)

// Joining is somebody who joins a group. ID comes from the form and becomes
// the id of the membership, and of the person when the person is new.
type Joining struct {
	ID        domain.MembershipID
	Group     domain.GroupID
	Person    domain.PersonID // zero for somebody new
	Pseudonym string          // of somebody new
	MadeUp    bool
	On        domain.Date
	Accepts   domain.EditionID // what the form showed of what the group agreed on, if it did

	AllTheSame bool            // into a group that agreed on nobody new
	Waited     domain.WaiterID // the entry in the waiting list that this answers, if it does
}

// Check notes what is to be mended.
func (j Joining) Check() error {
	var p domain.Problems
	if j.Person.IsZero() {
		person.NewPerson{Pseudonym: j.Pseudonym}.Check(&p)
	}
	if j.On.IsZero() {
		p.Add("on", "member.on.missing")
	}
	return p.Err()
}

// Join notes that somebody belongs to a group, and who it is when new. A
// second sending of the form changes nothing.
func (f *Flow) Join(ctx context.Context, a authz.Actor, j Joining) error {
	on := authz.Resource{Scope: a.Scope, Group: j.Group}
	if err := f.Desk.Policy.Check(a, group.ActJoin, on); err != nil {
		return err
	}
	if err := j.Check(); err != nil {
		return err
	}
	fresh := j.Person.IsZero()
	var key domain.Key
	if fresh {
		j.Person = domain.PersonID{UUID: j.ID.UUID}
		var err error
		if key, err = f.Keys.Prepare(ctx, a.Scope, domain.PersonKey, j.Person.UUID); err != nil {
			return err
		}
	}
	return f.Desk.Change(ctx, a, group.ActJoin, on, func(ctx context.Context) (e audit.Entry, err error) {
		if fresh {
			if _, err := f.People.Create(ctx, a.Scope, person.NewPerson{ID: j.Person, Pseudonym: j.Pseudonym, MadeUp: j.MadeUp}, key); err != nil {
				return e, err
			}
		} else if err := f.known(ctx, a.Scope, j.Person); err != nil {
			return e, err
		}
		joined, err := f.Groups.Join(ctx, a.Scope, j.Group, group.Member{ID: j.ID, Person: j.Person, Joined: j.On}, j.Waited, j.AllTheSame)
		if err != nil || !joined {
			return e, err
		}
		if err := f.Interests.Joined(ctx, a.Scope, j.Group, j.Person); err != nil {
			return e, err
		}
		return audit.On(a, group.ActJoin, "person", j.Person.UUID).In(j.Group), f.Agreements.Joined(ctx, a.Scope, j.Group, j.Person, j.Accepts, j.On)
	})
}

// known holds somebody who is not forgotten.
func (f *Flow) known(ctx context.Context, scope domain.Scope, who domain.PersonID) error {
	forgotten, err := f.People.Take(ctx, scope, who)
	if err == nil && forgotten {
		err = domain.Gone("person.forgotten")
	}
	return err
}

// MemberLink gives the token of a new private link of somebody who belongs to
// a group.
func (f *Flow) MemberLink(ctx context.Context, a authz.Actor, id domain.GroupID, who domain.PersonID) (token string, err error) {
	token = domain.NewToken()
	err = f.Desk.Change(ctx, a, actMemberLink, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := f.Groups.Belongs(ctx, a.Scope, id, who); err != nil {
			return e, err
		}
		return audit.On(a, actMemberLink, "person", who.UUID).In(id), f.Accounts.MemberLink(ctx, a, id, who, token)
	})
	return token, err
}

// Leave ends a membership today, and with it what somebody would do in the
// group, offered and looked for there, the private link and every session that it opened. Leaving twice is
// leaving once.
func (f *Flow) Leave(ctx context.Context, a authz.Actor, id domain.GroupID, who domain.PersonID, today domain.Date) error {
	return f.Desk.Change(ctx, a, group.ActLeave, authz.Resource{Scope: a.Scope, Group: id, Person: who}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := f.Groups.Exists(ctx, a.Scope, id); err != nil {
			return e, err
		}
		left, err := f.Groups.EndMembership(ctx, a.Scope, who, id, today)
		if err != nil {
			return e, err
		}
		if err := f.Turns.Leave(ctx, a.Scope, id, who); err != nil {
			return e, err
		}
		if err := f.Handovers.Leave(ctx, a.Scope, id, who); err != nil {
			return e, err
		}
		if err := f.Mutual.Leave(ctx, a.Scope, id, who); err != nil {
			return e, err
		}
		if err := f.Letters.Release(ctx, a.Scope, id, who); err != nil {
			return e, err
		}
		if err := f.Agreed.Leave(ctx, a.Scope, id, who); err != nil {
			return e, err
		}
		if err := f.Shelf.Leave(ctx, a.Scope, id, who); err != nil {
			return e, err
		}
		if err := f.closeDoors(ctx, a, id, who); err != nil || len(left) == 0 {
			return e, err
		}
		return audit.On(a, group.ActLeave, "person", who.UUID).In(id), nil
	})
}

// closeDoors ends links and sessions, in one group or in all. Of somebody who
// does it alone it is kept for a while that the session was not just lost.
func (f *Flow) closeDoors(ctx context.Context, a authz.Actor, id domain.GroupID, who domain.PersonID) error {
	if a.Person == who {
		if err := f.Accounts.NoteEnding(ctx, a, account.EndedByLeaving); err != nil {
			return err
		}
	}
	return f.Accounts.CloseDoors(ctx, id, who)
}
