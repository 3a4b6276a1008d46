package store

import (
	"context"
	"errors"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/institution"
	"krag/internal/domain/stats"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// InsertProgramme stores a programme; see institution.Store.
func (s *Institutions) InsertProgramme(ctx context.Context, scope domain.Scope, p institution.Programme) (bool, error) {
	on, precision := momentColumns(p.Started)
	fresh, err := inserted(queries(ctx).ProgrammeInsert(ctx, query.ProgrammeInsertParams{
		InstitutionNo: scope.Institution(), ID: p.ID.UUID, Slug: p.Slug, Title: p.Title,
		StartedOn: on, StartedPrecision: precision, Made: p.Made, MadeAt: sqldb.Micros(p.MadeAt), Version: p.Version,
	}))
	if err != nil || fresh {
		return fresh, err
	}
	return false, taken(programmeThere(ctx, scope, p.ID))
}

func programmeThere(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) error {
	_, err := queries(ctx).ProgrammeVersion(ctx, query.ProgrammeVersionParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return err
}

// UpdateProgramme changes a programme by its version; a taken slug is
// KindConflict.
func (s *Institutions) UpdateProgramme(ctx context.Context, scope domain.Scope, p institution.Programme) error {
	on, precision := momentColumns(p.Started)
	n, err := queries(ctx).ProgrammeUpdate(ctx, query.ProgrammeUpdateParams{
		Slug: p.Slug, Title: p.Title, StartedOn: on, StartedPrecision: precision, Made: p.Made,
		InstitutionNo: scope.Institution(), ID: p.ID.UUID, Version: p.Version,
	})
	if errors.Is(err, sqldb.ErrUnique) {
		return errTaken.Because(err)
	}
	return changed(n, err, func() error { return programmeThere(ctx, scope, p.ID) }, "error.stale")
}

// TakeProgramme takes a programme's row; see institution.Store.
func (s *Institutions) TakeProgramme(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) error {
	n, err := queries(ctx).ProgrammeTake(ctx, query.ProgrammeTakeParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err == nil && n == 0 {
		return errNotFound
	}
	return err
}

// AnyProgramme reports whether there is one; see institution.Store.
func (s *Institutions) AnyProgramme(ctx context.Context, scope domain.Scope) (bool, error) {
	n, err := queries(ctx).ProgrammeAny(ctx, scope.Institution())
	return n > 0, err
}

// Programmes lists those of an institution, the longest running first.
func (s *Institutions) Programmes(ctx context.Context, scope domain.Scope) ([]institution.Programme, error) {
	rows, err := queries(ctx).Programmes(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	all := make([]institution.Programme, len(rows))
	for i, r := range rows {
		if all[i], err = programmeOf(r); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// ProgrammeRows lists them in the same order with how many groups they have.
func (s *Institutions) ProgrammeRows(ctx context.Context, scope domain.Scope) ([]institution.ProgrammeRow, error) {
	rows, err := queries(ctx).ProgrammeRows(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	all := make([]institution.ProgrammeRow, len(rows))
	for i, r := range rows {
		all[i].Groups, all[i].Independent = int(r.Groups), int(r.Independent)
		if all[i].Programme, err = programmeOf(r.Programme); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// ProgrammeBySlug finds a programme by its part of an address.
func (s *Institutions) ProgrammeBySlug(ctx context.Context, scope domain.Scope, slug string) (institution.Programme, error) {
	r, err := queries(ctx).ProgrammeBySlug(ctx, query.ProgrammeBySlugParams{InstitutionNo: scope.Institution(), Slug: slug})
	if err != nil {
		return institution.Programme{}, found(err)
	}
	return programmeOf(r)
}

func programmeOf(r query.Programme) (institution.Programme, error) {
	started, err := momentOf(r.StartedOn, r.StartedPrecision)
	return institution.Programme{
		ID: domain.ProgrammeID{UUID: r.ID}, Slug: r.Slug, Title: r.Title, Started: started,
		Made: r.Made, MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}, err
}

// momentColumns are NULL for a moment that is not known.
func momentColumns(m domain.Moment) (on, precision *string) {
	if m.Date.IsZero() {
		return nil, nil
	}
	day, how := m.Date.String(), string(m.Precision)
	return &day, &how
}

func momentOf(on, precision *string) (domain.Moment, error) {
	if on == nil || precision == nil {
		return domain.Moment{}, nil
	}
	day, err := domain.ParseDate(*on)
	return domain.Moment{Date: day, Precision: domain.Precision(*precision)}, err
}

// Record gives what a programme says about itself; see institution.Store.
func (s *Institutions) Record(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) (institution.Record, error) {
	rows, err := queries(ctx).ProgrammeItems(ctx, query.ProgrammeItemsParams{
		InstitutionNo: scope.Institution(), ProgrammeID: id.UUID,
	})
	record := institution.Record{}
	for _, r := range rows {
		section := institution.Section(r.Section)
		record[section] = append(record[section], r.Item)
	}
	return record, err
}

// ReplaceSection stores the items of a section; see institution.Store.
func (s *Institutions) ReplaceSection(ctx context.Context, scope domain.Scope, id domain.ProgrammeID, section institution.Section, items []string) error {
	err := queries(ctx).ProgrammeItemsDelete(ctx, query.ProgrammeItemsDeleteParams{
		InstitutionNo: scope.Institution(), ProgrammeID: id.UUID, Section: string(section),
	})
	for i, item := range items {
		if err != nil {
			return err
		}
		_, err = inserted(1, queries(ctx).ProgrammeItemInsert(ctx, query.ProgrammeItemInsertParams{
			InstitutionNo: scope.Institution(), ProgrammeID: id.UUID, Section: string(section), Place: int64(i + 1), Item: item,
		}))
	}
	return err
}

// Figures counts a programme and lists its groups by name, in two queries.
func (s *Institutions) Figures(ctx context.Context, scope domain.Scope, id domain.ProgrammeID, now time.Time) (f institution.Figures, groups []institution.GroupRow, err error) {
	whole, err := queries(ctx).ProgrammeFigures(ctx, query.ProgrammeFiguresParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	if err != nil {
		return f, nil, err
	}
	rows, err := queries(ctx).ProgrammeGroups(ctx, query.ProgrammeGroupsParams{
		InstitutionNo: scope.Institution(), ProgrammeID: id.UUID, Now: sqldb.Micros(now), Few: stats.InsideThreshold,
	})
	f = institution.Figures{
		Groups: len(rows), Members: stats.People(int(whole.Members)),
		Outcomes: int(whole.Outcomes), CostTotal: domain.Grosze(whole.CostTotal), Costs: int(whole.Costs),
	}
	groups = make([]institution.GroupRow, len(rows))
	for i, r := range rows {
		groups[i] = institution.GroupRow{
			ID: domain.GroupID{UUID: r.ID}, Name: r.Name, Neutral: r.Neutral, Period: r.Period, Stage: r.Stage, Sensitive: r.Sensitive,
			Members: stats.People(int(r.Members)), Visits: stats.Tallied(int(r.Visits), int(r.FewCame), int(r.VisitsOfFew)),
			MeetingsHeld: int(r.MeetingsHeld), Next: timeOrNone(r.NextAt),
		}
		f.MeetingsHeld += int(r.MeetingsHeld)
		f.MeetingsAhead += int(r.MeetingsAhead)
		if r.Stage == "independent" {
			f.Independent++
		}
	}
	return f, groups, err
}

// timeOrNone reads 0, which stands for nothing where a query cannot say NULL.
func timeOrNone(micros int64) time.Time {
	if micros == 0 {
		return time.Time{}
	}
	return sqldb.Time(micros)
}
