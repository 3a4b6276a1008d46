package flow

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
)

const actMemberLink = account.ActMemberLink

// CloseGroup takes the last step of a group's life, calls off what was
// planned, gives its rooms back, and ends memberships, the waiting list, what
// somebody would have done, private links, and the address at which one wrote to it. Version is the one shown.
func (f *Flow) CloseGroup(ctx context.Context, a authz.Actor, id domain.GroupID, version int64, n group.NewStep, how group.Ending, today domain.Date) error {
	return f.Desk.Change(ctx, a, group.ActStage, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (e audit.Entry, err error) {
		if e, err = f.Groups.End(ctx, a, id, version, n, how); err != nil || len(e.IDs) == 0 {
			return e, err
		}
		return e, f.empty(ctx, a, id, today)
	})
}

// empty ends what lies ahead of a group that closed, inside the caller's
// transaction.
func (f *Flow) empty(ctx context.Context, a authz.Actor, id domain.GroupID, today domain.Date) error {
	if err := f.Meetings.CancelAhead(ctx, a.Scope, id); err != nil {
		return err
	}
	if err := f.Rooms.CancelAhead(ctx, a.Scope, id); err != nil {
		return err
	}
	if err := f.Groups.EndMemberships(ctx, a.Scope, id, today); err != nil {
		return err
	}
	if err := f.Groups.CloseWaiting(ctx, a.Scope, id); err != nil {
		return err
	}
	if err := f.Invitations.Close(ctx, a.Scope, id); err != nil {
		return err
	}
	if err := f.Turns.Close(ctx, a.Scope, id); err != nil {
		return err
	}
	if err := f.Handovers.Close(ctx, a.Scope, id); err != nil {
		return err
	}
	if err := f.Mutual.Close(ctx, a.Scope, id); err != nil {
		return err
	}
	if err := f.Letters.End(ctx, a.Scope, id); err != nil {
		return err
	}
	if err := f.Agreed.Close(ctx, a.Scope, id); err != nil {
		return err
	}
	if err := f.Shelf.Close(ctx, a.Scope, id); err != nil {
		return err
	}
	return f.Accounts.CloseDoorsOfGroup(ctx, id)
}
