package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// countFacts adds what is true of meetings whose link somebody gets: one whose link
// was ended meanwhile, or that was called off, is over.
func (s *Messages) countFacts(ctx context.Context, scope domain.Scope, all []notify.Message, facts map[notify.Topic]notify.Fact) error {
	topics, ids, err := topicsOf(all, func(k notify.Kind) bool { return k == notify.Counting })
	if err != nil || len(topics) == 0 {
		return err
	}
	rows, err := queries(ctx).CountFacts(ctx, query.CountFactsParams{InstitutionNo: scope.Institution(), IDs: ids})
	for _, r := range rows {
		for _, topic := range topics[r.ID] {
			facts[topic] = notify.Fact{
				About: r.ID, Group: domain.GroupID{UUID: r.GroupID}, Standing: notify.On, Starts: sqldb.Time(r.StartsAt), Ends: sqldb.Time(r.EndsAt),
				GroupName: r.Neutral, Sensitive: r.Sensitive, Version: r.Version,
			}
		}
	}
	return err
}
