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
// due. One that came back, or has no such day any more, is over.
func (s *Messages) loanFacts(ctx context.Context, scope domain.Scope, all []notify.Message, facts map[domain.UUID]notify.Fact) error {
	rounds := map[domain.UUID]int64{}
	var about []domain.UUID
	for _, m := range all {
		if m.Kind == notify.KeyBack {
			about, rounds[m.About] = append(about, m.About), m.Round
		}
	}
	if len(about) == 0 {
		return nil
	}
	ids, err := encodeIDs(about)
	if err != nil {
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
			if f.Starts.Unix()/60 == rounds[r.ID] {
				f.Standing = notify.On
			}
		}
		facts[r.ID] = f
	}
	return nil
}
