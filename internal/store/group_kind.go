package store

import (
	"context"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
)

var _ group.KindStore = (*Groups)(nil)

// TakeKinds takes the institution's row; see group.KindStore.
func (s *Groups) TakeKinds(ctx context.Context, scope domain.Scope) error {
	return one(queries(ctx).InstitutionTake(ctx, scope.Institution()))
}

// Kinds reads what an institution wrote down about kinds.
func (s *Groups) Kinds(ctx context.Context, scope domain.Scope) ([]group.KindEntry, error) {
	rows, err := queries(ctx).GroupKinds(ctx, scope.Institution())
	all := make([]group.KindEntry, len(rows))
	for i, r := range rows {
		all[i] = group.KindEntry{
			Code: group.Kind(r.Code), Name: r.Name, Alike: group.Kind(r.Alike), Sensitive: r.Sensitive, Agreement: r.Agreement,
			Plans: coded[string](r.Plans), Indicators: lines(r.Indicators), Criteria: lines(r.Criteria), Least: int(r.Least), Place: r.Place, Retired: r.Retired, Version: r.Version,
		}
	}
	return all, err
}

func lines(text string) (all []string) {
	for line := range strings.Lines(text) {
		all = append(all, strings.TrimSuffix(line, "\n"))
	}
	return all
}

// InsertKind writes a kind down.
func (s *Groups) InsertKind(ctx context.Context, scope domain.Scope, k group.KindEntry) (bool, error) {
	return inserted(queries(ctx).GroupKindInsert(ctx, query.GroupKindInsertParams{
		InstitutionNo: scope.Institution(), Code: string(k.Code), Name: k.Name, Folded: foldKind(k), Alike: string(k.Alike), Sensitive: k.Sensitive,
		Agreement: k.Agreement, Plans: strings.Join(k.Plans, " "), Indicators: strings.Join(k.Indicators, "\n"), Criteria: strings.Join(k.Criteria, "\n"),
		Least: int64(k.Least), Place: k.Place, Retired: k.Retired,
	}))
}

// UpdateKind changes a kind.
func (s *Groups) UpdateKind(ctx context.Context, scope domain.Scope, k group.KindEntry) error {
	n, err := queries(ctx).GroupKindUpdate(ctx, query.GroupKindUpdateParams{
		InstitutionNo: scope.Institution(), Code: string(k.Code), Version: k.Version, Name: k.Name, Folded: foldKind(k), Alike: string(k.Alike),
		Sensitive: k.Sensitive, Agreement: k.Agreement, Plans: strings.Join(k.Plans, " "), Indicators: strings.Join(k.Indicators, "\n"),
		Criteria: strings.Join(k.Criteria, "\n"), Least: int64(k.Least), Place: k.Place, Retired: k.Retired,
	})
	return changed(n, err, func() error { return nil }, "error.stale")
}

// foldKind is what no two kinds of an institution share.
func foldKind(k group.KindEntry) string {
	if k.Name == "" {
		return string(k.Code)
	}
	return fold(k.Name)
}

// SameName compares names as a search would.
func (s *Groups) SameName(a, b string) bool { return fold(a) == fold(b) }

// kindIn is the code of a kind that comes in by its name: the house's own of
// that name, or a new one at the end.
func (s *Groups) kindIn(ctx context.Context, scope domain.Scope, alike group.Kind, name string) (group.Kind, error) {
	if name == "" {
		return alike, nil
	}
	written, err := s.Kinds(ctx, scope)
	if err != nil {
		return "", err
	}
	last := int64(0)
	for _, k := range written {
		if s.SameName(k.Name, name) {
			return k.Code, nil
		}
		last = max(last, k.Place)
	}
	if len(written) >= group.MostKinds {
		return alike, nil
	}
	k := group.KindEntry{Code: group.Kind(domain.NewID[domain.KindID]().String()), Name: name, Alike: alike, Sensitive: true, Place: max(last, group.LastPlace) + 1}
	if fresh, err := s.InsertKind(ctx, scope, k); err != nil || fresh {
		return k.Code, err
	}
	return alike, nil // somebody wrote one of that name down at the same time
}
