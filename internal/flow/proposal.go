package flow

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
)

// KeepProposal puts whoever sent a proposal among those who wait for such a group.
// The entry has the id of the proposal; keeping twice is keeping once.
func (f *Flow) KeepProposal(ctx context.Context, a authz.Actor, n group.NewInterest, today domain.Date) error {
	on := authz.Resource{Scope: a.Scope}
	if err := f.Desk.Policy.Check(a, group.ActProposals, on); err != nil {
		return err
	}
	var p domain.Problems
	n.Check(&p, today)
	if err := p.Err(); err != nil {
		return err
	}
	var words domain.Key
	if n.Fresh {
		var err error
		if words, err = f.Keys.Prepare(ctx, a.Scope, domain.TopicKey, n.Topic.ID.UUID); err != nil {
			return err
		}
	}
	return f.Desk.Change(ctx, a, group.ActProposals, on, func(ctx context.Context) (e audit.Entry, err error) {
		p, err := f.Proposals.Take(ctx, a.Scope, n.ID, group.Kept)
		if err != nil || p.State == group.Kept {
			return e, err
		}
		if _, err := f.Interests.Add(ctx, a.Scope, n, words); err != nil {
			return e, err
		}
		return audit.On(a, group.ActProposals, "proposal", n.ID.UUID), f.Proposals.Settle(ctx, a.Scope, p, group.Kept, domain.GroupID{})
	})
}

// AcceptProposal founds the group that somebody proposed, and puts them among those
// who wait for such a group. It gives the group: of two who accept at once the
// second is given the one that the first founded.
func (f *Flow) AcceptProposal(ctx context.Context, a authz.Actor, id domain.InterestID, n group.NewGroup, zone *time.Location) (in domain.GroupID, err error) {
	on := authz.Resource{Scope: a.Scope}
	err = f.Desk.Change(ctx, a, group.ActProposals, on, func(ctx context.Context) (e audit.Entry, err error) {
		p, err := f.Proposals.Take(ctx, a.Scope, id, group.Accepted)
		if err != nil || p.State == group.Accepted {
			in = p.Group
			return e, err
		}
		if err := f.Groups.Create(ctx, a, n); err != nil {
			return e, err
		}
		in = n.ID
		waits := group.NewInterest{ID: id, Topic: group.Topic{Kind: n.Kind}, Since: domain.DateOf(p.MadeAt, zone)}
		if _, err := f.Interests.Add(ctx, a.Scope, waits, nil); err != nil {
			return e, err
		}
		return audit.On(a, group.ActProposals, "proposal", id.UUID), f.Proposals.Settle(ctx, a.Scope, p, group.Accepted, n.ID)
	})
	return in, err
}
