package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/outcome"
	"krag/internal/domain/publish"
	"krag/internal/store/query"
)

// Source reads everything a card of a programme can draw on; see
// publish.Store. It is the one place where other areas' rows are joined for
// what becomes public.
func (s *Cards) Source(ctx context.Context, scope domain.Scope, programme domain.ProgrammeID) (src publish.Source, err error) {
	r, err := queries(ctx).CardSourceProgramme(ctx, query.CardSourceProgrammeParams{InstitutionNo: scope.Institution(), ID: programme.UUID})
	if err != nil {
		return src, found(err)
	}
	p, err := programmeOf(r.Programme)
	if err != nil {
		return src, err
	}
	src = publish.Source{
		Programme: programme, Slug: p.Slug, Title: p.Title, Started: p.Started, MadeUp: p.Made,
		Publisher: publish.Publisher{Name: r.House, Profile: r.Profile, Place: r.Place, Voivodeship: r.Voivodeship},
	}
	for _, read := range []func(context.Context, domain.Scope, *publish.Source) error{
		s.sourceRecord, s.sourceParts, s.sourceGroups, s.sourceOutcomes, s.sourceMoney,
	} {
		if err := read(ctx, scope, &src); err != nil {
			return src, err
		}
	}
	return src, nil
}

func (s *Cards) sourceRecord(ctx context.Context, scope domain.Scope, src *publish.Source) error {
	rows, err := queries(ctx).ProgrammeItems(ctx, query.ProgrammeItemsParams{InstitutionNo: scope.Institution(), ProgrammeID: src.Programme.UUID})
	src.Record = map[string][]string{}
	for _, r := range rows {
		src.Record[r.Section] = append(src.Record[r.Section], r.Item)
	}
	return err
}

// sourceParts reads what of the record has a form of its own.
func (s *Cards) sourceParts(ctx context.Context, scope domain.Scope, src *publish.Source) error {
	house := s.Institutions()
	strategies, err := house.Strategies(ctx, scope, src.Programme)
	if err != nil {
		return err
	}
	for _, one := range strategies {
		src.Strategies = append(src.Strategies, publish.Strategy{Title: one.Title, From: one.From, To: one.To, Note: one.Note})
	}
	steps, err := house.PremisesSteps(ctx, scope, src.Programme)
	if err != nil {
		return err
	}
	for _, one := range steps {
		src.Premises = append(src.Premises, publish.PremisesStep{Kind: string(one.Kind), On: one.On, When: one.When, Text: one.Text})
	}
	partners, err := house.Partners(ctx, scope, src.Programme)
	if err != nil {
		return err
	}
	for _, one := range partners {
		src.Record["partners"] = append(src.Record["partners"], one.Name)
	}
	contact, err := house.Contact(ctx, scope, src.Programme)
	src.Contact = []string{contact.Name, contact.Email, contact.Phone, contact.Web}
	return err
}

// Files opens what is said of the attachments; see publish.Store.
func (s *Cards) Files(ctx context.Context, scope domain.Scope, programme domain.ProgrammeID) (all []publish.SourceFile, err error) {
	files, err := s.Institutions().Attachments(ctx, scope, programme)
	for _, f := range files {
		all = append(all, publish.SourceFile{
			FileVersion: publish.FileVersion{ID: f.ID.UUID, Version: f.Version}, Name: f.Name, FileName: f.FileName(), About: f.About, Type: f.Kind.MediaType(), Size: f.Size, Public: f.Public(),
		})
	}
	return all, err
}

// FileVersions opens nothing; see publish.Store.
func (s *Cards) FileVersions(ctx context.Context, scope domain.Scope, programme domain.ProgrammeID) (all []publish.FileVersion, err error) {
	rows, err := queries(ctx).Attachments(ctx, query.AttachmentsParams{InstitutionNo: scope.Institution(), ProgrammeID: programme.UUID})
	for _, r := range rows {
		all = append(all, publish.FileVersion{ID: r.ID, Version: r.Version})
	}
	return all, err
}

func (s *Cards) sourceGroups(ctx context.Context, scope domain.Scope, src *publish.Source) error {
	steps, err := s.sourceSteps(ctx, scope, src.Programme)
	if err != nil {
		return err
	}
	rows, err := queries(ctx).CardSourceGroups(ctx, query.CardSourceGroupsParams{InstitutionNo: scope.Institution(), ProgrammeID: src.Programme.UUID})
	for _, r := range rows {
		src.Groups = append(src.Groups, publish.SourceGroup{
			ID: domain.GroupID{UUID: r.ID}, Name: r.Name, Kind: r.Kind, Audience: r.Audience, Rhythm: r.Rhythm, Period: r.Period,
			Sensitive: r.Sensitive, Stage: r.Stage, Steps: steps[r.ID], Meetings: int(r.Meetings),
			Character: r.Character, Openness: r.Openness, Accompanied: int(r.Accompanied),
		})
	}
	if err != nil {
		return err
	}
	src.Lent, err = queries(ctx).CardSourceLent(ctx, query.CardSourceLentParams{InstitutionNo: scope.Institution(), ProgrammeID: src.Programme.UUID})
	return err
}

func (s *Cards) sourceSteps(ctx context.Context, scope domain.Scope, programme domain.ProgrammeID) (map[domain.UUID][]publish.SourceStep, error) {
	rows, err := queries(ctx).CardSourceSteps(ctx, query.CardSourceStepsParams{InstitutionNo: scope.Institution(), ProgrammeID: programme.UUID})
	if err != nil {
		return nil, err
	}
	steps := map[domain.UUID][]publish.SourceStep{}
	for _, r := range rows {
		on, err := momentOf(&r.HappenedOn, &r.HappenedPrecision)
		if err != nil {
			return nil, err
		}
		steps[r.GroupID] = append(steps[r.GroupID], publish.SourceStep{Stage: r.Stage, On: on})
	}
	return steps, nil
}

func (s *Cards) sourceOutcomes(ctx context.Context, scope domain.Scope, src *publish.Source) error {
	all, err := s.Outcomes().OfProgramme(ctx, scope, src.Programme)
	for _, o := range all {
		src.Outcomes = append(src.Outcomes, sourceOutcome(o))
	}
	return err
}

func sourceOutcome(o outcome.Outcome) publish.SourceOutcome {
	return publish.SourceOutcome{
		ID: o.ID, Group: o.Group, GroupName: o.GroupName, Indicator: o.Indicator, Form: publish.Form(o.Value.Form),
		N: o.Value.N, Of: o.Value.Of, People: o.CountsPeople(), Words: o.Value.Words, Who: o.Who, Context: o.Context,
		When: o.When, Quote: o.Quote, Source: o.Source,
	}
}

func (s *Cards) sourceMoney(ctx context.Context, scope domain.Scope, src *publish.Source) error {
	costs, err := s.Funding().Costs(ctx, scope, src.Programme)
	if err != nil {
		return err
	}
	for _, c := range costs {
		src.Costs = append(src.Costs, publish.SourceCost{Item: c.Item, Category: string(c.Category), Amount: c.Amount, Funder: c.Funder, Note: c.Note})
	}
	funds, err := s.Funding().Funds(ctx, scope, src.Programme)
	for _, f := range funds {
		src.Funds = append(src.Funds, publish.Money{Funder: f.Funder, For: f.For, Granted: f.Granted, Amount: f.Amount})
	}
	return err
}
