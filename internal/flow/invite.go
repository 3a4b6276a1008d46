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

// Accepting is somebody who joins a group by an invitation. ID comes from the form
// and becomes the id of the membership and of the person.
type Accepting struct {
	ID        domain.MembershipID
	Pseudonym string
	Accepts   domain.EditionID // what the form showed of what the group agreed on, if it did
}

// Check notes what is to be mended.
func (n Accepting) Check() error {
	var p domain.Problems
	person.NewPerson{Pseudonym: n.Pseudonym}.Check(&p)
	return p.Err()
}

// Who is who joins.
func (n Accepting) Who() domain.PersonID { return domain.PersonID{UUID: n.ID.UUID} }

// Accept has somebody join by an invitation and gives the token of their private
// link. Whoever sends the form again is given another one, and the first opens
// nothing any more. An invitation is of one person: of two who use it at once one
// joins.
func (f *Flow) Accept(ctx context.Context, token string, n Accepting) (door string, err error) {
	v, err := f.Invitations.At(ctx, token, n.Who())
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
	key, err := f.Keys.Prepare(ctx, v.Scope, domain.PersonKey, n.ID.UUID)
	if err != nil {
		return "", err
	}
	a := authz.House(v.Scope)
	a.Institution = v.Institution
	door = domain.NewToken()
	err = f.Desk.Change(ctx, a, group.ActInvited, authz.Resource{Scope: v.Scope, Group: v.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		joined, err := f.Invitations.Stands(ctx, v.Invitation, token, n.Who())
		if err != nil {
			return e, err
		}
		if !joined {
			if err := f.accept(ctx, v, n, key, domain.DateOf(f.Desk.Clock.Now(), zone)); err != nil {
				return e, err
			}
		} else if err := f.Groups.Belongs(ctx, v.Scope, v.Group, n.Who()); err != nil {
			return e, err // who has left since
		}
		return audit.On(a, group.ActInvited, "person", n.ID.UUID).In(v.Group), f.Accounts.MemberLink(ctx, a, v.Group, n.Who(), door)
	})
	return door, err
}

func (f *Flow) accept(ctx context.Context, v group.InvitedTo, n Accepting, key domain.Key, today domain.Date) error {
	if _, err := f.People.Create(ctx, v.Scope, person.NewPerson{ID: n.Who(), Pseudonym: n.Pseudonym}, key); err != nil {
		return err
	}
	in, err := f.Groups.Join(ctx, v.Scope, v.Group, group.Member{ID: n.ID, Person: n.Who(), Joined: today}, domain.WaiterID{}, true)
	if err == nil && !in {
		err = domain.Gone("invitation.gone") // the form of somebody who left
	}
	if err != nil {
		return err
	}
	if err := f.Agreements.Joined(ctx, v.Scope, v.Group, n.Who(), n.Accepts, today); err != nil {
		return err
	}
	return f.Invitations.Use(ctx, v.Invitation, n.Who())
}
