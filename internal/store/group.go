package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/stats"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ group.Store = (*Groups)(nil)

// Groups keeps groups; see group.Store for what each method promises.
type Groups struct{ *Store }

// Groups gives the store of groups.
func (s *Store) Groups() *Groups { return &Groups{s} }

// Insert adds a group at its first stage.
func (s *Groups) Insert(ctx context.Context, scope domain.Scope, g group.Group) (bool, error) {
	fresh, err := inserted(queries(ctx).GroupInsert(ctx, query.GroupInsertParams{
		InstitutionNo: scope.Institution(), ID: g.ID.UUID, ProgrammeID: g.Programme.UUID,
		Name: g.Name, Neutral: g.Neutral, Folded: foldNames(g), Kind: string(g.Kind), Character: string(g.Character),
		Openness: string(g.Openness), Audience: g.Audience, Rhythm: g.Rhythm, Period: g.Period, Sensitive: g.Sensitive,
		Accompanied: int64(g.Accompanied), Stage: string(g.Stage), MadeAt: sqldb.Micros(g.MadeAt),
	}))
	if err != nil || !fresh {
		return fresh, err
	}
	if len(g.Uses) > 0 {
		if err := s.PutRoles(ctx, scope, g.ID, g.Uses.All()); err != nil {
			return false, err
		}
	}
	return true, s.saveDescription(ctx, scope, g)
}

// foldNames is what a group is searched and ordered by: first what staff call
// it. The line break between keeps a search from matching across.
func foldNames(g group.Group) string { return fold(g.Name) + "\n" + fold(g.Neutral) }

// Update stores what a group is.
func (s *Groups) Update(ctx context.Context, scope domain.Scope, g group.Group) error {
	n, err := queries(ctx).GroupUpdate(ctx, query.GroupUpdateParams{
		InstitutionNo: scope.Institution(), ID: g.ID.UUID, Version: g.Version,
		Name: g.Name, Neutral: g.Neutral, Folded: foldNames(g), Kind: string(g.Kind), Character: string(g.Character),
		Openness: string(g.Openness), Audience: g.Audience, Rhythm: g.Rhythm, Period: g.Period, Sensitive: g.Sensitive,
		Accompanied: int64(g.Accompanied),
	})
	if err := changed(n, err, func() error { return only(s.ByID(ctx, scope, g.ID)) }, "group.stale"); err != nil {
		return err
	}
	return s.saveDescription(ctx, scope, g)
}

// ByID reads a group.
func (s *Groups) ByID(ctx context.Context, scope domain.Scope, id domain.GroupID) (group.Group, error) {
	r, err := queries(ctx).GroupByID(ctx, query.GroupByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return groupWhole(r), found(err)
}

// Take locks a group; it gives it without its description.
func (s *Groups) Take(ctx context.Context, scope domain.Scope, id domain.GroupID) (group.Group, error) {
	r, err := queries(ctx).GroupTake(ctx, query.GroupTakeParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return groupOf(r), found(err)
}

func groupOf(r query.GroupTakeRow) group.Group {
	return group.Group{
		ID: domain.GroupID{UUID: r.ID}, Programme: domain.ProgrammeID{UUID: r.ProgrammeID}, Name: r.Name, Neutral: r.Neutral,
		Kind: group.Kind(r.Kind), Character: group.Character(r.Character), Openness: group.Openness(r.Openness),
		Audience: r.Audience, Rhythm: r.Rhythm, Period: r.Period, Sensitive: r.Sensitive, Accompanied: int(r.Accompanied),
		Stage: group.Stage(r.Stage), MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}
}

// List gives one page of groups. It reads the keys of all that the other
// fields let through, and then the rows of one page.
func (s *Groups) List(ctx context.Context, scope domain.Scope, f group.Filter, now time.Time) (domain.Listed[group.Row], error) {
	listed := domain.Listed[group.Row]{Page: f.Page}
	keys, err := groupKeys(ctx, scope, f)
	if err != nil {
		return listed, err
	}
	listed.Total = len(keys)
	from := min(int(f.Page.Offset()), len(keys))
	ids := make([]domain.UUID, 0, domain.PageSize)
	for _, k := range keys[from:min(from+domain.PageSize, len(keys))] {
		ids = append(ids, k.ID)
	}
	listed.Rows, err = groupRows(ctx, scope, ids, now)
	return listed, err
}

// Names lists the groups that are not closed; see group.Store.
func (s *Groups) Names(ctx context.Context, scope domain.Scope) ([]group.Named, error) {
	rows, err := queries(ctx).GroupNames(ctx, scope.Institution())
	slices.SortFunc(rows, func(a, b query.GroupNamesRow) int {
		return cmp.Or(cmp.Compare(a.Folded, b.Folded), slices.Compare(a.ID[:], b.ID[:]))
	})
	names := make([]group.Named, len(rows))
	for i, r := range rows {
		names[i] = group.Named{ID: domain.GroupID{UUID: r.ID}, Neutral: r.Neutral}
	}
	return names, err
}

func groupKeys(ctx context.Context, scope domain.Scope, f group.Filter) ([]query.GroupKeysRow, error) {
	ids, err := encodeIDs(f.Only)
	if err != nil {
		return nil, err
	}
	keys, err := queries(ctx).GroupKeys(ctx, query.GroupKeysParams{
		InstitutionNo: scope.Institution(), EveryGroup: len(f.Only) == 0, IDs: ids,
		EveryStage: f.Stage == "", Stage: string(f.Stage), EveryProgramme: f.Programme == "", Slug: f.Programme,
	})
	if text := fold(f.Text); text != "" {
		keys = slices.DeleteFunc(keys, func(k query.GroupKeysRow) bool { return !strings.Contains(k.Folded, text) })
	}
	slices.SortFunc(keys, func(a, b query.GroupKeysRow) int {
		return cmp.Or(cmp.Compare(a.Folded, b.Folded), slices.Compare(a.ID[:], b.ID[:]))
	})
	return keys, err
}

// groupRows reads the groups of one page, in the order of the ids.
func groupRows(ctx context.Context, scope domain.Scope, ids []domain.UUID, now time.Time) ([]group.Row, error) {
	list, err := encodeIDs(ids)
	if err != nil {
		return nil, err
	}
	found, err := queries(ctx).GroupRows(ctx, query.GroupRowsParams{InstitutionNo: scope.Institution(), IDs: list, Now: sqldb.Micros(now)})
	if err != nil {
		return nil, err
	}
	rows := make([]group.Row, len(found))
	for i, r := range found {
		rows[i] = group.Row{
			ID: domain.GroupID{UUID: r.ID}, Name: r.Name, Neutral: r.Neutral, Stage: group.Stage(r.Stage), Sensitive: r.Sensitive,
			Programme: r.Title, ProgrammeSlug: r.Slug, Members: stats.People(int(r.Members)),
		}
		if r.NextAt != 0 {
			rows[i].Next = sqldb.Time(r.NextAt)
		}
	}
	slices.SortFunc(rows, func(a, b group.Row) int {
		return slices.Index(ids, a.ID.UUID) - slices.Index(ids, b.ID.UUID)
	})
	return rows, nil
}
