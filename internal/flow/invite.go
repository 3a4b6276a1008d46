package flow

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/person"
)

// Accepting is somebody who joins a group by an invitation. Form is the id that the
// form was made with: who they are is decided here and not by whoever sends it.
type Accepting struct {
	Form      domain.UUID
	Pseudonym string
	Accepts   domain.EditionID // what the form showed of what the group agreed on, if it did
}

// Check notes what is to be mended.
func (n Accepting) Check() error {
	var p domain.Problems
	person.NewPerson{Pseudonym: n.Pseudonym}.Check(&p)
	return p.Err()
}

// Accept has somebody join by an invitation and gives the token of their private
// link. Whoever sends the form again is given another one, and the first opens
// nothing any more. An invitation is of one person: of two who use it at once one
// joins.
func (f *Flow) Accept(ctx context.Context, token string, n Accepting) (door string, err error) {
	form := group.FormHash(n.Form)
	v, err := f.Invitations.At(ctx, token, form)
	if err != nil {
		return "", err
	}
	if err := n.Check(); err != nil {
		return "", err
	}
	zone, err := time.LoadLocation(v.Zone)
	if err != nil {
		return "", err
	}
	who := v.Person
	var key domain.Key
	if who.IsZero() {
		who = domain.NewID[domain.PersonID]()
		if key, err = f.Keys.Prepare(ctx, v.Scope, domain.PersonKey, who.UUID); err != nil {
			return "", err
		}
	}
	a := authz.House(v.Scope)
	a.Institution = v.Institution
	door = domain.NewToken()
	err = f.Desk.Change(ctx, a, group.ActInvited, authz.Resource{Scope: v.Scope, Group: v.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		joined, err := f.Invitations.Stands(ctx, v.Invitation, token, form)
		switch {
		case err != nil:
			return e, err
		case joined.IsZero():
			joined = who
			err = f.accept(ctx, v, n, who, key, domain.DateOf(f.Desk.Clock.Now(), zone))
		default:
			err = f.Groups.Belongs(ctx, v.Scope, v.Group, joined) // they may have left since
		}
		if err != nil {
			return e, err
		}
		return audit.On(a, group.ActInvited, "person", joined.UUID).In(v.Group), f.Accounts.MemberLink(ctx, a, v.Group, joined, door)
	})
	return door, err
}

func (f *Flow) accept(ctx context.Context, v group.InvitedTo, n Accepting, who domain.PersonID, key domain.Key, today domain.Date) error {
	if _, err := f.People.Create(ctx, v.Scope, person.NewPerson{ID: who, Pseudonym: n.Pseudonym}, key); err != nil {
		return err
	}
	member := group.Member{ID: domain.NewID[domain.MembershipID](), Person: who, Joined: today}
	if _, err := f.Groups.Join(ctx, v.Scope, v.Group, member, domain.WaiterID{}, true); err != nil {
		return err
	}
	if err := f.Agreements.Joined(ctx, v.Scope, v.Group, who, n.Accepts, today); err != nil {
		return err
	}
	return f.Invitations.Use(ctx, v.Invitation, who, group.FormHash(n.Form))
}
