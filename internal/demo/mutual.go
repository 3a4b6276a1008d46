package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/mutual"
)

// help is what somebody of a group offers or looks for; people are counted in
// the order in which they joined.
type help struct {
	kind   mutual.Kind
	author int
	words  string
	named  bool
	other  int // who answered, the author for nobody
}

// helps are those of each group in which at least four people are.
var helps = []help{
	{mutual.Offer, 1, "Po spotkaniu mogę podwieźć jedną osobę w stronę dworca.", true, 1},
	{mutual.Request, 2, "Szukam zimowej kurtki dla dwunastolatka.", false, 2},
	{mutual.Offer, 0, "Znam się na rowerach: łańcuch, hamulce, dętka.", true, 3},
	{mutual.Request, 0, "Czy ktoś wypełniał już wniosek o dodatek mieszkaniowy?", false, 0},
}

// help has people of a group offer and look for something.
func (st *stage) help(ctx context.Context, in domain.GroupID, people []domain.PersonID) error {
	if st.Mutual == nil || len(people) < len(helps) {
		return nil
	}
	for _, h := range helps {
		n := mutual.NewHelp{ID: domain.NewID[domain.HelpID](), Group: in, Kind: h.kind, Author: people[h.author], Words: h.words, Named: h.named}
		if err := st.Mutual.Add(ctx, st.coordinator, n); err != nil {
			return err
		}
		if h.other == h.author {
			continue
		}
		if err := st.Mutual.Match(ctx, st.coordinator, in, n.ID, people[h.other]); err != nil {
			return err
		}
	}
	return nil
}
