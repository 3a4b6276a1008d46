package demo

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/group"
)

// agreement is what the groups of the demonstration agree on.
var agreement = []group.Rule{
	{Key: "privacy", Text: "Co usłyszymy w kręgu, zostaje w kręgu. Nie mówimy też, kto tu przychodzi."},
	{Key: group.RuleLimits, Fixed: true, Text: "Jedno wyjątkowe zdanie: gdy czyjeś życie lub zdrowie jest w niebezpieczeństwie, szukamy pomocy, w nagłej chwili pod 112."},
	{Key: "voluntary", Text: "Mówi, kto chce. Milczeć też wolno."},
	{Key: "own-1", Text: "Kto przychodzi pierwszy, nastawia wodę. Kto wychodzi ostatni, gasi światło."},
	{Key: "time", Text: "Zaczynamy i kończymy o czasie."},
	{Key: "own-2", Text: "Na przerwie rozmawiamy o czymś innym."},
}

// agreedAt is the meeting, counted from 0, at which a group agrees.
const agreedAt = 2

// agrees has a group agree on its rules at its third meeting.
func (st *stage) agrees(ctx context.Context, in domain.GroupID, l life) error {
	if st.Agreements == nil || len(l.held) <= agreedAt {
		return nil
	}
	e := group.Edition{ID: domain.NewID[domain.EditionID](), Group: in, Lang: "pl", Rules: agreement}
	if err := st.Agreements.Begin(ctx, st.coordinator, e); err != nil {
		return err
	}
	on := st.firstMeeting(l).AddDays(7 * agreedAt)
	o := group.Outcome{On: on, Present: l.held[agreedAt], ReviewOn: on.AddMonths(group.ReviewAfter)}
	return st.Agreements.Agree(ctx, st.coordinator, in, e.ID, 1, o, st.today)
}

// rewrites has a group work on the next edition of its rules.
func (st *stage) rewrites(ctx context.Context, in domain.GroupID) error {
	if st.Agreements == nil {
		return nil
	}
	more := append(slices.Clone(agreement), group.Rule{Key: "own-3", Text: "Nową osobę wita ten, kto siedzi najbliżej drzwi."})
	return st.Agreements.Begin(ctx, st.coordinator, group.Edition{ID: domain.NewID[domain.EditionID](), Group: in, Lang: "pl", Rules: more})
}
