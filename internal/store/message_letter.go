package store

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/notify"
	"krag/internal/domain/relay"
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
	readers, err := readersOf(ctx, scope, groups, now)
	var all []notify.Waits
	for _, r := range rows {
		if !readers.lies(r.GroupID, r.State, r.TakerPerson, r.TakerUser) {
			continue
		}
		for _, p := range readers.contacts[r.GroupID] {
			all = append(all, notify.Waits{Letter: r.ID, Party: notify.Party{Person: domain.PersonID{UUID: p}}, Came: sqldb.Time(r.MadeAt)})
		}
		for _, u := range readers.users {
			all = append(all, notify.Waits{Letter: r.ID, Party: notify.Party{User: domain.UserID{UUID: u}}, Came: sqldb.Time(r.MadeAt)})
		}
	}
	return all, err
}

// readers are who may read the letters of groups now: people by the group, and the
// coordinators those of all.
type readers struct {
	contacts map[domain.UUID][]domain.UUID
	users    []domain.UUID
}

func readersOf(ctx context.Context, scope domain.Scope, groups []domain.GroupID, now time.Time) (all readers, err error) {
	if all.contacts, err = contactsOf(ctx, scope, groups, now); err != nil {
		return all, err
	}
	all.users, err = queries(ctx).CoordinatorsHere(ctx, scope.Institution())
	return all, err
}

// lies reports whether a letter waits for somebody: nobody took it, or whoever did
// may read it no more.
func (r readers) lies(group domain.UUID, state string, person, user domain.UUID) bool {
	switch relay.State(state) {
	case relay.Waiting:
		return true
	case relay.Taken:
		return !r.may(group, person, user)
	}
	return false
}

// may reports whether somebody may read the letters of a group.
func (r readers) may(group, person, user domain.UUID) bool {
	return !person.IsZero() && slices.Contains(r.contacts[group], person) || !user.IsZero() && slices.Contains(r.users, user)
}

func isLetter(k notify.Kind) bool { return k == notify.Came }

// letterFacts adds what is true of letters: one that was settled is told of no
// more.
func (s *Messages) letterFacts(ctx context.Context, scope domain.Scope, all []notify.Message, facts map[notify.Topic]notify.Fact) error {
	topics, ids, err := topicsOf(all, isLetter)
	if err != nil || len(topics) == 0 {
		return err
	}
	rows, err := queries(ctx).LetterFacts(ctx, query.LetterFactsParams{InstitutionNo: scope.Institution(), IDs: ids})
	for _, r := range rows {
		f := notify.Fact{About: r.ID, Group: domain.GroupID{UUID: r.GroupID}, Standing: notify.Past}
		if s := relay.State(r.State); s == relay.Waiting || s == relay.Taken {
			f.Standing = notify.On
		}
		for _, topic := range topics[r.ID] {
			facts[topic] = f
		}
	}
	return err
}

// readLetters notes whose messages are of letters that wait for somebody, and that
// they may read now.
func (s *Messages) readLetters(ctx context.Context, scope domain.Scope, all []notify.Message, now time.Time, belong map[domain.MessageID]bool) error {
	topics, ids, err := topicsOf(all, isLetter)
	if err != nil || len(topics) == 0 {
		return err
	}
	rows, err := queries(ctx).LetterFacts(ctx, query.LetterFactsParams{InstitutionNo: scope.Institution(), IDs: ids})
	if err != nil {
		return err
	}
	groups := make([]domain.GroupID, len(rows))
	for i, r := range rows {
		groups[i] = domain.GroupID{UUID: r.GroupID}
	}
	who, err := readersOf(ctx, scope, groups, now)
	lying := map[domain.UUID]domain.UUID{} // the groups of those that wait
	for _, r := range rows {
		if who.lies(r.GroupID, r.State, r.TakerPerson, r.TakerUser) {
			lying[r.ID] = r.GroupID
		}
	}
	for _, m := range all {
		if isLetter(m.Kind) {
			group, waits := lying[m.About]
			belong[m.ID] = waits && who.may(group, m.Person.UUID, m.User.UUID)
		}
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
