package funding

import (
	"context"

	"krag/internal/domain"
)

// Store keeps costs and sources of money, in the scope of one institution.
// What is not there is KindNotFound; a version that is not the stored one is
// KindStale. Inserts report false when the id is already there.
type Store interface {
	InsertCost(ctx context.Context, scope domain.Scope, c Cost) (bool, error)
	UpdateCost(ctx context.Context, scope domain.Scope, c Cost) error
	DeleteCost(ctx context.Context, scope domain.Scope, id domain.CostID, version int64) error
	Cost(ctx context.Context, scope domain.Scope, id domain.CostID) (Cost, error)
	// Costs and Funds list a programme's, in the order of making.
	Costs(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]Cost, error)

	InsertFund(ctx context.Context, scope domain.Scope, f Fund) (bool, error)
	UpdateFund(ctx context.Context, scope domain.Scope, f Fund) error
	// DeleteFund leaves its costs without a source.
	DeleteFund(ctx context.Context, scope domain.Scope, id domain.FundID, version int64) error
	Fund(ctx context.Context, scope domain.Scope, id domain.FundID) (Fund, error)
	Funds(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]Fund, error)
}
