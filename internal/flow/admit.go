package flow

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/person"
	"krag/internal/domain/relay"
)

// Admitting takes in somebody whose letter asks to join: into the group, or onto
// its waiting list. ID comes from the form and becomes that of the new person, and
// of the membership or the entry.
type Admitting struct {
	ID        domain.UUID
	Letter    domain.LetterID
	Group     domain.GroupID
	Pseudonym string
	On        domain.Date // since when they belong, or wait
	Queue     bool        // onto the waiting list
	Reach     bool        // keep how they asked to be answered as their safe contact

	Accepts    domain.EditionID // what the form showed of what the group agreed on, if it did
	AllTheSame bool             // into a group that agreed on nobody new
}

// Check notes what is to be mended.
func (d Admitting) Check(today domain.Date) error {
	if d.Queue {
		return Awaiting{Pseudonym: d.Pseudonym, Since: d.On}.Check(today)
	}
	return Joining{Pseudonym: d.Pseudonym, On: d.On}.Check()
}

func (d Admitting) act() authz.Action {
	if d.Queue {
		return group.ActWaiting
	}
	return group.ActJoin
}

// Admit notes who somebody is who asked to join, by the use cases by which anybody
// joins or waits, and that the letter is answered by it. What they wrote stays a
// letter and goes with it. Of two who take them in at once, one does; a second
// sending of the form changes nothing.
func (f *Flow) Admit(ctx context.Context, a authz.Actor, d Admitting, today domain.Date) error {
	act, on := d.act(), authz.Resource{Scope: a.Scope, Group: d.Group}
	if err := f.Desk.Policy.Check(a, act, on); err != nil {
		return err
	}
	if err := d.Check(today); err != nil {
		return err
	}
	l, _, err := f.Letters.Letter(ctx, a, d.Group, d.Letter)
	if err != nil {
		return err
	}
	who := domain.PersonID{UUID: d.ID}
	key, err := f.Keys.Prepare(ctx, a.Scope, domain.PersonKey, who.UUID)
	if err != nil {
		return err
	}
	return f.Desk.Change(ctx, a, act, on, func(ctx context.Context) (e audit.Entry, err error) {
		created, err := f.People.Create(ctx, a.Scope, person.NewPerson{ID: who, Pseudonym: d.Pseudonym}, key)
		if err != nil {
			return e, err
		}
		in, fresh, err := f.enters(ctx, a.Scope, d, who)
		if err == nil && fresh && !created {
			err = domain.Conflict("relay.over") // the id is somebody else's
		}
		if err != nil || !fresh {
			return e, err
		}
		if err := f.Letters.Admit(ctx, a, d.Group, d.Letter, in, who); err != nil {
			return e, err
		}
		if d.Reach && l.Reply.By.ByWire() {
			c := reaches(l.Reply)
			c.Person, c.None = who, true
			if err := f.Contacts.Begin(ctx, a, c, key, today); err != nil {
				return e, err
			}
		}
		return audit.On(a, act, "person", who.UUID).In(d.Group), nil
	})
}

// enters puts somebody into a group or onto its waiting list.
func (f *Flow) enters(ctx context.Context, scope domain.Scope, d Admitting, who domain.PersonID) (in relay.Entry, fresh bool, err error) {
	if d.Queue {
		fresh, err = f.Groups.Await(ctx, scope, d.Group, group.Waiter{ID: domain.WaiterID{UUID: d.ID}, Person: who, Since: d.On})
		return relay.Queued, fresh, err
	}
	fresh, err = f.Groups.Join(ctx, scope, d.Group, group.Member{ID: domain.MembershipID{UUID: d.ID}, Person: who, Joined: d.On}, domain.WaiterID{}, d.AllTheSame)
	if err != nil || !fresh {
		return relay.Joined, fresh, err
	}
	return relay.Joined, true, f.Agreements.Joined(ctx, scope, d.Group, who, d.Accepts, d.On)
}
