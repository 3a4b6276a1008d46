package store

import (
	"context"
	"fmt"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/filetype"
	"krag/internal/domain/funding"
	"krag/internal/domain/group"
	"krag/internal/domain/institution"
	"krag/internal/domain/outcome"
	"krag/internal/domain/person"
	"krag/internal/domain/stats"
	"krag/internal/domain/transfer"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// coming is an import while one of its chunks is written.
type coming struct {
	*Transfers
	scope domain.Scope
	transfer.Import
	plan *transfer.Plan
	keys map[domain.UUID]domain.Key
}

// id is the id of the n-th thing of a sort.
func (c coming) id(what transfer.Made, n int) domain.UUID {
	return transfer.MadeID(c.ID, what, n)
}

// at is the moment in which the n-th thing of a sort was made: things are
// listed in the order of their making.
func (c coming) at(n int) time.Time { return c.MadeAt.Add(time.Duration(n) * time.Microsecond) }

// Write stores a chunk.
func (s *Transfers) Write(ctx context.Context, scope domain.Scope, i transfer.Import, p *transfer.Plan, chunk transfer.Chunk, keys map[domain.UUID]domain.Key) error {
	c := coming{s, scope, i, p, keys}
	switch chunk.Part {
	case transfer.PartFile:
		return c.file(ctx, chunk)
	case transfer.PartMembers:
		return c.members(ctx, chunk.From, chunk.To)
	case transfer.PartMeetings:
		return c.meetings(ctx, chunk.From, chunk.To)
	}
	write, ok := map[transfer.Part]func(context.Context, int) error{
		transfer.PartProgramme: c.programme, transfer.PartPeople: c.person, transfer.PartStrategies: c.strategy,
		transfer.PartGroups: c.group, transfer.PartOutcomes: c.outcome, transfer.PartCards: c.card,
	}[chunk.Part]
	if !ok {
		return fmt.Errorf("write import: no part %d", chunk.Part)
	}
	for n := chunk.From; n < chunk.To; n++ {
		if err := write(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// programme writes the programme with what hangs on it alone. Until it is
// shown, its address is the id of its import, so that it takes none from
// others.
func (c coming) programme(ctx context.Context, _ int) error {
	p := c.plan.Parcel.Programme
	_, err := c.Institutions().InsertProgramme(ctx, c.scope, institution.Programme{
		ID: c.Programme, Slug: c.ID.String(), Title: p.Title, Started: domain.Moment(p.Started), Made: p.MadeUp, MadeAt: c.MadeAt, Version: 1,
	})
	if err != nil {
		return err
	}
	err = queries(ctx).TransferMarkProgramme(ctx, query.TransferMarkProgrammeParams{
		InstitutionNo: c.scope.Institution(), ID: c.Programme.UUID, ImportID: c.ID.UUID,
	})
	for _, write := range []func(context.Context, transfer.Programme) error{c.record, c.premises, c.partners} {
		if err == nil {
			err = write(ctx, p)
		}
	}
	if err == nil {
		err = c.money(ctx)
	}
	if err == nil {
		err = c.origin(ctx)
	}
	return err
}

func (c coming) record(ctx context.Context, p transfer.Programme) error {
	for section, items := range p.Record {
		if err := c.Institutions().ReplaceSection(ctx, c.scope, c.Programme, institution.Section(section), items); err != nil {
			return err
		}
	}
	return nil
}

func (c coming) premises(ctx context.Context, p transfer.Programme) error {
	for n, step := range p.Premises {
		id := domain.PremisesID{UUID: c.id(transfer.APremisesStep, n)}
		_, err := c.Institutions().InsertPremisesStep(ctx, c.scope, institution.PremisesStep{
			ID: id, Programme: c.Programme, Kind: institution.PremisesKind(step.Kind), On: domain.Moment(step.On),
			When: step.When, Text: step.Text, MadeAt: c.at(n), Version: 1,
		})
		if err == nil {
			err = c.Institutions().PlacePremisesStep(ctx, c.scope, id, n+1)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c coming) partners(ctx context.Context, p transfer.Programme) error {
	partners := make([]institution.Partner, len(p.Partners))
	for n, one := range p.Partners {
		partners[n] = institution.Partner{Name: one.Name, Kind: institution.PartnerKind(one.Kind)}
	}
	if err := c.Institutions().ReplacePartners(ctx, c.scope, c.Programme, partners); err != nil || p.Contact == nil {
		return err
	}
	return c.Institutions().PutContact(ctx, c.scope, c.Programme, institution.Contact{
		Name: p.Contact.Name, Email: p.Contact.Email, Phone: p.Contact.Phone, Web: p.Contact.Web,
	})
}

func (c coming) money(ctx context.Context) error {
	for n, one := range c.plan.Funds {
		_, err := c.Funding().InsertFund(ctx, c.scope, funding.Fund{
			ID: domain.FundID{UUID: c.id(transfer.AFund, n)}, Programme: c.Programme, Funder: one.Funder, For: one.For,
			Granted: one.Granted, Amount: domain.Grosze(one.Amount), MadeAt: c.at(n), Version: 1,
		})
		if err != nil {
			return err
		}
	}
	for n, one := range c.plan.Costs {
		cost := funding.Cost{
			ID: domain.CostID{UUID: c.id(transfer.ACost, n)}, Programme: c.Programme, Item: one.Item, Category: funding.Category(one.Category),
			Amount: domain.Grosze(one.Amount), Note: one.Note, MadeAt: c.at(n), Version: 1,
		}
		if one.Fund != nil {
			cost.Fund = domain.FundID{UUID: c.id(transfer.AFund, *one.Fund)}
		}
		if _, err := c.Funding().InsertCost(ctx, c.scope, cost); err != nil {
			return err
		}
	}
	return nil
}

// origin notes from where it was taken, with the hints of those before.
func (c coming) origin(ctx context.Context) error {
	if o := c.plan.Origin; o != nil {
		err := queries(ctx).TransferOriginInsert(ctx, query.TransferOriginInsertParams{
			InstitutionNo: c.scope.Institution(), ProgrammeID: c.Programme.UUID, Title: o.Title, Publisher: o.Publisher, Address: o.Address,
		})
		if err != nil {
			return err
		}
	}
	for n, one := range c.plan.Hints {
		err := queries(ctx).TransferHintInsert(ctx, query.TransferHintInsertParams{
			InstitutionNo: c.scope.Institution(), ProgrammeID: c.Programme.UUID, Place: int64(n + 1), Kind: string(one.Kind),
			Said: one.Text, Detail: one.Detail,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (c coming) person(ctx context.Context, n int) error {
	one, id := c.plan.People.Persons[n], c.id(transfer.APerson, n)
	_, err := c.People().Insert(ctx, c.scope, person.Person{
		ID: domain.PersonID{UUID: id}, Pseudonym: one.Pseudonym, MadeUp: one.MadeUp, MadeAt: c.at(n), Version: 1,
	}, c.keys[id])
	if err != nil {
		return err
	}
	return queries(ctx).TransferMarkPerson(ctx, query.TransferMarkPersonParams{
		InstitutionNo: c.scope.Institution(), ID: id, ImportID: c.ID.UUID,
	})
}

// file writes pieces of an attachment, and before the first of them what is
// said about it. It was looked into when the file was checked.
func (c coming) file(ctx context.Context, chunk transfer.Chunk) error {
	one, files := c.plan.Attachments[chunk.File], &Files{c.Store}
	id := domain.AttachmentID{UUID: c.id(transfer.AnAttachment, chunk.File)}
	if chunk.From == 0 {
		_, err := files.InsertAttachment(ctx, c.scope, institution.Attachment{
			ID: id, Programme: c.Programme, Kind: filetype.Kind(one.Kind), Size: int64(len(one.Content)), Name: one.Name,
			About: one.About, Traces: one.Traces, MadeAt: c.at(chunk.File), Version: 1,
		}, c.keys[id.UUID])
		if err != nil {
			return err
		}
	}
	for place := chunk.From; place < chunk.To; place++ {
		plain := one.Content[place*filetype.PieceSize : min((place+1)*filetype.PieceSize, len(one.Content))]
		if err := files.insertPiece(ctx, c.scope, id, place, plain, c.keys[id.UUID]); err != nil {
			return err
		}
	}
	return nil
}

func (c coming) strategy(ctx context.Context, n int) error {
	one := c.plan.Parcel.Programme.Strategies[n]
	s := institution.Strategy{
		ID: domain.StrategyID{UUID: c.id(transfer.AStrategy, n)}, Programme: c.Programme, Title: one.Title, From: one.From, To: one.To,
		Note: one.Note, MadeAt: c.at(n), Version: 1,
	}
	if one.Attachment != nil && len(c.plan.Attachments[*one.Attachment].Content) > 0 {
		s.Attachment = domain.AttachmentID{UUID: c.id(transfer.AnAttachment, *one.Attachment)}
	}
	return only(c.Institutions().InsertStrategy(ctx, c.scope, s))
}

// group writes a group and its life. One without a step is an idea, as of the
// day on which it comes in.
func (c coming) group(ctx context.Context, n int) error {
	g, id := c.plan.Groups[n], domain.GroupID{UUID: c.id(transfer.AGroup, n)}
	steps := g.Steps
	if len(steps) == 0 {
		today := domain.Moment{Date: domain.DateOf(c.MadeAt, time.UTC), Precision: domain.PrecisionDay}
		steps = []transfer.Step{{Stage: string(group.Idea), On: transfer.When(today)}}
	}
	kind, err := c.Groups().kindIn(ctx, c.scope, group.Kind(g.Kind), g.KindName)
	if err != nil {
		return err
	}
	_, err = c.Groups().Insert(ctx, c.scope, group.Group{
		ID: id, Programme: c.Programme, Name: g.Name, Neutral: g.Neutral, Kind: kind, Character: group.Character(g.Character),
		Openness: group.Openness(g.Openness), Audience: g.Audience, Rhythm: g.Rhythm, Period: g.Period, Sensitive: g.Sensitive,
		Accompanied: g.Accompanied, Uses: group.UsesOf(g.Roles), Description: descriptionIn(g.Description), Stage: group.Stage(steps[len(steps)-1].Stage), MadeAt: c.at(n), Version: 1,
	})
	if err != nil {
		return err
	}
	if g.Reminders != nil {
		if _, err := c.Messages().SaveRounds(ctx, c.scope, id, append([]int{}, *g.Reminders...)); err != nil {
			return err
		}
	}
	for k, one := range steps {
		_, err := c.Groups().InsertStep(ctx, c.scope, id, group.Step{
			ID: domain.StepID{UUID: c.id(transfer.AStep, n*stepsOfGroup+k)}, Stage: group.Stage(one.Stage), On: domain.Moment(one.On),
			Evidence: one.Evidence, By: c.By, At: c.at(k),
		})
		if err != nil {
			return err
		}
	}
	if err := c.papers(ctx, n, id); err != nil {
		return err
	}
	return queries(ctx).TransferMarkGroup(ctx, query.TransferMarkGroupParams{InstitutionNo: c.scope.Institution(), ID: id.UUID, ImportID: c.ID.UUID})
}

// stepsOfGroup is more than a group has.
const stepsOfGroup = 1000

var memberships = bulk{head: "-- name: TransferMemberships\nINSERT INTO membership (institution_no, id, group_id, person_id, joined_on, left_on) VALUES ", width: 5, most: 64}

func (c coming) members(ctx context.Context, from, to int) error {
	var values []any
	for n := from; n < to; n++ {
		m := c.plan.Members[n]
		var left any
		if !m.Left.IsZero() {
			left = m.Left.String()
		}
		values = append(values, c.id(transfer.AMembership, n), c.id(transfer.AGroup, m.Group), c.id(transfer.APerson, m.Person), m.Joined.String(), left)
	}
	return memberships.write(ctx, c.scope.Institution(), values)
}

var (
	meetingRows    = bulk{head: "-- name: TransferMeetings\nINSERT INTO meeting (institution_no, id, group_id, series_id, starts_at, ends_at, venue, state, version) VALUES ", width: 8, most: 64}
	attendanceRows = bulk{head: "-- name: TransferAttendance\nINSERT INTO attendance (institution_no, meeting_id, group_id, total, newcomers, led, recorded_at) VALUES ", width: 6, most: 64}
	presenceRows   = bulk{head: "-- name: TransferPresence\nINSERT INTO presence (institution_no, meeting_id, person_id) VALUES ", width: 2, most: 256}
)

// meetings writes meetings with who came, three tables after each other.
func (c coming) meetings(ctx context.Context, from, to int) error {
	var meetings, attendance, presence []any
	for n := from; n < to; n++ {
		m, id, in := c.plan.Meeting(n), c.id(transfer.AMeeting, n), c.id(transfer.AGroup, c.plan.Meetings[n].Group)
		meetings = append(meetings, id, in, c.id(transfer.ASeries, c.plan.Series[n]), sqldb.Micros(m.StartsAt), sqldb.Micros(m.EndsAt), m.Place, m.State, 1)
		if a := m.Attendance; a != nil {
			attendance = append(attendance, id, in, a.Total, a.Newcomers, a.Led, sqldb.Micros(a.RecordedAt))
		}
		for _, who := range c.plan.Present[n] {
			presence = append(presence, id, c.id(transfer.APerson, who))
		}
	}
	no := c.scope.Institution()
	if err := meetingRows.write(ctx, no, meetings); err != nil {
		return err
	}
	if err := attendanceRows.write(ctx, no, attendance); err != nil {
		return err
	}
	return presenceRows.write(ctx, no, presence)
}

func (c coming) outcome(ctx context.Context, n int) error {
	one := c.plan.Outcome(n)
	o := outcome.Outcome{
		ID: domain.OutcomeID{UUID: c.id(transfer.AnOutcome, n)}, Programme: c.Programme, Indicator: one.Indicator,
		Value: outcome.Value{Form: outcome.Form(one.Form), Words: one.Words}, Who: one.Who, Context: one.Context,
		When: one.When, Quote: one.Quote, Source: one.Source, MadeAt: c.at(n), Version: 1,
	}
	if g := c.plan.Outcomes[n].Group; g >= 0 {
		o.Group = domain.GroupID{UUID: c.id(transfer.AGroup, g)}
	}
	if one.Count != nil {
		o.Value.N = stats.People(*one.Count)
	}
	if one.Of != nil {
		o.Value.Of = stats.People(*one.Of)
	}
	return only(c.Outcomes().Insert(ctx, c.scope, o))
}
