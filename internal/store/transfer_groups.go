package store

import (
	"context"
	"slices"
	"strings"

	"krag/internal/domain"
	"krag/internal/domain/transfer"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

func (g going) circles(ctx context.Context) error {
	rows, err := queries(ctx).TransferGroups(ctx, query.TransferGroupsParams{InstitutionNo: g.scope.Institution(), ProgrammeID: g.id.UUID})
	for n, r := range rows {
		g.groups[r.ID] = n
		one := transfer.Group{
			Name: r.Name, Neutral: r.Neutral, Kind: r.Kind, KindName: r.KindName, Character: r.Character, Openness: r.Openness, Audience: r.Audience,
			Rhythm: r.Rhythm, Period: r.Period, Sensitive: r.Sensitive, Accompanied: int(r.Accompanied), Description: descriptionOut(r),
		}
		if r.Rounds != nil {
			rounds := minutes(*r.Rounds)
			one.Reminders = &rounds
		}
		if r.Roles != "" {
			one.Roles = strings.Split(r.Roles, ",")
		}
		g.parcel.Groups = append(g.parcel.Groups, one)
	}
	return err
}

func (g going) steps(ctx context.Context) error {
	rows, err := queries(ctx).TransferSteps(ctx, query.TransferStepsParams{InstitutionNo: g.scope.Institution(), ProgrammeID: g.id.UUID})
	for _, r := range rows {
		on, err := momentOf(&r.HappenedOn, &r.HappenedPrecision)
		if err != nil {
			return err
		}
		to := &g.parcel.Groups[g.groups[r.GroupID]]
		to.Steps = append(to.Steps, transfer.Step{Stage: r.Stage, On: transfer.When(on), Evidence: r.Evidence})
	}
	return err
}

func (g going) meetings(ctx context.Context) error {
	rows, err := queries(ctx).TransferMeetings(ctx, query.TransferMeetingsParams{InstitutionNo: g.scope.Institution(), ProgrammeID: g.id.UUID})
	series := map[domain.UUID]map[domain.UUID]int{} // numbers by group and series
	for _, r := range rows {
		n := g.groups[r.GroupID]
		to := &g.parcel.Groups[n]
		if series[r.GroupID] == nil {
			series[r.GroupID] = map[domain.UUID]int{}
		}
		if series[r.GroupID][r.SeriesID] == 0 {
			series[r.GroupID][r.SeriesID] = len(series[r.GroupID]) + 1
		}
		m := transfer.Meeting{
			Series: series[r.GroupID][r.SeriesID], StartsAt: sqldb.Time(r.StartsAt), EndsAt: sqldb.Time(r.EndsAt), Place: r.Venue, State: r.State,
		}
		if r.Total != nil {
			m.Attendance = &transfer.Attendance{Total: int(*r.Total), Newcomers: int(*r.Newcomers), Led: *r.Led, RecordedAt: sqldb.Time(*r.RecordedAt)}
		}
		g.spots[r.ID] = [2]int{n, len(to.Meetings)}
		to.Meetings = append(to.Meetings, m)
	}
	return err
}

// people gathers who belongs, unsealed. Whoever was forgotten is left out, and
// stays in the counts alone.
func (g going) people(ctx context.Context) error {
	no := g.scope.Institution()
	rows, err := queries(ctx).TransferPeople(ctx, query.TransferPeopleParams{InstitutionNo: no, ProgrammeID: g.id.UUID})
	if err != nil {
		return err
	}
	known, err := g.People().unseal(ctx, g.scope, rows)
	if err != nil {
		return err
	}
	people, places := &transfer.People{}, map[domain.UUID]int{}
	for _, one := range known {
		if !one.Pseudonym.IsZero() {
			places[one.ID.UUID] = len(people.Persons)
			people.Persons = append(people.Persons, transfer.Person{Pseudonym: one.Pseudonym, MadeUp: one.MadeUp})
		}
	}
	g.parcel.People = people
	if err := g.members(ctx, people, places); err != nil {
		return err
	}
	return g.present(ctx, people, places)
}

func (g going) members(ctx context.Context, people *transfer.People, places map[domain.UUID]int) error {
	rows, err := queries(ctx).TransferMembers(ctx, query.TransferMembersParams{InstitutionNo: g.scope.Institution(), ProgrammeID: g.id.UUID})
	for _, r := range rows {
		who, ok := places[r.PersonID]
		if !ok {
			continue
		}
		m := transfer.Member{Group: g.groups[r.GroupID], Person: who}
		if m.Joined, err = domain.ParseDate(r.JoinedOn); err == nil && r.LeftOn != nil {
			m.Left, err = domain.ParseDate(*r.LeftOn)
		}
		if err != nil {
			return err
		}
		people.Members = append(people.Members, m)
	}
	return err
}

func (g going) present(ctx context.Context, people *transfer.People, places map[domain.UUID]int) error {
	rows, err := queries(ctx).TransferPresent(ctx, query.TransferPresentParams{InstitutionNo: g.scope.Institution(), ProgrammeID: g.id.UUID})
	at := map[domain.UUID]int{}
	for _, r := range rows {
		who, ok := places[r.PersonID]
		if !ok {
			continue
		}
		n, begun := at[r.MeetingID]
		if !begun {
			spot := g.spots[r.MeetingID]
			n = len(people.Present)
			at[r.MeetingID] = n
			people.Present = append(people.Present, transfer.Presence{Group: spot[0], Meeting: spot[1]})
		}
		people.Present[n].Persons = append(people.Present[n].Persons, who)
	}
	for _, one := range people.Present {
		slices.Sort(one.Persons)
	}
	slices.SortFunc(people.Present, func(a, b transfer.Presence) int {
		return slices.Compare([]int{a.Group, a.Meeting}, []int{b.Group, b.Meeting})
	})
	return err
}
