package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/plan"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ plan.Store = (*Plans)(nil)

// Plans keeps plans of meetings; see plan.Store for what each method promises.
type Plans struct{}

// Plans gives the store of plans.
func (s *Store) Plans() *Plans { return &Plans{} }

// Insert adds a plan.
func (*Plans) Insert(ctx context.Context, scope domain.Scope, o plan.Own) (bool, error) {
	content, err := planText(o.Plan)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).PlanInsert(ctx, query.PlanInsertParams{
		InstitutionNo: scope.Institution(), ID: o.ID.UUID, Lang: string(o.Lang), Occasion: string(o.Occasion), Kinds: kindsText(o.Kinds),
		Slug: o.Slug, Folded: planFolded(o.Plan), Content: content, MadeAt: sqldb.Micros(o.MadeAt), ChangedAt: sqldb.Micros(o.ChangedAt),
	}))
}

// ByID reads a plan.
func (*Plans) ByID(ctx context.Context, scope domain.Scope, id domain.PlanID) (plan.Own, error) {
	r, err := queries(ctx).PlanByID(ctx, query.PlanByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return plan.Own{}, found(err)
	}
	return ownOf(r.MeetingPlan, r.Shared)
}

func ownOf(r query.MeetingPlan, shared bool) (plan.Own, error) {
	p, err := planOf(r.Content, r.Occasion, r.Kinds)
	p.Slug = r.Slug
	return plan.Own{
		ID: domain.PlanID{UUID: r.ID}, Plan: p, Lang: plan.Lang(r.Lang), Shared: shared,
		MadeAt: sqldb.Time(r.MadeAt), ChangedAt: sqldb.Time(r.ChangedAt), Version: r.Version,
	}, err
}

// Update changes a plan by its version.
func (s *Plans) Update(ctx context.Context, scope domain.Scope, o plan.Own) error {
	content, err := planText(o.Plan)
	if err != nil {
		return err
	}
	n, err := queries(ctx).PlanUpdate(ctx, query.PlanUpdateParams{
		InstitutionNo: scope.Institution(), ID: o.ID.UUID, Version: o.Version, Lang: string(o.Lang), Occasion: string(o.Occasion),
		Kinds: kindsText(o.Kinds), Folded: planFolded(o.Plan), Content: content, ChangedAt: sqldb.Micros(o.ChangedAt),
	})
	return changed(n, err, func() error { return only(s.ByID(ctx, scope, o.ID)) }, "error.stale")
}

// Take locks a plan.
func (*Plans) Take(ctx context.Context, scope domain.Scope, id domain.PlanID) error {
	return one(queries(ctx).PlanTake(ctx, query.PlanTakeParams{InstitutionNo: scope.Institution(), ID: id.UUID}))
}

// Delete removes a plan from where it is chosen and shared, and then itself.
func (s *Plans) Delete(ctx context.Context, scope domain.Scope, id domain.PlanID) error {
	if err := queries(ctx).PlanLetGo(ctx, query.PlanLetGoParams{InstitutionNo: scope.Institution(), PlanID: id.UUID}); err != nil {
		return err
	}
	if err := s.Unshare(ctx, scope, id); err != nil {
		return err
	}
	return one(queries(ctx).PlanDelete(ctx, query.PlanDeleteParams{InstitutionNo: scope.Institution(), ID: id.UUID}))
}

// List gives own plans.
func (*Plans) List(ctx context.Context, scope domain.Scope, f plan.Filter, most int) ([]plan.Own, int, error) {
	keys, err := queries(ctx).PlanKeys(ctx, query.PlanKeysParams{
		InstitutionNo: scope.Institution(), WithWords: f.Text != "", EveryOccasion: f.Occasion == "", Occasion: string(f.Occasion),
	})
	if err != nil {
		return nil, 0, err
	}
	ids, total, err := sought(keys, f, most)
	if err != nil || total == 0 {
		return nil, 0, err
	}
	rows, err := queries(ctx).PlanRows(ctx, query.PlanRowsParams{InstitutionNo: scope.Institution(), IDs: ids})
	if err != nil {
		return nil, 0, err
	}
	all := make([]plan.Own, len(rows))
	for i, r := range rows {
		if all[i], err = ownOf(r.MeetingPlan, r.Shared); err != nil {
			return nil, 0, err
		}
	}
	return all, total, nil
}

// sought keeps what holds the words and is for the kind, at most so many, as a
// list of ids.
func sought(keys []query.PlanKeysRow, f plan.Filter, most int) (ids string, total int, err error) {
	var kept []domain.UUID
	text := fold(f.Text)
	for _, k := range keys {
		if strings.Contains(k.Folded, text) && (f.Kind == "" || k.Kinds == "" || strings.Contains(k.Kinds, kindsText([]string{f.Kind}))) {
			kept = append(kept, k.ID)
		}
	}
	ids, err = encodeIDs(kept[:min(most, len(kept))])
	return ids, len(kept), err
}

// Meeting reads what plans need of a meeting.
func (*Plans) Meeting(ctx context.Context, scope domain.Scope, id domain.MeetingID) (plan.Meeting, error) {
	r, err := queries(ctx).PlanMeeting(ctx, query.PlanMeetingParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return plan.Meeting{
		ID: id, Group: domain.GroupID{UUID: r.GroupID}, Kind: r.Kind, First: coded[string](r.Plans), Stage: r.Stage, Held: int(r.Held),
		StartsAt: sqldb.Time(r.StartsAt), EndsAt: sqldb.Time(r.EndsAt), Cancelled: r.State == "cancelled",
	}, found(err)
}

// Chosen reads what a meeting points at.
func (*Plans) Chosen(ctx context.Context, scope domain.Scope, id domain.MeetingID) (plan.Chosen, error) {
	r, err := queries(ctx).PlanChosen(ctx, query.PlanChosenParams{InstitutionNo: scope.Institution(), MeetingID: id.UUID})
	if errors.Is(err, sql.ErrNoRows) {
		return plan.Chosen{}, nil
	}
	return plan.Chosen{Ref: plan.Ref{Slug: r.Slug, Lang: plan.Lang(r.Lang), Own: domain.PlanID{UUID: r.PlanID}}, Version: r.Version}, err
}

// Choose stores what a meeting points at.
func (s *Plans) Choose(ctx context.Context, scope domain.Scope, id domain.MeetingID, c plan.Chosen) error {
	var n int64
	var err error
	if c.Version == 0 {
		n, err = queries(ctx).PlanChoose(ctx, query.PlanChooseParams{
			InstitutionNo: scope.Institution(), MeetingID: id.UUID, Slug: c.Ref.Slug, Lang: string(c.Ref.Lang), PlanID: c.Ref.Own.UUID,
		})
	} else {
		n, err = queries(ctx).PlanChooseAgain(ctx, query.PlanChooseAgainParams{
			InstitutionNo: scope.Institution(), MeetingID: id.UUID, Slug: c.Ref.Slug, Lang: string(c.Ref.Lang), PlanID: c.Ref.Own.UUID, Version: c.Version,
		})
	}
	return changed(n, err, func() error { return only(s.Chosen(ctx, scope, id)) }, "error.stale")
}

// Meetings counts the planned meetings that have a plan.
func (*Plans) Meetings(ctx context.Context, scope domain.Scope, id domain.PlanID) (int, error) {
	n, err := queries(ctx).PlanMeetings(ctx, query.PlanMeetingsParams{InstitutionNo: scope.Institution(), PlanID: id.UUID})
	return int(n), err
}
