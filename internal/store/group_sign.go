package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/domain/stats"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ group.SignStore = (*Groups)(nil)

// Past reads a group's last meetings; see group.SignStore.
func (s *Groups) Past(ctx context.Context, scope domain.Scope, id domain.GroupID, until time.Time, most int) ([]group.Past, error) {
	rows, err := queries(ctx).PastOfGroup(ctx, query.PastOfGroupParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, Until: sqldb.Micros(until), Most: int64(most),
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	zone, err := time.LoadLocation(rows[0].Zone)
	if err != nil {
		return nil, err
	}
	held := make([]group.Past, len(rows))
	for i, r := range rows {
		held[i] = pastOf(r, zone)
	}
	return held, nil
}

func pastOf(r query.PastOfGroupRow, zone *time.Location) group.Past {
	return group.Past{
		On: domain.DateOf(sqldb.Time(r.StartsAt), zone), Total: stats.People(int(r.Total)), Newcomers: stats.People(int(r.Newcomers)),
		ByMember: r.Led == "member", Leader: domain.PersonID{UUID: r.PersonID},
	}
}

// Living lists the groups that are not closed; see group.SignStore.
func (s *Groups) Living(ctx context.Context, scope domain.Scope) ([]domain.GroupID, error) {
	return living(ctx, scope)
}

func living(ctx context.Context, scope domain.Scope) ([]domain.GroupID, error) {
	rows, err := queries(ctx).GroupsLiving(ctx, scope.Institution())
	return groupIDs(rows), err
}

func groupIDs(rows []domain.UUID) []domain.GroupID {
	groups := make([]domain.GroupID, len(rows))
	for i, id := range rows {
		groups[i] = domain.GroupID{UUID: id}
	}
	return groups
}

// PastOf reads the meetings of groups that live; see group.SignStore.
func (s *Groups) PastOf(ctx context.Context, scope domain.Scope, groups []domain.GroupID, since, until time.Time) (all []group.PastOf, err error) {
	ids, err := encodeIDs(groups)
	if err != nil {
		return nil, err
	}
	rows, err := queries(ctx).PastOfGroups(ctx, query.PastOfGroupsParams{
		InstitutionNo: scope.Institution(), IDs: ids, Since: sqldb.Micros(since), Until: sqldb.Micros(until),
	})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	zone, err := time.LoadLocation(rows[0].Zone)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		id := domain.GroupID{UUID: r.ID}
		if n := len(all); n == 0 || all[n-1].ID != id {
			all = append(all, group.PastOf{Folded: r.Folded, Group: group.Group{
				ID: id, Neutral: r.Neutral, Openness: group.Openness(r.Openness), Stage: group.Stage(r.Stage), Accompanied: int(r.Accompanied),
				Uses: rolesRead(r.Roles), Description: group.Description{ClosesAt: int(r.ClosesAt)},
			}})
		}
		last := &all[len(all)-1]
		last.Held = append(last.Held, pastOf(query.PastOfGroupRow{
			StartsAt: r.StartsAt, Total: r.Total, Newcomers: r.Newcomers, Led: r.Led, PersonID: r.PersonID,
		}, zone))
	}
	return all, nil
}

// MetOfClosing counts how many times groups met that close to newcomers; see
// group.SignStore.
func (s *Groups) MetOfClosing(ctx context.Context, scope domain.Scope, groups []domain.GroupID) (map[domain.GroupID]int, error) {
	ids, err := encodeIDs(groups)
	if err != nil {
		return nil, err
	}
	rows, err := queries(ctx).MetOfClosing(ctx, query.MetOfClosingParams{InstitutionNo: scope.Institution(), IDs: ids})
	met := make(map[domain.GroupID]int, len(rows))
	for _, r := range rows {
		met[domain.GroupID{UUID: r.GroupID}] = int(r.Met)
	}
	return met, err
}
