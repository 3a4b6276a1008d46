package flow

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/person"
)

// Wishing is somebody who would come to a group that is not there yet. Without a
// person and without a pseudonym it is one more who asked, and nothing is known of
// them. The id from the form becomes that of a new person, too.
type Wishing struct {
	group.NewInterest
	Pseudonym string
	MadeUp    bool
}

// Check notes what is to be mended.
func (w Wishing) Check(today domain.Date) error {
	var p domain.Problems
	w.NewInterest.Check(&p, today)
	if w.names() {
		person.NewPerson{Pseudonym: w.Pseudonym}.Check(&p)
	}
	return p.Err()
}

// names reports whether somebody new gave a name.
func (w Wishing) names() bool { return w.Pseudonym != "" && w.Person.IsZero() }

// Wish notes that somebody would come to a group, and who it is when they said a
// name. Nobody is told of it. A second sending of the form changes nothing.
func (f *Flow) Wish(ctx context.Context, a authz.Actor, w Wishing, today domain.Date) error {
	on := authz.Resource{Scope: a.Scope}
	if err := f.Desk.Policy.Check(a, group.ActInterest, on); err != nil {
		return err
	}
	if err := w.Check(today); err != nil {
		return err
	}
	fresh := w.names()
	var key, words domain.Key
	var err error
	if fresh {
		w.Person = domain.PersonID{UUID: w.ID.UUID}
		if key, err = f.Keys.Prepare(ctx, a.Scope, domain.PersonKey, w.Person.UUID); err != nil {
			return err
		}
	}
	if w.Fresh {
		if words, err = f.Keys.Prepare(ctx, a.Scope, domain.TopicKey, w.Topic.ID.UUID); err != nil {
			return err
		}
	}
	return f.Desk.Change(ctx, a, group.ActInterest, on, func(ctx context.Context) (e audit.Entry, err error) {
		switch {
		case fresh:
			_, err = f.People.Create(ctx, a.Scope, person.NewPerson{ID: w.Person, Pseudonym: w.Pseudonym, MadeUp: w.MadeUp}, key)
		case !w.Person.IsZero():
			err = f.known(ctx, a.Scope, w.Person)
		}
		if err != nil {
			return e, err
		}
		put, err := f.Interests.Add(ctx, a.Scope, w.NewInterest, words)
		if err != nil || !put {
			return e, err
		}
		return audit.On(a, group.ActInterest, "interest", w.ID.UUID), nil
	})
}

// Placing lets those who waited for such a group into one, or puts them on its
// waiting list.
type Placing struct {
	Group      domain.GroupID
	Who        []domain.InterestID
	On         domain.Date
	AllTheSame bool
	Queue      bool // onto the waiting list
}

// Check notes what is to be mended.
func (p Placing) Check() error {
	var problems domain.Problems
	if len(p.Who) == 0 {
		problems.Add("who", "interest.place.missing")
	}
	if p.On.IsZero() && !p.Queue {
		problems.Add("on", "member.on.missing")
	}
	return problems.Err()
}

// Place lets people into a group by the use cases by which anybody joins or waits.
// All come in, or nobody does; whoever came in before is passed over. What the
// group agreed on each of them accepts later, alone.
func (f *Flow) Place(ctx context.Context, a authz.Actor, p Placing) error {
	act, on := group.ActJoin, authz.Resource{Scope: a.Scope, Group: p.Group}
	if p.Queue {
		act = group.ActWaiting
	}
	if err := f.Desk.Policy.Check(a, group.ActInterest, on); err != nil {
		return err
	}
	if err := p.Check(); err != nil {
		return err
	}
	return f.Desk.Change(ctx, a, act, on, func(ctx context.Context) (e audit.Entry, err error) {
		all, err := f.Interests.Who(ctx, a.Scope, p.Who)
		if err != nil {
			return e, err
		}
		for _, i := range all { // everybody is taken before the group is
			if err := f.known(ctx, a.Scope, i.Person); err != nil {
				return e, err
			}
		}
		var in []domain.UUID
		for _, i := range all {
			came, err := f.place(ctx, a, p, i)
			if err != nil {
				return e, err
			}
			if came {
				in = append(in, i.Person.UUID)
			}
		}
		return audit.On(a, act, "person", in...).In(p.Group), nil
	})
}

func (f *Flow) place(ctx context.Context, a authz.Actor, p Placing, i group.Interest) (bool, error) {
	state := group.HasJoined
	if p.Queue {
		state = group.Invited
	}
	placed, err := f.Interests.Place(ctx, a.Scope, i.ID, state, p.Group)
	if err != nil || !placed {
		return false, err
	}
	if p.Queue {
		return f.Groups.Await(ctx, a.Scope, p.Group, group.Waiter{ID: domain.NewID[domain.WaiterID](), Person: i.Person, Since: i.Since})
	}
	came, err := f.Groups.Join(ctx, a.Scope, p.Group, group.Member{ID: domain.NewID[domain.MembershipID](), Person: i.Person, Joined: p.On}, domain.WaiterID{}, p.AllTheSame)
	if err != nil || !came {
		return false, err
	}
	return true, f.Agreements.Joined(ctx, a.Scope, p.Group, i.Person, domain.EditionID{}, p.On)
}
