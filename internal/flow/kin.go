package flow

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
)

// SplitGroup makes a new group out of one that grew too large. Those who are
// chosen move on a day, with their links, what they are ready for and what they
// offer and look for; what the group agreed on comes along as a draft. A second
// sending of the form changes nothing.
func (f *Flow) SplitGroup(ctx context.Context, a authz.Actor, from domain.GroupID, b group.Branch, today domain.Date) error {
	var p domain.Problems
	b.Check(&p, today)
	if err := p.Err(); err != nil {
		return err
	}
	b.People = inOrder(b.People)
	return f.Desk.Change(ctx, a, group.ActSplit, authz.Resource{Scope: a.Scope, Group: from}, func(ctx context.Context) (e audit.Entry, err error) {
		for _, who := range b.People {
			if _, err := f.People.Take(ctx, a.Scope, who); err != nil {
				return e, err
			}
		}
		fresh, err := f.Groups.Divide(ctx, a, from, b)
		if err != nil || !fresh {
			return e, err
		}
		if err := f.Mutual.Carry(ctx, a.Scope, from, b.ID, b.People); err != nil {
			return e, err
		}
		for _, who := range b.People {
			if err := f.carry(ctx, a.Scope, from, b.ID, who, b.On); err != nil {
				return e, err
			}
		}
		if err := f.Agreements.Carry(ctx, a.Scope, from, b.ID); err != nil {
			return e, err
		}
		return f.wrote(ctx, a, group.ActSplit, from, b.ID, b.People)
	})
}

// MergeGroups takes everybody of a group to another and closes the first. Who
// belongs to both goes on belonging to one. A second sending of the form changes
// nothing.
func (f *Flow) MergeGroups(ctx context.Context, a authz.Actor, from, into domain.GroupID, n group.NewStep, today domain.Date) error {
	how := group.Ending{Reason: group.Merged, Onward: []group.Onward{group.ToGroup}}
	return f.Desk.Change(ctx, a, group.ActMerge, authz.Resource{Scope: a.Scope, Group: from}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := f.holdMembers(ctx, a.Scope, from); err != nil {
			return e, err
		}
		fresh, err := f.Groups.Unite(ctx, a, from, into, n, how)
		if err != nil || !fresh {
			return e, err
		}
		if err := f.holdMembers(ctx, a.Scope, from); err != nil { // who joined before it was taken
			return e, err
		}
		members, err := f.Groups.Belonging(ctx, a.Scope, from)
		if err != nil {
			return e, err
		}
		if err := f.Mutual.Carry(ctx, a.Scope, from, into, nil); err != nil {
			return e, err
		}
		if err := f.Agreed.Carry(ctx, a.Scope, from, into); err != nil {
			return e, err
		}
		if err := f.Shelf.Carry(ctx, a.Scope, from, into); err != nil {
			return e, err
		}
		people := make([]domain.PersonID, len(members))
		for i, m := range members {
			people[i] = m.Person
			if err := f.carry(ctx, a.Scope, from, into, m.Person, laterOf(n.On.Date, m.Joined)); err != nil {
				return e, err
			}
		}
		if err := f.empty(ctx, a, from, today); err != nil {
			return e, err
		}
		return f.wrote(ctx, a, group.ActMerge, from, into, people)
	})
}

// holdMembers holds everybody of a group, in the order of their ids: nobody is
// forgotten while they move. Persons are held before what is theirs.
func (f *Flow) holdMembers(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	members, err := f.Groups.Belonging(ctx, scope, id)
	if err != nil {
		return err
	}
	for _, m := range members {
		if _, err := f.People.Take(ctx, scope, m.Person); err != nil {
			return err
		}
	}
	return nil
}

func laterOf(a, b domain.Date) domain.Date {
	if a.Before(b) {
		return b
	}
	return a
}

func inOrder(people []domain.PersonID) []domain.PersonID {
	people = slices.Clone(people)
	slices.SortFunc(people, func(a, b domain.PersonID) int { return slices.Compare(a.UUID[:], b.UUID[:]) })
	return slices.Compact(people)
}

// carry moves somebody from one group to another inside the caller's
// transaction, with what is theirs; what they offer and look for went before. What they would have done at a meeting of the
// first they do not do any more.
func (f *Flow) carry(ctx context.Context, scope domain.Scope, from, to domain.GroupID, who domain.PersonID, on domain.Date) error {
	if err := f.Groups.Carry(ctx, scope, from, to, who, on); err != nil {
		return err
	}
	if err := f.Turns.Carry(ctx, scope, from, to, who); err != nil {
		return err
	}
	if err := f.Turns.Leave(ctx, scope, from, who); err != nil {
		return err
	}
	if err := f.Handovers.Leave(ctx, scope, from, who); err != nil {
		return err
	}
	if err := f.Mutual.Leave(ctx, scope, from, who); err != nil {
		return err
	}
	if err := f.Letters.Release(ctx, scope, from, who); err != nil {
		return err
	}
	if err := f.Agreed.Leave(ctx, scope, from, who); err != nil {
		return err
	}
	if err := f.Shelf.Leave(ctx, scope, from, who); err != nil {
		return err
	}
	return f.Accounts.CarryDoors(ctx, from, to, who)
}

// wrote writes down who moved, and gives the entry about both groups.
func (f *Flow) wrote(ctx context.Context, a authz.Actor, act authz.Action, from, to domain.GroupID, people []domain.PersonID) (audit.Entry, error) {
	both := audit.On(a, act, "group", from.UUID, to.UUID).In(from)
	if len(people) == 0 {
		return both, nil
	}
	ids := make([]domain.UUID, len(people))
	for i, who := range people {
		ids[i] = who.UUID
	}
	return both, f.Desk.Log.Record(ctx, audit.On(a, act, "person", ids...).In(to))
}

// TakeOver makes a group that comes from another institution, with its agreement
// from there as a draft, nil when it had none, and with what it has still to do.
// Nobody comes with it: people join when they say so here. A second sending of
// the form changes nothing.
func (f *Flow) TakeOver(ctx context.Context, a authz.Actor, n group.NewGroup, draft *group.Edition, toDo []string) error {
	if err := f.Desk.Policy.Check(a, group.ActCreate, authz.Resource{Scope: a.Scope}); err != nil {
		return err
	}
	keys, err := f.Agreed.Keys(ctx, a, n.ID, len(toDo))
	if err != nil {
		return err
	}
	return f.Desk.InTx(ctx, a.Scope, func(ctx context.Context) error {
		if err := f.Groups.Exists(ctx, a.Scope, n.ID); domain.KindOf(err) != domain.KindNotFound {
			return err // nil when the form came twice
		}
		if err := f.Groups.Create(ctx, a, n); err != nil {
			return err
		}
		if err := f.Agreed.Bring(ctx, a.Scope, n.ID, toDo, keys); err != nil || draft == nil {
			return err
		}
		e := *draft
		e.ID, e.Group = domain.EditionID{UUID: n.ID.UUID}, n.ID
		return f.Agreements.Begin(ctx, a, e)
	})
}
