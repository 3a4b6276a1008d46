package web_test

import (
	"krag/internal/domain"
	"krag/internal/domain/group"
)

// proposalDoor is the address at which the house takes proposals.
func (p *plot) proposalDoor() string {
	return made(p.estate, "proposal door", func() string {
		p.must(p.Services().Proposals.Open(p.t.Context(), p.actor, true))
		d, err := p.Services().Proposals.Door(p.t.Context(), p.actor)
		p.must(err)
		return d.Token
	})
}

// proposal is one that somebody without an account sent.
func (p *plot) proposal() group.Proposal {
	return made(p.estate, p.name+" proposal", func() group.Proposal {
		n := group.Proposal{
			ID: domain.NewID[domain.InterestID](), Wish: group.WouldStart, Words: domain.NewSecret(p.topic("proposed words", "coordinator")), Suits: domain.NewSecret(p.topic("proposed hours", "coordinator")),
			Pseudonym: domain.NewSecret(p.topic("proposed name", "coordinator")), Reach: group.ReachEmail, Contact: domain.NewSecret(p.topic("proposed contact", "coordinator")), When: domain.NewSecret(p.topic("proposed call", "coordinator")), Lang: "uk",
		}
		p.must(p.Services().Proposals.Propose(p.t.Context(), p.proposalDoor(), n))
		return n
	})
}
