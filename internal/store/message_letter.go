package store

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// LettersWaiting are who may answer what waits; see notify.Store.
func (s *Messages) LettersWaiting(ctx context.Context, scope domain.Scope, now, since time.Time) ([]notify.Waits, error) {
	rows, err := queries(ctx).LettersWaiting(ctx, query.LettersWaitingParams{InstitutionNo: scope.Institution(), Since: sqldb.Micros(since)})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	groups := make([]domain.GroupID, len(rows))
	for i, r := range rows {
		groups[i] = domain.GroupID{UUID: r.GroupID}
	}
	contacts, users, err := readersOf(ctx, scope, groups, now)
	var all []notify.Waits
	for _, r := range rows {
		for _, p := range contacts[r.GroupID] {
			all = append(all, notify.Waits{Letter: r.ID, Party: notify.Party{Person: domain.PersonID{UUID: p}}, Came: sqldb.Time(r.MadeAt)})
		}
		for _, u := range users {
			all = append(all, notify.Waits{Letter: r.ID, Party: notify.Party{User: domain.UserID{UUID: u}}, Came: sqldb.Time(r.MadeAt)})
		}
	}
	return all, err
}

// readersOf are who may read the letters of groups: people by the group, and the
// coordinators those of all.
func readersOf(ctx context.Context, scope domain.Scope, groups []domain.GroupID, now time.Time) (map[domain.UUID][]domain.UUID, []domain.UUID, error) {
	contacts, err := contactsOf(ctx, scope, groups, now)
	if err != nil {
		return nil, nil, err
	}
	users, err := queries(ctx).CoordinatorsHere(ctx, scope.Institution())
	return contacts, users, err
}

func isLetter(k notify.Kind) bool { return k == notify.Came }

// letterFacts adds what is true of letters: one that somebody has, or that was
// settled, is told of no more.
func (s *Messages) letterFacts(ctx context.Context, scope domain.Scope, all []notify.Message, facts map[notify.Topic]notify.Fact) error {
	topics, ids, err := topicsOf(all, isLetter)
	if err != nil || len(topics) == 0 {
		return err
	}
	rows, err := queries(ctx).LetterFacts(ctx, query.LetterFactsParams{InstitutionNo: scope.Institution(), IDs: ids})
	for _, r := range rows {
		f := notify.Fact{About: r.ID, Group: domain.GroupID{UUID: r.GroupID}, Standing: notify.Past}
		if r.State == "waiting" {
			f.Standing = notify.On
		}
		for _, topic := range topics[r.ID] {
			facts[topic] = f
		}
	}
	return err
}

// readLetters notes whose messages are of letters that they may read now.
func (s *Messages) readLetters(ctx context.Context, scope domain.Scope, all []notify.Message, now time.Time, belong map[domain.MessageID]bool) error {
	topics, ids, err := topicsOf(all, isLetter)
	if err != nil || len(topics) == 0 {
		return err
	}
	rows, err := queries(ctx).LetterFacts(ctx, query.LetterFactsParams{InstitutionNo: scope.Institution(), IDs: ids})
	if err != nil {
		return err
	}
	of, groups := map[domain.UUID]domain.UUID{}, make([]domain.GroupID, len(rows))
	for i, r := range rows {
		of[r.ID], groups[i] = r.GroupID, domain.GroupID{UUID: r.GroupID}
	}
	contacts, users, err := readersOf(ctx, scope, groups, now)
	for _, m := range all {
		if !isLetter(m.Kind) {
			continue
		}
		belong[m.ID] = slices.Contains(users, m.User.UUID) || !m.Person.IsZero() && slices.Contains(contacts[of[m.About]], m.Person.UUID)
	}
	return err
}

// holdLetter holds a letter, and the group by whose turns somebody reads it.
func (s *Messages) holdLetter(ctx context.Context, scope domain.Scope, m notify.Message) error {
	if _, err := queries(ctx).LetterGroupHold(ctx, query.LetterGroupHoldParams{InstitutionNo: scope.Institution(), ID: m.About}); err != nil {
		return err
	}
	_, err := queries(ctx).LetterHold(ctx, query.LetterHoldParams{InstitutionNo: scope.Institution(), ID: m.About})
	return err
}
