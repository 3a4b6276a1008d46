package flow

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/funding"
)

// Buy makes the purchase of equipment a cost of a programme, so that it is
// counted on the programme's card. The cost has the id of the piece: it is
// noted once, however often it is asked for, until somebody deletes it there.
// A piece whose price nobody knows is KindConflict. When the money came from a
// source, programme must be the one whose source it is.
func (f *Flow) Buy(ctx context.Context, a authz.Actor, id domain.ResourceID, programme domain.ProgrammeID) error {
	return f.Desk.InTx(ctx, a.Scope, func(ctx context.Context) error {
		e, _, _, _, err := f.Rooms.Equipment(ctx, a, id)
		if err != nil {
			return err
		}
		if e.Cost == 0 {
			return domain.Conflict("equipment.no_cost")
		}
		return f.Funding.AddCost(ctx, a, funding.NewCost{
			ID: domain.CostID(e.ID), Programme: programme, Item: e.Name, Category: funding.Equipment, Amount: e.Cost, Fund: e.Fund, Note: e.Mark,
		})
	})
}

// Bought is the cost that the purchase of a piece was noted as; KindNotFound
// when it was not.
func (f *Flow) Bought(ctx context.Context, a authz.Actor, id domain.ResourceID) (funding.Cost, error) {
	return f.Funding.Cost(ctx, a, domain.CostID(id))
}
