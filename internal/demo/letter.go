package demo

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/group"
	"krag/internal/domain/meeting"
	"krag/internal/domain/relay"
)

// written are what people outside wrote to a group, made up:
// the first was answered from the house, the second and a request to join wait.
var written = []relay.NewLetter{
	{Words: "Czy w czwartek można przyjść z dzieckiem? Ma pięć lat i lubi rysować.", Reply: relay.Reply{
		By: relay.Call, Address: domain.NewSecret("+48490100210"), From: 9 * 60, Until: 14 * 60, Voicemail: true, Lang: "pl",
	}},
	{Words: "Dzień dobry. Nie wiem, czy to dla mnie. Czy można raz przyjść i tylko posłuchać?", Reply: relay.Reply{
		By: relay.Email, Address: domain.NewSecret("ktos-zmyslony@example.org"), Lang: "pl",
	}},
	{Words: "Poziomka", Join: &relay.NewRequest{Answers: []string{"Najpierw posłuchać. Umiem szyć."}, Version: 1}, Reply: relay.Reply{
		By: relay.SMS, Address: domain.NewSecret("+48490100211"), From: 9 * 60, Until: 15 * 60, Lang: "pl",
	}},
}

// asked is what the group asks whoever wants to join.
var asked = []string{"Co chcesz tu robić najchętniej: słuchać, mówić, robić coś rękami?", "O jakiej porze najłatwiej Ci wyjść z domu?"}

// letters gives a group an address, and somebody of it the role of answering at the
// next meeting.
func (st *stage) letters(ctx context.Context, in domain.GroupID, who domain.PersonID) error {
	if st.Letters == nil || st.Turns == nil {
		return nil
	}
	for _, ahead := range []bool{false, true} { // one may be on just now
		if err := st.answers(ctx, in, who, ahead); err != nil {
			return err
		}
	}
	if err := st.Letters.MakeLink(ctx, st.coordinator, in); err != nil {
		return err
	}
	l, err := st.Letters.LinkOf(ctx, st.coordinator, in)
	if err != nil {
		return err
	}
	if err := st.Letters.Ask(ctx, st.coordinator, in, asked, 0); err != nil {
		return err
	}
	for i, n := range written {
		n.ID = domain.NewID[domain.LetterID]()
		if err := st.Letters.Write(ctx, l.Token.Reveal(), n); err != nil {
			return err
		}
		if i == 0 {
			if err := st.answered(ctx, st.coordinator, in, n.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// answers gives somebody the role of answering at the next meeting, or at the one that
// is on.
func (st *stage) answers(ctx context.Context, in domain.GroupID, who domain.PersonID, ahead bool) error {
	all, err := st.Meetings.OfGroup(ctx, st.coordinator, in, ahead, domain.Page{Number: 1})
	i := slices.IndexFunc(all.Rows, func(m meeting.Row) bool { return m.State == meeting.Planned && m.EndsAt.After(st.Clock.Now()) })
	if err != nil || i < 0 {
		return err
	}
	return st.Turns.Set(ctx, st.coordinator, in, all.Rows[i].ID, []group.TurnChange{{Role: group.Contact, Now: who}})
}

func (st *stage) answered(ctx context.Context, a authz.Actor, in domain.GroupID, id domain.LetterID) error {
	if err := st.Letters.Do(ctx, a, in, id, relay.Take); err != nil {
		return err
	}
	return st.Letters.Do(ctx, a, in, id, relay.Called)
}
