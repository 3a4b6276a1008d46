package store

import (
	"context"
	"slices"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/institution"
	"krag/internal/domain/outcome"
	"krag/internal/domain/transfer"
	"krag/internal/store/query"
)

// going is a programme while it is gathered.
type going struct {
	*Transfers
	scope  domain.Scope
	id     domain.ProgrammeID
	parcel *transfer.Parcel
	groups map[domain.UUID]int    // places by id
	spots  map[domain.UUID][2]int // of meetings: group and place
}

// Read gathers a programme.
func (s *Transfers) Read(ctx context.Context, scope domain.Scope, id domain.ProgrammeID, people bool, contents int64) (p transfer.Parcel, err error) {
	g := going{s, scope, id, &p, map[domain.UUID]int{}, map[domain.UUID][2]int{}}
	files := func(ctx context.Context) error { return g.attachments(ctx, contents) }
	steps := []func(context.Context) error{
		g.programme, files, g.record, g.readiness, g.circles, g.steps, g.agreements, g.handovers, g.meetings, g.outcomes, g.money, g.hints, g.cards,
	}
	if people {
		steps = append(steps, g.people)
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return p, err
		}
	}
	return p, nil
}

func (g going) programme(ctx context.Context) error {
	r, err := queries(ctx).TransferProgramme(ctx, query.TransferProgrammeParams{InstitutionNo: g.scope.Institution(), ID: g.id.UUID})
	if err != nil {
		return found(err)
	}
	p, err := programmeOf(r.Programme)
	g.parcel.From = transfer.From{Institution: r.House, Place: r.Place, Voivodeship: r.Voivodeship}
	g.parcel.Programme = transfer.Programme{Slug: p.Slug, Title: p.Title, Started: transfer.When(p.Started), MadeUp: p.Made}
	if err == nil {
		g.parcel.Origin, err = g.Origin(ctx, g.scope, g.id)
	}
	return err
}

// attachments come before the strategies, which name their places.
func (g going) attachments(ctx context.Context, most int64) error {
	all, err := g.Institutions().Attachments(ctx, g.scope, g.id)
	for n, one := range all {
		g.spots[one.ID.UUID] = [2]int{n}
		a := transfer.Attachment{Name: one.Name, Kind: string(one.Kind), About: one.About, Size: one.Size}
		if most -= one.Size; most >= 0 {
			if a.Content, err = g.content(ctx, one); err != nil {
				return err
			}
		} else {
			most += one.Size
		}
		g.parcel.Attachments = append(g.parcel.Attachments, a)
	}
	return err
}

func (g going) content(ctx context.Context, one institution.Attachment) ([]byte, error) {
	content := make([]byte, 0, one.Size)
	for place := range filetype.Pieces(one.Size) {
		piece, err := g.Institutions().AttachmentPiece(ctx, g.scope, one.ID, place)
		if err != nil {
			return nil, err
		}
		content = append(content, piece...)
	}
	return content, nil
}

func (g going) record(ctx context.Context) error {
	p, house := &g.parcel.Programme, g.Institutions()
	record, err := house.Record(ctx, g.scope, g.id)
	if err != nil {
		return err
	}
	for section, items := range record {
		if p.Record == nil {
			p.Record = map[string][]string{}
		}
		p.Record[string(section)] = items
	}
	strategies, err := house.Strategies(ctx, g.scope, g.id)
	if err != nil {
		return err
	}
	for _, one := range strategies {
		s := transfer.Strategy{Title: one.Title, From: one.From, To: one.To, Note: one.Note}
		if at, ok := g.spots[one.Attachment.UUID]; ok && !one.Attachment.IsZero() {
			s.Attachment = new(at[0])
		}
		p.Strategies = append(p.Strategies, s)
	}
	premises, err := house.PremisesSteps(ctx, g.scope, g.id)
	for _, one := range premises {
		p.Premises = append(p.Premises, transfer.PremisesStep{Kind: string(one.Kind), On: transfer.When(one.On), When: one.When, Text: one.Text})
	}
	if err != nil {
		return err
	}
	return g.contacts(ctx, p)
}

func (g going) contacts(ctx context.Context, p *transfer.Programme) error {
	partners, err := g.Institutions().Partners(ctx, g.scope, g.id)
	for _, one := range partners {
		p.Partners = append(p.Partners, transfer.Partner{Name: one.Name, Kind: string(one.Kind)})
	}
	if err != nil {
		return err
	}
	c, err := g.Institutions().Contact(ctx, g.scope, g.id)
	if !c.IsZero() {
		p.Contact = &transfer.Contact{Name: c.Name, Email: c.Email, Phone: c.Phone, Web: c.Web}
	}
	return err
}

func (g going) readiness(ctx context.Context) error {
	house, r := g.Institutions(), transfer.Readiness{}
	items, err := house.ReadyItems(ctx, g.scope)
	if err != nil {
		return err
	}
	for _, known := range institution.ReadyItems { // in the order of the page
		i := slices.IndexFunc(items, func(one institution.Ready) bool { return one.Key == known.Key })
		if i >= 0 {
			r.Items = append(r.Items, transfer.Ready{Item: items[i].Key, State: string(items[i].State), Evidence: items[i].Evidence, On: transfer.When(items[i].On)})
		}
	}
	allies, _, err := house.Allies(ctx, g.scope)
	for _, one := range allies {
		r.Allies = append(r.Allies, transfer.Ally{Name: one.Name, Kind: string(one.Kind), Gives: one.Gives})
	}
	if err != nil {
		return err
	}
	trainings, err := house.Trainings(ctx, g.scope)
	for _, one := range trainings {
		r.Trainings = append(r.Trainings, transfer.Training{
			Topic: one.Topic, On: transfer.When(one.On), Minutes: one.Minutes, People: one.Others + len(one.People), Record: one.Record,
		})
	}
	if len(r.Items)+len(r.Allies)+len(r.Trainings) > 0 {
		g.parcel.Readiness = &r
	}
	return err
}

func (g going) outcomes(ctx context.Context) error {
	all, err := g.Outcomes().OfProgramme(ctx, g.scope, g.id)
	for _, o := range all {
		one := transfer.Outcome{
			Indicator: o.Indicator, Form: string(o.Value.Form), Words: o.Value.Words, Who: o.Who, Context: o.Context,
			When: o.When, Quote: o.Quote, Source: o.Source,
		}
		if o.Value.Form == outcome.Count || o.Value.Form == outcome.Share {
			one.Count = new(int(o.Value.N.Store()))
		}
		if o.Value.Form == outcome.Share {
			one.Of = new(int(o.Value.Of.Store()))
		}
		if o.Group.IsZero() {
			g.parcel.Outcomes = append(g.parcel.Outcomes, one)
		} else if n, ok := g.groups[o.Group.UUID]; ok {
			g.parcel.Groups[n].Outcomes = append(g.parcel.Groups[n].Outcomes, one)
		}
	}
	return err
}

func (g going) money(ctx context.Context) error {
	funds, err := g.Funding().Funds(ctx, g.scope, g.id)
	if err != nil {
		return err
	}
	places := map[domain.FundID]int{}
	for n, one := range funds {
		places[one.ID] = n
		g.parcel.Funds = append(g.parcel.Funds, transfer.Fund{Funder: one.Funder, For: one.For, Granted: one.Granted, Amount: int64(one.Amount)})
	}
	costs, err := g.Funding().Costs(ctx, g.scope, g.id)
	for _, one := range costs {
		c := transfer.Cost{Item: one.Item, Category: string(one.Category), Amount: int64(one.Amount), Note: one.Note}
		if n, ok := places[one.Fund]; ok {
			c.Fund = new(n)
		}
		g.parcel.Costs = append(g.parcel.Costs, c)
	}
	return err
}

func (g going) hints(ctx context.Context) error {
	rows, err := queries(ctx).TransferHints(ctx, query.TransferHintsParams{InstitutionNo: g.scope.Institution(), ProgrammeID: g.id.UUID})
	for _, r := range rows {
		g.parcel.Hints = append(g.parcel.Hints, transfer.Hint{Kind: transfer.HintKind(r.Kind), Text: r.Said, Detail: r.Detail})
	}
	return err
}

func (g going) cards(ctx context.Context) error {
	rows, err := g.Cards().Rows(ctx, g.scope, g.id, domain.Date{})
	if err != nil {
		return err
	}
	for _, r := range rows {
		texts, err := queries(ctx).CardTexts(ctx, query.CardTextsParams{InstitutionNo: g.scope.Institution(), CardID: r.ID.UUID})
		if err != nil {
			return err
		}
		one := transfer.Card{Template: r.Template, Slug: r.Slug, Area: r.Area}
		for _, t := range texts {
			one.Texts = append(one.Texts, transfer.Text{Section: t.Section, Lang: t.Lang, Text: t.Words})
		}
		g.parcel.Cards = append(g.parcel.Cards, one)
	}
	return nil
}
