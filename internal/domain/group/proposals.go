package group

import (
	"context"
	"crypto/rand"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
	"krag/internal/domain/desk"
)

// Proposals are groups that somebody without an account would like to have.
type Proposals struct {
	desk  *desk.Desk
	store ProposalStore
	keys  domain.Keys
}

// NewProposals makes the service.
func NewProposals(d *desk.Desk, store ProposalStore, keys domain.Keys) *Proposals {
	return &Proposals{d, store, keys}
}

// errDoor is the same for an address that is closed and for one that never was.
var errDoor = domain.Gone("proposal.closed")

// doorLetters can be read from a poster and typed without mistaking one for another.
const doorLetters = "abcdefghjkmnpqrstuvwxyz23456789"

// newDoorToken is short enough to be copied by hand: it keeps nothing secret.
func newDoorToken() string {
	b := make([]byte, 8)
	_, _ = rand.Read(b) // never fails since Go 1.24
	for i := range b {
		b[i] = doorLetters[int(b[i])%len(doorLetters)]
	}
	return string(b)
}

// Door gives the address at which the institution takes proposals.
func (s *Proposals) Door(ctx context.Context, a authz.Actor) (d ProposalDoor, err error) {
	err = s.desk.View(ctx, a, ActProposalsOpen, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		d, err = s.store.ProposalDoor(ctx, a.Scope)
		return err
	})
	return d, err
}

// Open opens the address or closes it. What is so already does not change.
func (s *Proposals) Open(ctx context.Context, a authz.Actor, open bool) error {
	fresh := newDoorToken()
	return s.desk.Change(ctx, a, ActProposalsOpen, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		d, err := s.store.ProposalDoor(ctx, a.Scope)
		if err != nil || d.Open == open {
			return e, err
		}
		if d.Token == "" {
			d.Token = fresh
		}
		d.Open = open
		return audit.On(a, ActProposalsOpen, "institution", a.Institution.UUID), s.store.PutProposalDoor(ctx, a.Scope, d)
	})
}

// At gives the house whose address it is, and the kinds that it founds groups of.
// It says nothing of who uses it, nor of who else did.
func (s *Proposals) At(ctx context.Context, token string) (d ProposalDoor, kinds []KindEntry, err error) {
	if d, err = s.DoorAt(ctx, token); err == nil && !d.Open {
		err = errDoor
	}
	if err != nil {
		return d, nil, err
	}
	err = s.desk.Read(ctx, d.Scope, func(ctx context.Context) (err error) {
		kinds, err = s.store.Kinds(ctx, d.Scope)
		kinds = catalogue(kinds)
		return err
	})
	return d, kinds, err
}

// Propose takes what somebody sent to an address. A second sending of the form
// changes nothing, and nobody is told of it.
func (s *Proposals) Propose(ctx context.Context, token string, n Proposal) error {
	d, kinds, err := s.At(ctx, token)
	if err != nil {
		return err
	}
	var p domain.Problems
	n.Check(&p)
	if k, there := FindKind(kinds, n.Kind); n.Kind != "" && (!there || k.Retired) {
		p.Add("kind", "interest.topic.missing")
	}
	if err := p.Err(); err != nil {
		return err
	}
	a := authz.House(d.Scope)
	key, err := s.keys.Prepare(ctx, d.Scope, domain.ProposalKey, n.ID.UUID)
	if err != nil {
		return err
	}
	n = n.tidy()
	n.MadeAt = s.desk.Clock.Now()
	return s.desk.Change(ctx, a, ActPropose, authz.Resource{Scope: d.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		fresh, err := s.store.InsertProposal(ctx, d.Scope, n, key)
		if err != nil || !fresh {
			return e, err
		}
		asked, _, err := s.store.CountAsked(ctx, d.Scope)
		if err == nil && asked > MostAsked {
			err = domain.NewError(domain.KindTooMany, "proposal.many")
		}
		return audit.On(a, ActPropose, "proposal", n.ID.UUID), err
	})
}

// TakeBack clears what somebody sent; whoever has its address may. Nothing tells
// whether it was there, for it may have been taken back before.
func (s *Proposals) TakeBack(ctx context.Context, token string, id domain.InterestID) error {
	d, err := s.DoorAt(ctx, token)
	if err != nil {
		return err
	}
	a, there := authz.House(d.Scope), false
	err = s.desk.Change(ctx, a, ActPropose, authz.Resource{Scope: d.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		p, err := s.store.TakeProposal(ctx, d.Scope, id)
		if there = err == nil; domain.KindOf(err) == domain.KindNotFound || there && p.State == TakenBack {
			return e, nil
		}
		if err != nil {
			return e, err
		}
		return audit.On(a, ActPropose, "proposal", id.UUID), s.store.WithdrawProposal(ctx, d.Scope, id)
	})
	if err != nil || !there { // an address may hold any id: no key but a proposal's ends
		return err
	}
	return s.keys.Destroy(ctx, id.UUID)
}

// DoorAt finds an address, be it open or not: what was sent is taken back at any
// time.
func (s *Proposals) DoorAt(ctx context.Context, token string) (d ProposalDoor, err error) {
	err = s.desk.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		d, err = s.store.ProposalDoorByToken(ctx, token)
		return err
	})
	if domain.KindOf(err) == domain.KindNotFound {
		err = errDoor
	}
	return d, err
}

// All lists a page of what was sent. It names people, so it is written down.
func (s *Proposals) All(ctx context.Context, a authz.Actor, p domain.Page) (l domain.Listed[Proposal], err error) {
	err = s.desk.Look(ctx, a, ActProposals, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		l, err = s.store.Proposals(ctx, a.Scope, p)
		ids := make([]domain.UUID, len(l.Rows))
		for i, one := range l.Rows {
			ids[i] = one.ID.UUID
		}
		return audit.On(a, ActProposals, "proposal", ids...), err
	})
	return l, err
}

// One gives one that was not taken back.
func (s *Proposals) One(ctx context.Context, a authz.Actor, id domain.InterestID) (p Proposal, err error) {
	err = s.desk.Look(ctx, a, ActProposals, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		if p, err = s.store.Proposal(ctx, a.Scope, id); err == nil && p.State == TakenBack {
			err = domain.Gone("proposal.withdrawn")
		}
		return audit.On(a, ActProposals, "proposal", id.UUID), err
	})
	return p, err
}

// Waiting counts what waits for an answer, and says since when.
func (s *Proposals) Waiting(ctx context.Context, a authz.Actor) (n int, since time.Time, err error) {
	err = s.desk.View(ctx, a, ActProposals, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (err error) {
		n, since, err = s.store.CountAsked(ctx, a.Scope)
		return err
	})
	return n, since, err
}

// PutOff notes that nothing comes of a proposal now, and why.
func (s *Proposals) PutOff(ctx context.Context, a authz.Actor, id domain.InterestID, why WhyPutOff) error {
	if err := (Said{PutOff, why}).Check(); err != nil {
		return err
	}
	return s.desk.Change(ctx, a, ActProposals, authz.Resource{Scope: a.Scope}, func(ctx context.Context) (e audit.Entry, err error) {
		p, err := s.Take(ctx, a.Scope, id, Postponed)
		if err != nil || p.State == Postponed && p.Why == why {
			return e, err
		}
		p.State, p.Why = Postponed, why
		return audit.On(a, ActProposals, "proposal", id.UUID), s.store.SetProposal(ctx, a.Scope, p)
	})
}

// Take locks a proposal inside the caller's transaction, about which that is to be
// decided. What was decided otherwise is KindConflict; what was decided so stays.
func (s *Proposals) Take(ctx context.Context, scope domain.Scope, id domain.InterestID, as ProposalState) (Proposal, error) {
	p, err := s.store.TakeProposal(ctx, scope, id)
	switch {
	case err != nil:
		return p, err
	case p.State == TakenBack:
		return p, domain.Gone("proposal.withdrawn")
	case p.State.Settled() && p.State != as:
		return p, domain.Conflict("proposal.settled")
	}
	return p, nil
}

// Settle notes inside the caller's transaction what came of a proposal.
func (s *Proposals) Settle(ctx context.Context, scope domain.Scope, p Proposal, as ProposalState, in domain.GroupID) error {
	p.State, p.Why, p.Group = as, "", in
	return s.store.SetProposal(ctx, scope, p)
}

// Sweep deletes in one institution what was sent too long ago, and ends the keys;
// the queue calls it.
func (s *Proposals) Sweep(ctx context.Context, scope domain.Scope) error {
	var gone []domain.UUID
	err := s.desk.InTx(ctx, scope, func(ctx context.Context) (err error) {
		gone, err = s.store.SweepProposals(ctx, scope, s.desk.Clock.Now().AddDate(0, -InterestKept, 0))
		return err
	})
	if err != nil || len(gone) == 0 {
		return err
	}
	return s.keys.DestroyAll(ctx, gone...)
}
