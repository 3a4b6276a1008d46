package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// TurnNews is what people have to be told of their turns; see notify.Store.
func (s *Messages) TurnNews(ctx context.Context, scope domain.Scope, now time.Time) ([]notify.TurnNews, error) {
	rows, err := queries(ctx).TurnNewsAhead(ctx, query.TurnNewsAheadParams{InstitutionNo: scope.Institution(), Now: sqldb.Micros(now)})
	all := make([]notify.TurnNews, len(rows))
	for i, r := range rows {
		all[i] = notify.TurnNews{
			Meeting: r.MeetingID, Party: notify.Party{Person: domain.PersonID{UUID: r.PersonID}}, Given: r.State == "given",
			Since: sqldb.Time(r.Since), Round: r.Round, Starts: sqldb.Time(r.StartsAt),
		}
	}
	return all, err
}

// TurnsTold is what was written of turns; see notify.Store.
func (s *Messages) TurnsTold(ctx context.Context, scope domain.Scope, meetings []domain.UUID) ([]notify.Message, error) {
	ids, err := encodeIDs(meetings)
	if err != nil {
		return nil, err
	}
	rows, err := queries(ctx).TurnsTold(ctx, query.TurnsToldParams{InstitutionNo: scope.Institution(), IDs: ids})
	return messagesOf(rows), err
}

// turnFacts adds what is true of meetings at which somebody has a turn or has none
// any more. No place is told, and of a meeting that was called off or is over
// nothing: of that everybody hears who belongs.
func (s *Messages) turnFacts(ctx context.Context, scope domain.Scope, all []notify.Message, facts map[notify.Topic]notify.Fact) error {
	topics, ids, err := topicsOf(all, notify.Kind.OfTurn)
	if err != nil || len(topics) == 0 {
		return err
	}
	rows, err := queries(ctx).MeetingFacts(ctx, query.MeetingFactsParams{InstitutionNo: scope.Institution(), IDs: ids})
	for _, r := range rows {
		for _, topic := range topics[r.ID] {
			f := notify.Fact{
				About: r.ID, Group: domain.GroupID{UUID: r.GroupID}, Standing: notify.Past, Starts: sqldb.Time(r.StartsAt), Ends: sqldb.Time(r.EndsAt),
				GroupName: r.Neutral, Sensitive: r.Sensitive, Version: r.Version,
			}
			if r.State == "planned" {
				f.Standing = standingOfTurn(topic.Kind)
			}
			facts[topic] = f
		}
	}
	return err
}

// holdTurns holds the turns of a party at a meeting, and with the group everybody
// who would give one, until the transaction ends.
func (s *Messages) holdTurns(ctx context.Context, scope domain.Scope, m notify.Message) error {
	if _, err := queries(ctx).TurnGroupHold(ctx, query.TurnGroupHoldParams{InstitutionNo: scope.Institution(), MeetingID: m.About}); err != nil {
		return err
	}
	_, err := queries(ctx).TurnsHold(ctx, query.TurnsHoldParams{InstitutionNo: scope.Institution(), MeetingID: m.About, PersonID: m.Person.UUID})
	return err
}

func standingOfTurn(k notify.Kind) notify.Standing {
	if k == notify.TurnOff {
		return notify.Off
	}
	return notify.On
}
