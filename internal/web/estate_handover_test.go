package web_test

import (
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
)

// handed is a plot whose staff lets go of it by a plan of one task.
func (p *plot) handed() group.Handover {
	return made(p.estate, p.name+" handover", func() group.Handover {
		readers := append([]string{p.ownHost}, vStaff...)
		h := group.Handover{
			ID: domain.NewID[domain.HandoverID](), Group: p.id, Successor: p.people().second, Until: today.AddDays(60),
			Tasks: []group.HandTask{{ID: domain.NewID[domain.TaskID](), Step: group.Team, Text: p.topic("task", readers...), Person: p.people().second, Due: today.AddDays(-2)}},
		}
		p.must(p.Services().Handovers.Begin(p.t.Context(), p.actor, h))
		return h
	})
}

// alone is a group without a plan that has gone on alone for so long that
// somebody should ask how it is.
func (e *estate) alone() domain.GroupID {
	return made(e, "alone", func() domain.GroupID {
		n := group.NewGroup{
			ID: domain.NewID[domain.GroupID](), Programme: e.programme, Kind: group.KindLoneliness, Character: group.Discussion, Openness: group.Open,
			Name: e.word("alone", vStaff...), Neutral: e.word("neutral of alone", vStaff...),
			Enters: e.plot(0).step(group.Independent, 250, ""),
		}
		e.must(e.Services().Groups.Create(e.t.Context(), e.actor, n))
		return n.ID
	})
}

// handover makes of the plot what a deed needs.
func (p *plot) handover(pattern string) {
	if !strings.HasSuffix(pattern, "/new") || strings.Contains(pattern, "/tasks/") {
		p.handed()
	}
}
