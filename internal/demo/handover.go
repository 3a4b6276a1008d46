package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/group"
)

// letGo begins to let go of a group: its first person takes over, one thing is
// done, one is late and two lie ahead.
func (st *stage) letGo(ctx context.Context, in domain.GroupID, people []domain.PersonID) error {
	if st.Handovers == nil || len(people) < 2 {
		return nil
	}
	task := func(step group.HandStep, text string, who domain.PersonID, days int) group.HandTask {
		return group.HandTask{ID: domain.NewID[domain.TaskID](), Step: step, Text: text, Person: who, Due: st.today.AddDays(days)}
	}
	first := task(group.Learning, "Rozmowa o tym, co grupa robi już bez animatorki", people[0], -20)
	h := group.Handover{
		ID: domain.NewID[domain.HandoverID](), Group: in, Animator: st.coordinator.User, Until: st.today.AddDays(60), Successor: people[0],
		Tasks: []group.HandTask{
			first,
			task(group.Team, "Dwie osoby uczą się otwierać i zamykać salę", people[1], -2),
			task(group.LettingGo, "Spotkanie bez animatorki, a po nim krótka rozmowa", people[0], 14),
			{ID: domain.NewID[domain.TaskID](), Step: group.OnTap, Text: "Numer, pod który można zadzwonić, wisi przy kluczach", User: st.coordinator.User},
		},
	}
	if err := st.Handovers.Begin(ctx, st.coordinator, h); err != nil {
		return err
	}
	return st.Handovers.Tick(ctx, st.coordinator, in, first.ID, st.today.AddDays(-15))
}
