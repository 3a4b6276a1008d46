package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
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

// KeysToFetch are who opens for what is booked; see notify.Store.
func (s *Messages) KeysToFetch(ctx context.Context, scope domain.Scope, since, until time.Time) ([]notify.Fetch, error) {
	rows, err := queries(ctx).KeysToFetch(ctx, query.KeysToFetchParams{InstitutionNo: scope.Institution(), Since: (since.Unix() + 59) / 60, Until: until.Unix() / 60})
	all := make([]notify.Fetch, len(rows))
	for i, r := range rows {
		all[i] = notify.Fetch{Booking: r.ID, Party: notify.Party{User: domain.UserID{UUID: r.UserID}}, Starts: time.Unix(r.Starts*60, 0).UTC()}
	}
	return all, err
}

// KeysTold are what was written of keys to fetch; see notify.Store.
func (s *Messages) KeysTold(ctx context.Context, scope domain.Scope, now time.Time) ([]notify.Message, error) {
	rows, err := queries(ctx).KeysTold(ctx, query.KeysToldParams{InstitutionNo: scope.Institution(), Now: sqldb.Micros(now)})
	return messagesOf(rows), err
}

// fetchFacts adds what is true of bookings for which somebody opens: the hours
// that begin when the round says. Where none does any more, a key to fetch is over,
// and that there is none is true of the hours that were told.
func (s *Messages) fetchFacts(ctx context.Context, scope domain.Scope, all []notify.Message, facts map[notify.Topic]notify.Fact) error {
	topics, ids, err := topicsOf(all, func(k notify.Kind) bool { return k == notify.KeyFetch || k == notify.KeyOff })
	if err != nil || len(topics) == 0 {
		return err
	}
	rows, err := queries(ctx).FetchFacts(ctx, query.FetchFactsParams{InstitutionNo: scope.Institution(), IDs: ids})
	if err != nil {
		return err
	}
	for _, m := range all {
		switch m.Kind {
		case notify.KeyFetch:
			facts[m.Topic()] = notify.Fact{About: m.About, Standing: notify.Past}
		case notify.KeyOff:
			was, _ := m.Was.Read()
			facts[m.Topic()] = notify.Fact{About: m.About, Standing: notify.Off, Starts: was.Starts, Ends: was.Ends}
		}
	}
	for _, r := range rows {
		for _, topic := range topics[r.ID] {
			if topic.Opens() == r.Starts {
				facts[topic] = notify.Fact{
					About: r.ID, Standing: notify.On, Version: r.Version,
					Starts: time.Unix(r.Starts*60, 0).UTC(), Ends: time.Unix(r.Ends*60, 0).UTC(),
				}
			}
		}
	}
	return nil
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
