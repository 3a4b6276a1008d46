package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/outcome"
	"krag/internal/domain/stats"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ outcome.Store = (*Outcomes)(nil)

// Outcomes keeps what was achieved; see outcome.Store for what each method
// promises.
type Outcomes struct{ *Store }

// Outcomes gives the store of outcomes.
func (s *Store) Outcomes() *Outcomes { return &Outcomes{s} }

// Insert adds an outcome as the last of its group.
func (s *Outcomes) Insert(ctx context.Context, scope domain.Scope, o outcome.Outcome) (bool, error) {
	n, of := numbers(o.Value)
	return inserted(queries(ctx).OutcomeInsert(ctx, query.OutcomeInsertParams{
		InstitutionNo: scope.Institution(), ID: o.ID.UUID, ProgrammeID: o.Programme.UUID, GroupID: o.Group.UUID,
		Indicator: o.Indicator, Form: string(o.Value.Form), N: n, NOf: of, Words: o.Value.Words, Who: o.Who,
		Context: o.Context, SeenWhen: o.When, Quote: o.Quote, Source: o.Source, MadeAt: sqldb.Micros(o.MadeAt),
	}))
}

// numbers are NULL where the form has none: nothing may make a zero of them.
func numbers(v outcome.Value) (n, of *int64) {
	if v.Form == outcome.Count || v.Form == outcome.Share {
		n = new(v.N.Store())
	}
	if v.Form == outcome.Share {
		of = new(v.Of.Store())
	}
	return n, of
}

// Update stores an outcome; its programme and its place stay.
func (s *Outcomes) Update(ctx context.Context, scope domain.Scope, o outcome.Outcome) error {
	number, of := numbers(o.Value)
	n, err := queries(ctx).OutcomeUpdate(ctx, query.OutcomeUpdateParams{
		InstitutionNo: scope.Institution(), ID: o.ID.UUID, Version: o.Version, GroupID: o.Group.UUID,
		Indicator: o.Indicator, Form: string(o.Value.Form), N: number, NOf: of, Words: o.Value.Words, Who: o.Who,
		Context: o.Context, SeenWhen: o.When, Quote: o.Quote, Source: o.Source,
	})
	return changed(n, err, func() error { return only(s.ByID(ctx, scope, o.ID)) }, "error.stale")
}

// Delete removes an outcome.
func (s *Outcomes) Delete(ctx context.Context, scope domain.Scope, id domain.OutcomeID, version int64) error {
	n, err := queries(ctx).OutcomeDelete(ctx, query.OutcomeDeleteParams{InstitutionNo: scope.Institution(), ID: id.UUID, Version: version})
	return changed(n, err, func() error { return only(s.ByID(ctx, scope, id)) }, "error.stale")
}

// ByID reads an outcome.
func (s *Outcomes) ByID(ctx context.Context, scope domain.Scope, id domain.OutcomeID) (outcome.Outcome, error) {
	r, err := queries(ctx).OutcomeByID(ctx, query.OutcomeByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return outcomeOf(r.Outcome, r.GroupName), found(err)
}

// OwnGroup reports whether a group is one of the programme's.
func (s *Outcomes) OwnGroup(ctx context.Context, scope domain.Scope, programme domain.ProgrammeID, group domain.GroupID) (bool, error) {
	n, err := queries(ctx).OutcomeGroupIsOwn(ctx, query.OutcomeGroupIsOwnParams{InstitutionNo: scope.Institution(), ID: group.UUID, ProgrammeID: programme.UUID})
	return n > 0, err
}

// OfProgramme lists the outcomes of a programme and its groups.
func (s *Outcomes) OfProgramme(ctx context.Context, scope domain.Scope, id domain.ProgrammeID) ([]outcome.Outcome, error) {
	rows, err := queries(ctx).OutcomesOfProgramme(ctx, query.OutcomesOfProgrammeParams{InstitutionNo: scope.Institution(), ProgrammeID: id.UUID})
	all := make([]outcome.Outcome, len(rows))
	for i, r := range rows {
		all[i] = outcomeOf(r.Outcome, r.GroupName)
	}
	return all, err
}

// OfGroup lists a group's outcomes.
func (s *Outcomes) OfGroup(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]outcome.Outcome, error) {
	rows, err := queries(ctx).OutcomesOfGroup(ctx, query.OutcomesOfGroupParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	all := make([]outcome.Outcome, len(rows))
	for i, r := range rows {
		all[i] = outcomeOf(r.Outcome, r.GroupName)
	}
	return all, err
}

func outcomeOf(r query.Outcome, group *string) outcome.Outcome {
	o := outcome.Outcome{
		ID: domain.OutcomeID{UUID: r.ID}, Programme: domain.ProgrammeID{UUID: r.ProgrammeID}, Group: domain.GroupID{UUID: r.GroupID},
		Indicator: r.Indicator, Value: outcome.Value{Form: outcome.Form(r.Form), Words: r.Words}, Who: r.Who, Context: r.Context,
		When: r.SeenWhen, Quote: r.Quote, Source: r.Source, Place: int(r.Place), MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
	}
	if group != nil {
		o.GroupName = *group
	}
	if r.N != nil {
		o.Value.N = stats.People(int(*r.N))
	}
	if r.NOf != nil {
		o.Value.Of = stats.People(int(*r.NOf))
	}
	return o
}
