package web_test

import (
	"krag/internal/domain"
	"krag/internal/domain/group"
)

// turned is what a plot has of turns: at one meeting ahead the first and the
// second person have a role, both are ready for more, and away later.
type turned struct {
	at   domain.MeetingID
	away [2]domain.AbsenceID // of the first and of the second
}

func (p *plot) turned() turned {
	p.t.Helper()
	return made(p.estate, p.name+" turns", func() turned {
		p.people()
		turns, ctx := p.Services().Turns, p.t.Context()
		all := turned{at: p.meeting(mPlanned).ID}
		p.must(turns.Set(ctx, p.actor, p.id, all.at, []group.TurnChange{
			{Role: group.Opener, Now: p.first}, {Role: group.Moderator, Now: p.second}, {Role: group.Timekeeper, Now: p.third},
		}))
		p.must(turns.Set(ctx, p.actor, p.id, p.meeting(mHeld).ID, []group.TurnChange{{Role: group.Moderator, Now: p.first}}))
		for i, who := range []domain.PersonID{p.first, p.second} {
			all.away[i] = domain.NewID[domain.AbsenceID]()
			p.must(turns.Ready(ctx, p.actor, p.id, group.Wish{}, group.Wish{Person: who, Roles: []group.Role{group.Moderator, group.Buddy}, Most: 3}))
			p.must(turns.Away(ctx, p.actor, p.id, group.Absence{ID: all.away[i], Person: who, From: today.AddDays(60), Until: today.AddDays(61)}))
		}
		return all
	})
}

// led is the meeting that nobody counted yet with the first person leading it.
func (p *plot) led() {
	p.t.Helper()
	made(p.estate, p.name+" led", func() bool {
		p.people()
		p.must(p.Services().Turns.Set(p.t.Context(), p.actor, p.id, p.meeting(mPast).ID, []group.TurnChange{{Role: group.Moderator, Now: p.first}}))
		return true
	})
}
