package web_test

import (
	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/flow"
)

// wishing is somebody who waits for a group that is not there yet, one of a topic
// in own words.
func (p *plot) wishing() group.NewInterest {
	return made(p.estate, p.name+" wishes", func() group.NewInterest {
		n := group.NewInterest{
			ID: domain.NewID[domain.InterestID](), Since: today.AddDays(-9), Fresh: true,
			Topic: group.Topic{ID: domain.NewID[domain.TopicID](), Words: domain.NewSecret(p.topic("wished topic", "coordinator"))},
		}
		p.must(p.Services().Flow.Wish(p.t.Context(), p.actor, flow.Wishing{NewInterest: n, Pseudonym: p.pseudonym("wishing", "coordinator")}, today))
		return n
	})
}
