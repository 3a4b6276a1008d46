package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/plan"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var errSharedElsewhere = domain.Conflict("plan.share.taken")

// Share copies a plan to where the other institutions read it.
func (*Plans) Share(ctx context.Context, scope domain.Scope, o plan.Own) error {
	content, err := planText(o.Plan)
	if err != nil {
		return err
	}
	n, err := queries(ctx).PlanShare(ctx, query.PlanShareParams{
		ID: o.ID.UUID, HouseNo: scope.Institution(), Lang: string(o.Lang), Occasion: string(o.Occasion), Kinds: kindsText(o.Kinds),
		Folded: planFolded(o.Plan), Content: content, SharedAt: sqldb.Micros(o.ChangedAt),
	})
	if err == nil && n == 0 {
		err = errSharedElsewhere
	}
	return err
}

// Unshare takes the copy away.
func (*Plans) Unshare(ctx context.Context, scope domain.Scope, id domain.PlanID) error {
	return queries(ctx).PlanUnshare(ctx, query.PlanUnshareParams{ID: id.UUID, HouseNo: scope.Institution()})
}

// Others lists what other institutions share.
func (s *Plans) Others(ctx context.Context, scope domain.Scope, f plan.Filter, most int) ([]plan.Other, int, error) {
	keys, err := queries(ctx).SharedPlanKeys(ctx, query.SharedPlanKeysParams{
		HouseNo: scope.Institution(), WithWords: f.Text != "", EveryOccasion: f.Occasion == "", Occasion: string(f.Occasion),
	})
	if err != nil {
		return nil, 0, err
	}
	all := make([]query.PlanKeysRow, len(keys))
	for i, k := range keys {
		all[i] = query.PlanKeysRow(k)
	}
	ids, total, err := sought(all, f, most)
	if err != nil || total == 0 {
		return nil, 0, err
	}
	found, err := s.others(ctx, scope, ids)
	return found, total, err
}

// Other reads one of them.
func (s *Plans) Other(ctx context.Context, scope domain.Scope, id domain.PlanID) (plan.Other, error) {
	ids, err := encodeIDs([]domain.UUID{id.UUID})
	if err != nil {
		return plan.Other{}, err
	}
	all, err := s.others(ctx, scope, ids)
	if err == nil && len(all) == 0 {
		err = errNotFound
	}
	if err != nil {
		return plan.Other{}, err
	}
	return all[0], nil
}

func (*Plans) others(ctx context.Context, scope domain.Scope, ids string) ([]plan.Other, error) {
	rows, err := queries(ctx).SharedPlanRows(ctx, query.SharedPlanRowsParams{HouseNo: scope.Institution(), IDs: ids})
	if err != nil {
		return nil, err
	}
	all := make([]plan.Other, len(rows))
	for i, r := range rows {
		p, err := planOf(r.SharedPlan.Content, r.SharedPlan.Occasion, r.SharedPlan.Kinds)
		if err != nil {
			return nil, err
		}
		all[i] = plan.Other{ID: domain.PlanID{UUID: r.SharedPlan.ID}, House: r.House, Plan: p, Lang: plan.Lang(r.SharedPlan.Lang), SharedAt: sqldb.Time(r.SharedPlan.SharedAt)}
	}
	return all, nil
}
