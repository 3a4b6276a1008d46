package web_test

import (
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
)

// agreedOn is what was agreed on at the meeting that was held: a task that is the
// second's, and one that is nobody's yet.
type agreedOn struct{ task, free domain.TaskID }

func (p *plot) promised() agreedOn {
	held := p.meeting(mHeld)
	return made(p.estate, p.name+" promised", func() agreedOn {
		o := agreedOn{domain.NewID[domain.TaskID](), domain.NewID[domain.TaskID]()}
		add := func(id domain.TaskID, who domain.PersonID, field string, readers ...string) {
			p.must(p.Services().Agreed.Add(p.t.Context(), p.actor, held, meeting.NewTask{ID: id, Text: p.topic(field, readers...), Person: who}))
		}
		add(o.task, p.people().second, "task of the meeting", "coordinator", p.ownHost, p.ownMember)
		add(o.free, domain.PersonID{}, "free task of the meeting", "coordinator", p.ownHost, p.ownMember)
		return o
	})
}

// agreedForms is the page with the buttons of what was agreed on, for a path that
// they lead to, and otherwise the page given.
func agreedForms(path, page string) string {
	base, _, ok := strings.Cut(path, "/agreed/")
	switch {
	case ok && base == "/me":
		return "/me/agreed"
	case ok && strings.HasSuffix(path, "/say"):
		return base
	}
	return page
}
