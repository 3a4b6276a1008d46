package store

import (
	"context"
	"errors"

	"krag/internal/domain"
	"krag/internal/domain/funding"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ funding.Store = (*Funding)(nil)

// Funding keeps money; see funding.Store for what each method promises.
type Funding struct{ *Store }

// Funding gives the store of costs and of the sources of money.
func (s *Store) Funding() *Funding { return &Funding{s} }

// InsertCost adds a cost.
func (s *Funding) InsertCost(ctx context.Context, scope domain.Scope, c funding.Cost) (bool, error) {
	return inserted(queries(ctx).CostInsert(ctx, query.CostInsertParams{
		InstitutionNo: scope.Institution(), ID: c.ID.UUID, ProgrammeID: c.Programme.UUID, FundID: c.Fund.UUID,
		Item: c.Item, Category: string(c.Category), Amount: int64(c.Amount), Note: c.Note, MadeAt: sqldb.Micros(c.MadeAt),
	}))
}

// UpdateCost stores a cost; its programme stays.
func (s *Funding) UpdateCost(ctx context.Context, scope domain.Scope, c funding.Cost) error {
	n, err := queries(ctx).CostUpdate(ctx, query.CostUpdateParams{
		InstitutionNo: scope.Institution(), ID: c.ID.UUID, Version: c.Version, FundID: c.Fund.UUID,
		Item: c.Item, Category: string(c.Category), Amount: int64(c.Amount), Note: c.Note,
	})
	return changed(n, err, func() error { return only(s.Cost(ctx, scope, c.ID)) }, "error.stale")
}

// DeleteCost removes a cost.
func (s *Funding) DeleteCost(ctx context.Context, scope domain.Scope, id domain.CostID, version int64) error {
	n, err := queries(ctx).CostDelete(ctx, query.CostDeleteParams{InstitutionNo: scope.Institution(), ID: id.UUID, Version: version})
	return changed(n, err, func() error { return only(s.Cost(ctx, scope, id)) }, "error.stale")
}

// Cost reads a cost.
func (s *Funding) Cost(ctx context.Context, scope domain.Scope, id domain.CostID) (funding.Cost, error) {
	r, err := queries(ctx).CostByID(ctx, query.CostByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return costOf(r.Cost, r.Funder), found(err)
}

// Costs lists a programme's costs.
func (s *Funding) Costs(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]funding.Cost, error) {
	rows, err := queries(ctx).Costs(ctx, query.CostsParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	costs := make([]funding.Cost, len(rows))
	for i, r := range rows {
		costs[i] = costOf(r.Cost, r.Funder)
	}
	return costs, err
}

func costOf(r query.Cost, funder *string) funding.Cost {
	c := funding.Cost{
		ID: domain.CostID{UUID: r.ID}, Programme: domain.ProgrammeID{UUID: r.ProgrammeID}, Item: r.Item,
		Category: funding.Category(r.Category), Amount: domain.Grosze(r.Amount), Fund: domain.FundID{UUID: r.FundID},
		Note: r.Note, MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}
	if funder != nil {
		c.Funder = *funder
	}
	return c
}

// InsertFund adds a source of money.
func (s *Funding) InsertFund(ctx context.Context, scope domain.Scope, f funding.Fund) (bool, error) {
	return inserted(queries(ctx).FundInsert(ctx, query.FundInsertParams{
		InstitutionNo: scope.Institution(), ID: f.ID.UUID, ProgrammeID: f.Programme.UUID, Funder: f.Funder,
		Purpose: f.For, Granted: f.Granted, Amount: int64(f.Amount), MadeAt: sqldb.Micros(f.MadeAt),
	}))
}

// UpdateFund stores a source of money; its programme stays.
func (s *Funding) UpdateFund(ctx context.Context, scope domain.Scope, f funding.Fund) error {
	n, err := queries(ctx).FundUpdate(ctx, query.FundUpdateParams{
		InstitutionNo: scope.Institution(), ID: f.ID.UUID, Version: f.Version, Funder: f.Funder,
		Purpose: f.For, Granted: f.Granted, Amount: int64(f.Amount),
	})
	return changed(n, err, func() error { return only(s.Fund(ctx, scope, f.ID)) }, "error.stale")
}

// DeleteFund removes a source of money from its costs, from what was bought of
// it, and then altogether.
func (s *Funding) DeleteFund(ctx context.Context, scope domain.Scope, id domain.FundID, version int64) error {
	if err := queries(ctx).FundLeave(ctx, query.FundLeaveParams{InstitutionNo: scope.Institution(), FundID: id.UUID}); err != nil {
		return err
	}
	if err := queries(ctx).FundLeaveEquipment(ctx, query.FundLeaveEquipmentParams{InstitutionNo: scope.Institution(), FundID: id.UUID}); err != nil {
		return err
	}
	n, err := queries(ctx).FundDelete(ctx, query.FundDeleteParams{InstitutionNo: scope.Institution(), ID: id.UUID, Version: version})
	if errors.Is(err, sqldb.ErrForeignKey) { // a cost was given it between the two statements
		return domain.Stale("error.stale").Because(err)
	}
	return changed(n, err, func() error { return only(s.Fund(ctx, scope, id)) }, "error.stale")
}

// Fund reads a source of money.
func (s *Funding) Fund(ctx context.Context, scope domain.Scope, id domain.FundID) (funding.Fund, error) {
	r, err := queries(ctx).FundByID(ctx, query.FundByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return fundOf(r), found(err)
}

// Funds lists a programme's sources of money.
func (s *Funding) Funds(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]funding.Fund, error) {
	rows, err := queries(ctx).Funds(ctx, query.FundsParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	funds := make([]funding.Fund, len(rows))
	for i, r := range rows {
		funds[i] = fundOf(r)
	}
	return funds, err
}

func fundOf(r query.Fund) funding.Fund {
	return funding.Fund{
		ID: domain.FundID{UUID: r.ID}, Programme: domain.ProgrammeID{UUID: r.ProgrammeID}, Funder: r.Funder, For: r.Purpose,
		Granted: r.Granted, Amount: domain.Grosze(r.Amount), MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}
}
