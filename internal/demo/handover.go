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

// told is a task of a hand-over that is over; people are counted in the order in
// which they joined, and the animator is -1. Days are counted back from the day on
// which the group went on alone.
type told struct {
	step      group.HandStep
	words     string
	who       int
	due, done int
}

// wayAlone are the tasks of the group that went on alone, made up.
var wayAlone = []told{
	{group.Learning, "Rozmowa całej grupy: co umiemy już bez animatorki", -1, 77, 77},
	{group.Learning, "Kto chce, siada raz obok osoby prowadzącej i się przygląda", 1, 56, 49},
	{group.Team, "Trzy osoby prowadzą spotkania na zmianę", 2, 35, 35},
	{group.Team, "Dwie osoby uczą się otwierać i zamykać salę", 0, 28, 21},
	{group.LettingGo, "Spotkanie bez animatorki, a po nim krótka rozmowa", 1, 21, 21},
	{group.LettingGo, "Ostatnie spotkanie z animatorką, z podziękowaniem", 4, 14, 14},
	{group.LettingGo, "Umowa o salę podpisana, klucz jest w grupie", 0, 7, 0},
	{group.OnTap, "Numer, pod który można zadzwonić, wisi przy kluczach", -1, 0, 0},
}

// wentAlone tells how staff let go of a group: its first person took over, and
// everything that there was to do is done.
func (st *stage) wentAlone(ctx context.Context, in domain.GroupID, people []domain.PersonID) error {
	if st.Handovers == nil || len(people) < len(readiness) {
		return nil
	}
	end := st.today.AddDays(-7 * alone)
	h := group.Handover{ID: domain.NewID[domain.HandoverID](), Group: in, Animator: st.coordinator.User, Until: end, Successor: people[0]}
	for _, one := range wayAlone {
		t := group.HandTask{ID: domain.NewID[domain.TaskID](), Step: one.step, Text: one.words, Due: end.AddDays(-one.due)}
		if one.who < 0 {
			t.User = st.coordinator.User
		} else {
			t.Person = people[one.who]
		}
		h.Tasks = append(h.Tasks, t)
	}
	if err := st.Handovers.Begin(ctx, st.coordinator, h); err != nil {
		return err
	}
	for i, one := range wayAlone {
		if err := st.Handovers.Tick(ctx, st.coordinator, in, h.Tasks[i].ID, end.AddDays(-one.done)); err != nil {
			return err
		}
	}
	return nil
}
