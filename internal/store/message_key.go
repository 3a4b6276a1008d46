package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/query"
)

// KeysBack are keys to be given back on a day; see notify.Store.
func (s *Messages) KeysBack(ctx context.Context, scope domain.Scope, day domain.Date) (map[domain.UUID]notify.Party, error) {
	rows, err := queries(ctx).KeysDueBack(ctx, query.KeysDueBackParams{InstitutionNo: scope.Institution(), Day: day.String()})
	due := make(map[domain.UUID]notify.Party, len(rows))
	for _, r := range rows {
		due[r.ID] = notify.Party{User: domain.UserID{UUID: r.UserID}}
	}
	return due, err
}

// loanFacts adds what is true of keys that are out: the whole day on which each is
// due. One that came back, or is due on another day than the round says, is over.
func (s *Messages) loanFacts(ctx context.Context, scope domain.Scope, all []notify.Message, facts map[notify.Topic]notify.Fact) error {
	topics, ids, err := topicsOf(all, func(k notify.Kind) bool { return k == notify.KeyBack })
	if err != nil || len(topics) == 0 {
		return err
	}
	house, err := s.House(ctx, scope)
	if err != nil {
		return err
	}
	rows, err := queries(ctx).LoanFacts(ctx, query.LoanFactsParams{InstitutionNo: scope.Institution(), IDs: ids})
	if err != nil {
		return err
	}
	for _, r := range rows {
		f := notify.Fact{About: r.ID, Standing: notify.Past, Version: r.Version}
		if r.Due != nil && r.EndedOn == nil {
			day, err := domain.ParseDate(*r.Due)
			if err != nil {
				return err
			}
			f.Starts, f.Ends = day.Time(house.Zone).UTC(), day.AddDays(1).Time(house.Zone).UTC()
		}
		for _, topic := range topics[r.ID] {
			f.Standing = notify.Past
			if !f.Starts.IsZero() && f.Starts.Unix()/60 == topic.Round {
				f.Standing = notify.On
			}
			facts[topic] = f
		}
	}
	return nil
}
