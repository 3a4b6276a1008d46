package flow

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/meeting"
	"krag/internal/domain/notify"
)

// CountUnsafe says why the link by which a meeting of a group is counted cannot be
// sent to somebody; notify.WhyNone when it can.
func (f *Flow) CountUnsafe(ctx context.Context, a authz.Actor, group domain.GroupID, who domain.PersonID) (notify.Reason, error) {
	if err := f.Desk.Policy.Check(a, meeting.ActLink, authz.Resource{Scope: a.Scope, Group: group}); err != nil {
		return "", err
	}
	return f.Messages.Unsafe(ctx, a.Scope, notify.Party{Person: who})
}

// SendCount makes the link by which a meeting is counted and has it sent to the safe
// contact of somebody of the group. Nobody else sees it, and one that was there
// opens nothing any more. The id comes from the form: sent twice, it is made once.
func (f *Flow) SendCount(ctx context.Context, a authz.Actor, id domain.MessageID, m meeting.Meeting, who domain.PersonID, ticks bool) error {
	why, err := f.CountUnsafe(ctx, a, m.Group, who)
	if err != nil {
		return err
	}
	return f.Desk.Change(ctx, a, meeting.ActLink, authz.Resource{Scope: a.Scope, Group: m.Group}, func(ctx context.Context) (e audit.Entry, err error) {
		if err := f.Groups.Belongs(ctx, a.Scope, m.Group, who); err != nil {
			return e, err
		}
		if why != notify.WhyNone { // said after it: of a stranger nothing is told
			return e, domain.Conflict("tell.access.unsafe")
		}
		made, err := f.Messages.SendCount(ctx, a.Scope, id, who, m.ID)
		if err != nil || !made {
			return e, err
		}
		return f.Meetings.CutLink(ctx, a, m.ID, ticks)
	})
}
