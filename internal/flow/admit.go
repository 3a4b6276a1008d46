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
// its waiting list. ID comes from the form and becomes that of the membership or the
// entry, and of the person when the person is new.
type Admitting struct {
	ID        domain.UUID
	Letter    domain.LetterID
	Group     domain.GroupID
	Person    domain.PersonID // zero for somebody new
	Pseudonym string          // of somebody new
	On        domain.Date     // since when they belong, or wait
	Queue     bool            // onto the waiting list
	Here      bool            // a known person who is in already: nothing but the letter changes
	Reach     bool            // keep how they asked to be answered as their safe contact, if they have none

	Accepts    domain.EditionID // what the form showed of what the group agreed on, if it did
	AllTheSame bool             // into a group that agreed on nobody new
}

// Check notes what is to be mended.
func (d Admitting) Check(today domain.Date) error {
	switch {
	case d.Here:
		return missing(d.Person)
	case d.Queue:
		return Awaiting{Person: d.Person, Pseudonym: d.Pseudonym, Since: d.On}.Check(today)
	}
	return Joining{Person: d.Person, Pseudonym: d.Pseudonym, On: d.On}.Check()
}

// missing asks for somebody who is known.
func missing(who domain.PersonID) error {
	var p domain.Problems
	if who.IsZero() {
		p.Add("person", "member.person.missing")
	}
	return p.Err()
}

func (d Admitting) act() authz.Action {
	if d.Queue {
		return group.ActWaiting
	}
	return group.ActJoin
}

// entry is how the letter says that they were taken in.
func (d Admitting) entry() relay.Entry {
	switch {
	case d.Here:
		return relay.Here
	case d.Queue:
		return relay.Queued
	}
	return relay.Joined
}

// Admit notes who somebody is who asked to join, by the use cases by which anybody
// joins or waits, and that the letter is answered by it. What they wrote stays a
// letter and goes with it. Of two who take them in at once, one does; a second
// sending of the form changes nothing. Of a known person who is in already it is
// KindConflict, unless that is what is to be noted.
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
	fresh, reach := d.Person.IsZero(), d.Reach && !d.Here && l.Reply.By.ByWire()
	var key domain.Key
	var noKey error // of somebody known: who they are is asked first
	switch {
	case fresh:
		d.Person = domain.PersonID{UUID: d.ID}
		if key, err = f.Keys.Prepare(ctx, a.Scope, domain.PersonKey, d.ID); err != nil {
			return err
		}
	case reach:
		key, noKey = f.Keys.Hold(ctx, d.Person.UUID)
	}
	return f.Desk.Change(ctx, a, act, on, func(ctx context.Context) (e audit.Entry, err error) {
		in, err := f.admit(ctx, a, d, fresh, key)
		if err != nil || !in {
			return e, err
		}
		if err := f.Letters.Admit(ctx, a, d.Group, d.Letter, d.entry(), d.Person); err != nil {
			return e, err
		}
		if d.Here {
			return audit.On(a, relay.ActKeep, "letter", d.Letter.UUID).In(d.Group), nil
		}
		if reach {
			c := reaches(l.Reply)
			c.Person, c.None = d.Person, true
			if err = noKey; err == nil {
				err = f.Contacts.Begin(ctx, a, c, key, today)
			}
		}
		return audit.On(a, act, "person", d.Person.UUID).In(d.Group), err
	})
}

// admit puts somebody where they belong now, and reports whether the letter is
// still to be settled with it: not when the form came twice.
func (f *Flow) admit(ctx context.Context, a authz.Actor, d Admitting, fresh bool, key domain.Key) (bool, error) {
	if fresh {
		created, err := f.People.Create(ctx, a.Scope, person.NewPerson{ID: d.Person, Pseudonym: d.Pseudonym}, key)
		if err != nil {
			return false, err
		}
		in, err := f.enters(ctx, a.Scope, d)
		if err == nil && in && !created {
			err = domain.Conflict("relay.over") // the id is somebody else's
		}
		return in, err
	}
	if err := f.known(ctx, a.Scope, d.Person); err != nil {
		return false, err
	}
	if d.Here {
		took, err := f.Letters.Took(ctx, a, d.Group, d.Letter, relay.Here, d.Person)
		if err != nil || took {
			return false, err
		}
		return true, f.Groups.Here(ctx, a.Scope, d.Group, d.Person)
	}
	in, err := f.enters(ctx, a.Scope, d)
	if err != nil || in {
		return in, err
	}
	took, err := f.Letters.Took(ctx, a, d.Group, d.Letter, d.entry(), d.Person)
	switch {
	case err != nil || took:
		return false, err
	case d.Queue:
		return false, domain.Conflict("relay.waits")
	}
	return false, domain.Conflict("relay.belongs")
}

// enters puts somebody into a group or onto its waiting list, and reports false
// when they are there or the form came twice.
func (f *Flow) enters(ctx context.Context, scope domain.Scope, d Admitting) (bool, error) {
	if d.Queue {
		return f.Groups.Await(ctx, scope, d.Group, group.Waiter{ID: domain.WaiterID{UUID: d.ID}, Person: d.Person, Since: d.On})
	}
	in, err := f.Groups.Join(ctx, scope, d.Group, group.Member{ID: domain.MembershipID{UUID: d.ID}, Person: d.Person, Joined: d.On}, domain.WaiterID{}, d.AllTheSame)
	if err != nil || !in {
		return false, err
	}
	if err := f.Interests.Joined(ctx, scope, d.Group, d.Person); err != nil {
		return false, err
	}
	return true, f.Agreements.Joined(ctx, scope, d.Group, d.Person, d.Accepts, d.On)
}
