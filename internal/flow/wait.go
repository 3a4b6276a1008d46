package flow

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/person"
)

// Awaiting is somebody who is put on the waiting list of a group. ID comes from
// the form and becomes the id of the entry, and of the person when the person is
// new.
type Awaiting struct {
	ID        domain.WaiterID
	Group     domain.GroupID
	Person    domain.PersonID // zero for somebody new
	Pseudonym string          // of somebody new
	MadeUp    bool
	Since     domain.Date
}

// Check notes what is to be mended. Nobody waits from a day to come.
func (w Awaiting) Check(today domain.Date) error {
	var p domain.Problems
	if w.Person.IsZero() {
		person.NewPerson{Pseudonym: w.Pseudonym}.Check(&p)
	}
	CheckSince(&p, w.Since, today)
	return p.Err()
}

// CheckSince notes what is to be mended in the day from which somebody waits.
func CheckSince(p *domain.Problems, since, today domain.Date) {
	switch {
	case since.IsZero():
		p.Add("on", "waiting.on.missing")
	case today.Before(since):
		p.Add("on", "waiting.on.ahead")
	}
}

// Await notes that somebody waits for a place in a group, and who it is when new.
// Nobody is told of it. A second sending of the form changes nothing.
func (f *Flow) Await(ctx context.Context, a authz.Actor, w Awaiting, today domain.Date) error {
	on := authz.Resource{Scope: a.Scope, Group: w.Group}
	if err := f.Desk.Policy.Check(a, group.ActWaiting, on); err != nil {
		return err
	}
	if err := w.Check(today); err != nil {
		return err
	}
	fresh := w.Person.IsZero()
	var key domain.Key
	if fresh {
		w.Person = domain.PersonID{UUID: w.ID.UUID}
		var err error
		if key, err = f.Keys.Prepare(ctx, a.Scope, domain.PersonKey, w.Person.UUID); err != nil {
			return err
		}
	}
	return f.Desk.Change(ctx, a, group.ActWaiting, on, func(ctx context.Context) (e audit.Entry, err error) {
		if fresh {
			if _, err := f.People.Create(ctx, a.Scope, person.NewPerson{ID: w.Person, Pseudonym: w.Pseudonym, MadeUp: w.MadeUp}, key); err != nil {
				return e, err
			}
		} else if err := f.known(ctx, a.Scope, w.Person); err != nil {
			return e, err
		}
		put, err := f.Groups.Await(ctx, a.Scope, w.Group, group.Waiter{ID: w.ID, Person: w.Person, Since: w.Since})
		if err != nil || !put {
			return e, err
		}
		return audit.On(a, group.ActWaiting, "person", w.Person.UUID).In(w.Group), nil
	})
}
