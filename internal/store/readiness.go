package store

import (
	"context"
	"database/sql"
	"errors"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// ReadyItems gives the items that are not open; see
// institution.ReadinessStore.
func (s *Institutions) ReadyItems(ctx context.Context, scope domain.Scope) ([]institution.Ready, error) {
	rows, err := queries(ctx).ReadyItems(ctx, scope.Institution())
	all := make([]institution.Ready, len(rows))
	for i, r := range rows {
		if err == nil {
			all[i], err = readyOf(r)
		}
	}
	return all, err
}

func readyOf(r query.ReadinessItem) (institution.Ready, error) {
	on, err := momentOf(r.HappenedOn, r.HappenedPrecision)
	return institution.Ready{
		ReadyItem: institution.ReadyItem{Key: r.Item}, State: institution.ReadyState(r.State), Evidence: r.Evidence, On: on,
		By: domain.UserID{UUID: r.ConfirmedBy}, At: sqldb.Time(r.ConfirmedAt), Version: r.Version,
	}, err
}

// PutReady stores an item by its version.
func (s *Institutions) PutReady(ctx context.Context, scope domain.Scope, one institution.Ready) error {
	on, precision := momentColumns(one.On)
	if one.Version == 0 {
		fresh, err := inserted(queries(ctx).ReadyItemInsert(ctx, query.ReadyItemInsertParams{
			InstitutionNo: scope.Institution(), Item: one.Key, State: string(one.State), Evidence: one.Evidence,
			HappenedOn: on, HappenedPrecision: precision, ConfirmedBy: one.By.UUID, ConfirmedAt: sqldb.Micros(one.At),
		}))
		if err == nil && !fresh {
			return domain.Stale("error.stale")
		}
		return err
	}
	n, err := queries(ctx).ReadyItemUpdate(ctx, query.ReadyItemUpdateParams{
		InstitutionNo: scope.Institution(), Item: one.Key, State: string(one.State), Evidence: one.Evidence, HappenedOn: on,
		HappenedPrecision: precision, ConfirmedBy: one.By.UUID, ConfirmedAt: sqldb.Micros(one.At), Version: one.Version,
	})
	if err == nil && n == 0 {
		return domain.Stale("error.stale") // another version, or opened again meanwhile
	}
	return err
}

// ReopenReady makes an item open again.
func (s *Institutions) ReopenReady(ctx context.Context, scope domain.Scope, key string, version int64) (bool, error) {
	n, err := queries(ctx).ReadyItemDelete(ctx, query.ReadyItemDeleteParams{InstitutionNo: scope.Institution(), Item: key, Version: version})
	if err != nil || n > 0 {
		return n > 0, err
	}
	_, err = queries(ctx).ReadyItemVersion(ctx, query.ReadyItemVersionParams{InstitutionNo: scope.Institution(), Item: key})
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return false, nil
	case err == nil:
		return false, domain.Stale("error.stale")
	}
	return false, err
}

// Allies gives the list of allies and its version.
func (s *Institutions) Allies(ctx context.Context, scope domain.Scope) ([]institution.Ally, int64, error) {
	version, err := queries(ctx).AllyListVersion(ctx, scope.Institution())
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, 0, err
	}
	rows, err := queries(ctx).Allies(ctx, scope.Institution())
	all := make([]institution.Ally, len(rows))
	for i, r := range rows {
		all[i] = institution.Ally{Name: r.Name, Kind: institution.PartnerKind(r.Kind), Gives: r.Gives}
	}
	return all, version, err
}

// ReplaceAllies stores the whole list by its version.
func (s *Institutions) ReplaceAllies(ctx context.Context, scope domain.Scope, version int64, allies []institution.Ally) error {
	if err := touchAllies(ctx, scope, version); err != nil {
		return err
	}
	err := queries(ctx).AlliesDelete(ctx, scope.Institution())
	for i, a := range allies {
		if err != nil {
			return err
		}
		err = queries(ctx).AllyInsert(ctx, query.AllyInsertParams{
			InstitutionNo: scope.Institution(), Place: int64(i + 1), Name: a.Name, Kind: string(a.Kind), Gives: a.Gives,
		})
	}
	return err
}

func touchAllies(ctx context.Context, scope domain.Scope, version int64) error {
	touch := func() (int64, error) {
		if version == 0 {
			return queries(ctx).AllyListInsert(ctx, scope.Institution())
		}
		return queries(ctx).AllyListTouch(ctx, query.AllyListTouchParams{InstitutionNo: scope.Institution(), Version: version})
	}
	n, err := touch()
	if err == nil && n == 0 {
		return domain.Stale("error.stale")
	}
	return err
}
