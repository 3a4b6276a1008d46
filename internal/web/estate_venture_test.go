package web_test

import (
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/mutual"
)

// venturings are a venture with a task that is the second's, and one that is
// nobody's yet.
type venturings struct {
	id         domain.VentureID
	task, free domain.TaskID
}

func (p *plot) venturing() venturings {
	return made(p.estate, p.name+" ventures", func() venturings {
		readers := []string{"coordinator", p.ownHost, p.ownMember}
		v := venturings{domain.NewID[domain.VentureID](), domain.NewID[domain.TaskID](), domain.NewID[domain.TaskID]()}
		p.must(p.Services().Mutual.AddVenture(p.t.Context(), p.actor, mutual.NewVenture{
			ID: v.id, Group: p.id, Title: p.topic("venture", readers...), About: p.topic("about the venture", readers...), From: today, Until: today.AddDays(20),
		}))
		add := func(id domain.TaskID, field string, who domain.PersonID) {
			p.must(p.Services().Mutual.AddTask(p.t.Context(), p.actor, p.id, v.id, mutual.NewTask{ID: id, Text: p.topic(field, readers...), Person: who, Due: today.AddDays(-2)}))
		}
		add(v.task, "task of the venture", p.people().second)
		add(v.free, "free task", domain.PersonID{})
		return v
	})
}

// task is the one that an address of a venture, of a meeting or of a hand-over
// names.
func (p *plot) task(pattern string) domain.TaskID {
	switch {
	case strings.HasPrefix(pattern, "/me/agreed/"):
		return p.promised().free
	case strings.HasPrefix(pattern, "/meetings/"):
		return p.promised().task
	case strings.HasPrefix(pattern, "/me/ventures/"):
		return p.venturing().free
	case strings.Contains(pattern, "/ventures/"):
		return p.venturing().task
	}
	return p.handed().Tasks[0].ID
}

// ventureForms is the page with the buttons of a task, for a path that they lead
// to, and otherwise the page given.
func ventureForms(path, page string) string {
	base, _, ok := strings.Cut(path, "/tasks/")
	if ok && strings.Contains(base, "/ventures/") && (strings.HasSuffix(path, "/done") || strings.HasPrefix(path, "/me/")) {
		return base
	}
	return page
}
