package demo

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/group"
)

// kluczeEnd tells how a group of the past stopped meeting. Of one the source
// says that it ended and that its people went on meeting; why it ended, it does
// not say. Of the other it tells the years and no more.
func (st *stage) kluczeEnd(ctx context.Context, n group.NewGroup) error {
	last := group.NewStep{ID: domain.NewID[domain.StepID](), On: year(2005)}
	if n.Kind != group.KindViolence {
		last.Stage, last.Evidence = group.Dormant, "Opis praktyki podaje lata działania, o dalszych spotkaniach z pracownikiem nie mówi."
		return st.Groups.Advance(ctx, st.coordinator, n.ID, 0, last)
	}
	last.Evidence = "Opis praktyki mówi o tym, co było po zakończeniu grupy."
	return st.Flow.CloseGroup(ctx, st.coordinator, n.ID, 0, last, group.Ending{
		Reason: group.UnknownWhy, Onward: []group.Onward{group.InTouch},
		Words: "Opis praktyki: kontakty utrzymane po zakończeniu grupy, spotkania raz na dwa tygodnie.",
	}, st.today)
}
