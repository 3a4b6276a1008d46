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
func (s *Groups) Past(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time, most int) ([]group.Past, error) {
	rows, err := queries(ctx).PastOfGroup(ctx, query.PastOfGroupParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, Now: sqldb.Micros(now), Most: int64(most),
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

// PastOfAll reads the meetings of every group that lives; see group.SignStore.
func (s *Groups) PastOfAll(ctx context.Context, scope domain.Scope, since, now time.Time) (all []group.PastOf, err error) {
	rows, err := queries(ctx).PastOfGroups(ctx, query.PastOfGroupsParams{InstitutionNo: scope.Institution(), Since: sqldb.Micros(since), Now: sqldb.Micros(now)})
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
			all = append(all, group.PastOf{Group: group.Group{
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
func (s *Groups) MetOfClosing(ctx context.Context, scope domain.Scope) (map[domain.GroupID]int, error) {
	rows, err := queries(ctx).MetOfClosing(ctx, scope.Institution())
	met := make(map[domain.GroupID]int, len(rows))
	for _, r := range rows {
		met[domain.GroupID{UUID: r.GroupID}] = int(r.Met)
	}
	return met, err
}

// Changes reads the head of the institution's log; see group.SignStore.
func (s *Groups) Changes(ctx context.Context, scope domain.Scope) (int64, error) {
	return (&Meetings{s.Store}).Changes(ctx, scope)
}
