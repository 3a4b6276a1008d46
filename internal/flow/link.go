package flow

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/notify"
)

// Way is whose way in somebody asks for: of a member to a group, or of one who
// works here.
type Way struct {
	notify.Party
	Group domain.GroupID // of a member
}

// asks is the action that making such a link needs, whoever carries it.
func (w Way) asks(a authz.Actor) (authz.Action, authz.Resource) {
	if w.Person.IsZero() {
		return account.ActStaffReset, authz.Resource{Scope: a.Scope}
	}
	return actMemberLink, authz.Resource{Scope: a.Scope, Group: w.Group}
}

// LinkUnsafe says why a link cannot be sent to whom it is for; notify.WhyNone
// when it can.
func (f *Flow) LinkUnsafe(ctx context.Context, a authz.Actor, w Way) (notify.Reason, error) {
	act, on := w.asks(a)
	if err := f.Desk.Policy.Check(a, act, on); err != nil {
		return "", err
	}
	return f.Messages.Unsafe(ctx, a.Scope, w.Party)
}

// SendLink has a link sent to the safe contact of whom it is for. Nobody else
// sees it, and what they have already goes on working. The id comes from the
// form: sent twice, it is asked for once.
func (f *Flow) SendLink(ctx context.Context, a authz.Actor, id domain.MessageID, w Way) error {
	why, err := f.LinkUnsafe(ctx, a, w)
	if err != nil {
		return err
	}
	act, on := w.asks(a)
	return f.Desk.Change(ctx, a, act, on, func(ctx context.Context) (e audit.Entry, err error) {
		if err := f.hasWay(ctx, a, w); err != nil {
			return e, err
		}
		if why != notify.WhyNone { // said after it: of a stranger nothing is told
			return e, domain.Conflict("tell.access.unsafe")
		}
		made, err := f.Messages.SendLink(ctx, a.Scope, id, w.Party, w.Group)
		if err != nil || !made {
			return e, err
		}
		if w.Person.IsZero() {
			return audit.On(a, act, "user", w.User.UUID), nil
		}
		return audit.On(a, act, "person", w.Person.UUID).In(w.Group), nil
	})
}

// hasWay is KindNotFound when there is nowhere for them to go in.
func (f *Flow) hasWay(ctx context.Context, a authz.Actor, w Way) error {
	if w.Person.IsZero() {
		return f.Accounts.WorksHere(ctx, a.Scope, w.User)
	}
	return f.Groups.Belongs(ctx, a.Scope, w.Group, w.Person)
}
