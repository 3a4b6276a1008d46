package store

import (
	"context"
	"fmt"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ institution.Store = (*Institutions)(nil)

// Institutions keeps institutions and their programmes.
type Institutions struct{ Files }

// Institutions gives the store of institutions.
func (s *Store) Institutions() *Institutions { return &Institutions{Files{s}} }

// Number gives out the internal number of a new institution, from 1. It takes
// a lock until the commit, so that no two get the same. Numbers may have gaps,
// and none is ever given again.
func (s *Institutions) Number(ctx context.Context) (domain.Scope, error) {
	no, err := queries(ctx).CounterNext(ctx, "institution")
	if err != nil {
		return domain.Across, fmt.Errorf("number institution: %w", err)
	}
	return domain.Within(no), nil
}

// Insert stores an institution; see institution.Store.
func (s *Institutions) Insert(ctx context.Context, i institution.Institution) error {
	return queries(ctx).InstitutionInsert(ctx, query.InstitutionInsertParams{
		No: i.No, ID: i.ID.UUID, Name: i.Name, Profile: string(i.Profile), Place: i.Place,
		Voivodeship: i.Voivodeship, Zone: i.Zone, MadeAt: sqldb.Micros(i.MadeAt), Version: i.Version,
	})
}

func institutionOf(r query.Institution) institution.Institution {
	return institution.Institution{
		ID: domain.InstitutionID{UUID: r.ID}, No: r.No, Name: r.Name, Profile: institution.Profile(r.Profile),
		Place: r.Place, Voivodeship: r.Voivodeship, Zone: r.Zone, MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}
}

// ByScope gives the institution of a scope; domain.Across has none.
func (s *Institutions) ByScope(ctx context.Context, scope domain.Scope) (institution.Institution, error) {
	r, err := queries(ctx).InstitutionByNo(ctx, scope.Institution())
	return institutionOf(r), found(err)
}

// Update changes an institution by its number and version.
func (s *Institutions) Update(ctx context.Context, i institution.Institution) error {
	n, err := queries(ctx).InstitutionUpdate(ctx, query.InstitutionUpdateParams{
		Name: i.Name, Profile: string(i.Profile), Place: i.Place, Voivodeship: i.Voivodeship, Zone: i.Zone,
		No: i.No, Version: i.Version,
	})
	return changed(n, err, func() error {
		_, err := queries(ctx).InstitutionByNo(ctx, i.No)
		return err
	}, "error.stale")
}

// All lists institutions in the order of their making.
func (s *Institutions) All(ctx context.Context) ([]institution.Institution, error) {
	rows, err := queries(ctx).Institutions(ctx)
	all := make([]institution.Institution, len(rows))
	for i, r := range rows {
		all[i] = institutionOf(r)
	}
	return all, err
}
