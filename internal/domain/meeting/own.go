package meeting

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/authz"
)

// Own gives a member the next meeting of the own group, nil when none is planned,
// and what else there is of the group's meetings in the week that begins today,
// with what was called off and is still ahead.
func (s *Service) Own(ctx context.Context, a authz.Actor, id domain.GroupID, zone *time.Location) (next *Row, week []Row, err error) {
	now := s.desk.Clock.Now()
	err = s.desk.View(ctx, a, ActOwn, authz.Resource{Scope: a.Scope, Group: id}, func(ctx context.Context) (err error) {
		only := []domain.GroupID{id}
		if next, err = s.store.NextAfter(ctx, a.Scope, now, only); err != nil {
			return err
		}
		all, err := s.store.Between(ctx, a.Scope, now, domain.DateOf(now, zone).AddDays(DaysAhead+1).Time(zone), only)
		for _, m := range all {
			if next == nil || m.ID != next.ID {
				m.Recorded, m.Total, m.Newcomers = false, Row{}.Total, Row{}.Newcomers // no member counts
				week = append(week, m)
			}
		}
		return err
	})
	return next, week, err
}
