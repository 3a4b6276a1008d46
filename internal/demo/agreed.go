package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/meeting"
)

// promise is what a group agreed to do so many held meetings ago; people are
// counted in the order in which they joined, nobody is -1, and the whole group -2.
type promise struct {
	words string
	ago   int
	who   int
	said  meeting.Say // at the last meeting, empty for nothing
}

const everybody = -2

// atHome and elsewhere are those of the group whose host and member come in, and
// of another.
var (
	atHome = []promise{
		{"Zapytać o drugi czajnik.", 1, 0, ""},
		{"Przynieść zdjęcia z wycieczki.", 1, 2, meeting.Did},
		{"Kupić herbatę.", 0, -1, ""},
		{"Ustalić z domem kultury, kto zamyka salę w czerwcu.", 0, everybody, ""},
	}
	elsewhere = []promise{
		{"Przepisać kontrakt na czysto.", 4, 0, ""},
		{"Znaleźć kogoś, kto opowie o działkach.", 3, -1, meeting.PutOff},
		{"Umyć kubki po spotkaniu.", 1, everybody, meeting.Drop},
	}
)

// promise has a group agree on something at the meetings that it held.
func (st *stage) promise(ctx context.Context, in domain.GroupID, people []domain.PersonID, all []promise) error {
	if st.Agreed == nil || len(people) < 3 {
		return nil
	}
	past, err := st.Meetings.OfGroup(ctx, st.coordinator, in, false, domain.Page{Number: 1})
	if err != nil {
		return err
	}
	var held []meeting.Meeting
	for _, m := range past.Rows {
		if m.State == meeting.Held {
			held = append(held, m.Meeting)
		}
	}
	if len(held) < 5 {
		return nil
	}
	for _, one := range all {
		if err := st.agree(ctx, held, people, one); err != nil {
			return err
		}
	}
	return nil
}

func (st *stage) agree(ctx context.Context, held []meeting.Meeting, people []domain.PersonID, one promise) error {
	n := meeting.NewTask{ID: domain.NewID[domain.TaskID](), Text: one.words, Whole: one.who == everybody}
	if one.who >= 0 {
		n.Person = people[one.who]
	}
	if err := st.Agreed.Add(ctx, st.coordinator, held[one.ago], n); err != nil || one.said == "" {
		return err
	}
	return st.Agreed.Say(ctx, st.coordinator, held[0], n.ID, one.said, domain.DateOf(held[0].StartsAt, st.zone))
}
