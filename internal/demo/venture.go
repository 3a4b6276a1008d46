package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/mutual"
)

// doing is what a group does together.
type doing struct {
	title, about string
	begun, ended int // days ago, 0 for not yet
	result       string
	tasks        []todo
}

// todo is a task; people are counted in the order in which they joined, and
// nobody is -1.
type todo struct {
	words string
	who   int
	done  bool
}

// doings are those of the first groups in which at least four people are, one of
// each.
var doings = []doing{
	{
		"Wspólne śniadanie dla sąsiadów", "Raz, w sobotę rano, przed domem kultury. Każdy przynosi to, co umie zrobić.", 40, 12,
		"Przyszło więcej osób, niż było krzeseł. Zostały dwa chleby i lista chętnych na następny raz.",
		[]todo{{"Zapytać o stoły i krzesła.", 0, true}, {"Upiec chleb.", 1, true}, {"Umyć kubki i oddać czajnik.", 2, true}},
	},
	{
		"Ławka i kwiaty przed wejściem", "Żeby było gdzie usiąść, zanim otworzą drzwi. Zaczynamy od skrzynek na kwiaty.", 9, 0, "",
		[]todo{{"Zapytać, gdzie może stać ławka.", 0, true}, {"Kupić ziemię i sadzonki.", 3, false}, {"Przynieść konewkę.", -1, false}},
	},
}

// venture has a group do something together.
func (st *stage) venture(ctx context.Context, in domain.GroupID, people []domain.PersonID) error {
	if st.Mutual == nil || len(people) < 4 || st.doing >= len(doings) {
		return nil
	}
	d := doings[st.doing]
	st.doing++
	n := mutual.NewVenture{ID: domain.NewID[domain.VentureID](), Group: in, Title: d.title, About: d.about}
	if err := st.Mutual.AddVenture(ctx, st.coordinator, n); err != nil {
		return err
	}
	if err := st.Mutual.MoveVenture(ctx, st.coordinator, in, n.ID, mutual.VentureStep{To: mutual.UnderWay, On: st.today.AddDays(-d.begun), Version: 1}, st.today); err != nil {
		return err
	}
	for _, t := range d.tasks {
		if err := st.todo(ctx, in, n.ID, people, t); err != nil {
			return err
		}
	}
	if d.ended == 0 {
		return nil
	}
	over := mutual.VentureStep{To: mutual.Achieved, On: st.today.AddDays(-d.ended), Result: d.result, Version: 2}
	return st.Mutual.MoveVenture(ctx, st.coordinator, in, n.ID, over, st.today)
}

func (st *stage) todo(ctx context.Context, in domain.GroupID, of domain.VentureID, people []domain.PersonID, t todo) error {
	n := mutual.NewTask{ID: domain.NewID[domain.TaskID](), Text: t.words}
	if t.who >= 0 {
		n.Person = people[t.who]
	}
	if err := st.Mutual.AddTask(ctx, st.coordinator, in, of, n); err != nil || !t.done {
		return err
	}
	return st.Mutual.TickTask(ctx, st.coordinator, in, of, n.ID, st.today.AddDays(-8))
}
