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

var _ institution.Store = (*Institutions)(nil)

// Institutions keeps institutions and their programmes.
type Institutions struct{ Files }

// Institutions gives the store of institutions.
func (s *Store) Institutions() *Institutions { return &Institutions{Files{s}} }

// Insert numbers and stores an institution; see institution.Store. Numbers
// may have gaps, and none is ever given again.
func (s *Institutions) Insert(ctx context.Context, i institution.Institution) (institution.Institution, error) {
	there, err := s.byID(ctx, i.ID)
	if !errors.Is(err, sql.ErrNoRows) {
		return there, err
	}
	scope, err := nextInstitution(ctx)
	if err != nil {
		return institution.Institution{}, err
	}
	i.No = scope.Institution()
	fresh, err := inserted(queries(ctx).InstitutionInsert(ctx, query.InstitutionInsertParams{
		No: i.No, ID: i.ID.UUID, Name: i.Name, Profile: string(i.Profile), Place: i.Place,
		Voivodeship: i.Voivodeship, Zone: i.Zone, MadeAt: sqldb.Micros(i.MadeAt), Version: i.Version,
	}))
	if err == nil && !fresh {
		return s.byID(ctx, i.ID)
	}
	return i, err
}

func (s *Institutions) byID(ctx context.Context, id domain.InstitutionID) (institution.Institution, error) {
	r, err := queries(ctx).InstitutionByID(ctx, id.UUID)
	return institutionOf(r), err
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
