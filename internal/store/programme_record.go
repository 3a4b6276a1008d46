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

// TouchProgramme takes a programme's row and moves its version on; see
// institution.Store.
func (s *Institutions) TouchProgramme(ctx context.Context, scope domain.Scope, id domain.ProgrammeID, version int64) error {
	n, err := queries(ctx).ProgrammeTouch(ctx, query.ProgrammeTouchParams{InstitutionNo: scope.Institution(), ID: id.UUID, Version: version})
	return changed(n, err, func() error { return programmeThere(ctx, scope, id) }, "error.stale")
}

// FilledParts lists the parts of a record that say something.
func (s *Institutions) FilledParts(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) (parts []institution.Section, err error) {
	r, err := queries(ctx).RecordParts(ctx, query.RecordPartsParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	for part, n := range map[institution.Section]int64{
		institution.PartStrategy: r.Strategies, institution.PartPremises: r.Steps, institution.PartPartners: r.Partners,
		institution.PartContact: r.Contacts, institution.PartFiles: r.Files,
	} {
		if n > 0 {
			parts = append(parts, part)
		}
	}
	return parts, err
}

// InsertStrategy adds a strategy.
func (s *Institutions) InsertStrategy(ctx context.Context, scope domain.Scope, one institution.Strategy) (bool, error) {
	return inserted(queries(ctx).StrategyInsert(ctx, query.StrategyInsertParams{
		InstitutionNo: scope.Institution(), ID: one.ID.UUID, ProgrammeID: one.Programme.UUID, Title: one.Title,
		FromYear: yearColumn(one.From), ToYear: yearColumn(one.To), Note: one.Note, AttachmentID: one.Attachment.UUID,
		MadeAt: sqldb.Micros(one.MadeAt),
	}))
}

// UpdateStrategy stores a strategy; its programme stays.
func (s *Institutions) UpdateStrategy(ctx context.Context, scope domain.Scope, one institution.Strategy) error {
	n, err := queries(ctx).StrategyUpdate(ctx, query.StrategyUpdateParams{
		InstitutionNo: scope.Institution(), ID: one.ID.UUID, Version: one.Version, Title: one.Title,
		FromYear: yearColumn(one.From), ToYear: yearColumn(one.To), Note: one.Note, AttachmentID: one.Attachment.UUID,
	})
	return changed(n, err, func() error { return only(s.Strategy(ctx, scope, one.ID)) }, "error.stale")
}

// DeleteStrategy removes a strategy.
func (s *Institutions) DeleteStrategy(ctx context.Context, scope domain.Scope, id domain.StrategyID, version int64) error {
	n, err := queries(ctx).StrategyDelete(ctx, query.StrategyDeleteParams{InstitutionNo: scope.Institution(), ID: id.UUID, Version: version})
	return changed(n, err, func() error { return only(s.Strategy(ctx, scope, id)) }, "error.stale")
}

// Strategy reads one strategy.
func (s *Institutions) Strategy(ctx context.Context, scope domain.Scope, id domain.StrategyID) (institution.Strategy, error) {
	r, err := queries(ctx).StrategyByID(ctx, query.StrategyByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return strategyOf(r), found(err)
}

// Strategies lists a programme's.
func (s *Institutions) Strategies(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]institution.Strategy, error) {
	rows, err := queries(ctx).Strategies(ctx, query.StrategiesParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	all := make([]institution.Strategy, len(rows))
	for i, r := range rows {
		all[i] = strategyOf(r)
	}
	return all, err
}

func strategyOf(r query.Strategy) institution.Strategy {
	return institution.Strategy{
		ID: domain.StrategyID{UUID: r.ID}, Programme: domain.ProgrammeID{UUID: r.ProgrammeID}, Title: r.Title,
		From: yearOf(r.FromYear), To: yearOf(r.ToYear), Note: r.Note, Attachment: domain.AttachmentID{UUID: r.AttachmentID},
		MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}
}

// yearColumn is NULL for a year that is not known.
func yearColumn(year int) *int64 {
	if year == 0 {
		return nil
	}
	return new(int64(year))
}

func yearOf(year *int64) int {
	if year == nil {
		return 0
	}
	return int(*year)
}

// Partners lists with whom a programme worked.
func (s *Institutions) Partners(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]institution.Partner, error) {
	rows, err := queries(ctx).Partners(ctx, query.PartnersParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	all := make([]institution.Partner, len(rows))
	for i, r := range rows {
		all[i] = institution.Partner{Name: r.Name, Kind: institution.PartnerKind(r.Kind)}
	}
	return all, err
}

// ReplacePartners stores the partners of a programme.
func (s *Institutions) ReplacePartners(ctx context.Context, scope domain.Scope, id domain.ProgrammeID, partners []institution.Partner) error {
	err := queries(ctx).PartnersDelete(ctx, query.PartnersDeleteParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	for i, p := range partners {
		if err != nil {
			return err
		}
		_, err = inserted(1, queries(ctx).PartnerInsert(ctx, query.PartnerInsertParams{
			InstitutionNo: scope.Institution(), ProgrammeID: id.UUID, Place: int64(i + 1), Name: p.Name, Kind: string(p.Kind),
		}))
	}
	return err
}

// Contact gives whom others may ask; see institution.RecordStore.
func (s *Institutions) Contact(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) (institution.Contact, error) {
	r, err := queries(ctx).Contact(ctx, query.ContactParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return institution.Contact{Name: r.Name, Email: r.Email, Phone: r.Phone, Web: r.Web, Version: r.Version}, err
}

// PutContact stores the contact by its version.
func (s *Institutions) PutContact(ctx context.Context, scope domain.Scope, id domain.ProgrammeID, c institution.Contact) error {
	if c.Version == 0 {
		fresh, err := inserted(queries(ctx).ContactInsert(ctx, query.ContactInsertParams{
			InstitutionNo: scope.Institution(), ProgrammeID: id.UUID, Name: c.Name, Email: c.Email, Phone: c.Phone, Web: c.Web,
		}))
		if err == nil && !fresh {
			return domain.Stale("error.stale")
		}
		return err
	}
	n, err := queries(ctx).ContactUpdate(ctx, query.ContactUpdateParams{
		InstitutionNo: scope.Institution(), ProgrammeID: id.UUID, Name: c.Name, Email: c.Email, Phone: c.Phone, Web: c.Web, Version: c.Version,
	})
	return changed(n, err, func() error { return programmeThere(ctx, scope, id) }, "error.stale")
}
