package store

import (
	"context"
	"slices"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/person"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ person.Store = (*People)(nil)

// People keeps people and what they call themselves.
type People struct{ store *Store }

// People gives the store of people.
func (s *Store) People() *People { return &People{s} }

func sealPseudonym(key domain.Key, p person.Person) ([]byte, error) {
	at := sealedPseudonym(p.ID.UUID)
	return key.Seal(at.Table, at.Column, at.Row, p.Pseudonym)
}

// Insert stores a person; see person.Store.
func (s *People) Insert(ctx context.Context, scope domain.Scope, p person.Person, key domain.Key) (bool, error) {
	pseudonym, err := sealPseudonym(key, p)
	if err != nil {
		return false, err
	}
	return inserted(queries(ctx).PersonInsert(ctx, query.PersonInsertParams{
		InstitutionNo: scope.Institution(), ID: p.ID.UUID, Pseudonym: pseudonym, MadeUp: p.MadeUp,
		MadeAt: sqldb.Micros(p.MadeAt), Version: p.Version,
	}))
}

// Update changes a pseudonym by the person's version; whoever was forgotten
// meanwhile is KindStale.
func (s *People) Update(ctx context.Context, scope domain.Scope, p person.Person, key domain.Key) error {
	pseudonym, err := sealPseudonym(key, p)
	if err != nil {
		return err
	}
	n, err := queries(ctx).PersonUpdate(ctx, query.PersonUpdateParams{
		Pseudonym: pseudonym, InstitutionNo: scope.Institution(), ID: p.ID.UUID, Version: p.Version,
	})
	return changed(n, err, func() error { return personThere(ctx, scope, p.ID) }, "error.stale")
}

func personThere(ctx context.Context, scope domain.Scope, id domain.PersonID) error {
	_, err := queries(ctx).PersonVersion(ctx, query.PersonVersionParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return err
}

// ByID gives a person, known or forgotten.
func (s *People) ByID(ctx context.Context, scope domain.Scope, id domain.PersonID) (person.Person, error) {
	r, err := queries(ctx).PersonByID(ctx, query.PersonByIDParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	if err != nil {
		return person.Person{}, found(err)
	}
	people, err := s.unseal(ctx, scope, []query.Person{r})
	if err != nil {
		return person.Person{}, err
	}
	return people[0], nil
}

// Take holds a person's row; see person.Store.
func (s *People) Take(ctx context.Context, scope domain.Scope, id domain.PersonID) (bool, error) {
	at, err := queries(ctx).PersonTake(ctx, query.PersonTakeParams{InstitutionNo: scope.Institution(), ID: id.UUID})
	return at != nil, found(err)
}

// Known unseals everybody; see person.Store. Whose key is gone is forgotten,
// even while a restored row still holds what it had sealed. What was unsealed
// is not kept: the vault keeps keys for a short while, and then opening is
// cheap beside sorting.
func (s *People) Known(ctx context.Context, scope domain.Scope) ([]person.Person, error) {
	rows, err := queries(ctx).PeopleKnown(ctx, scope.Institution())
	if err != nil {
		return nil, err
	}
	people, err := s.unseal(ctx, scope, rows)
	return slices.DeleteFunc(people, func(p person.Person) bool { return p.Pseudonym.IsZero() }), err
}

func (s *People) unseal(ctx context.Context, scope domain.Scope, rows []query.Person) ([]person.Person, error) {
	ids, sealed := make([]domain.UUID, len(rows)), make([][]byte, len(rows))
	for i, r := range rows {
		ids[i], sealed[i] = r.ID, r.Pseudonym
	}
	words, err := s.store.openPseudonyms(ctx, scope, ids, sealed)
	if err != nil {
		return nil, err
	}
	people := make([]person.Person, len(rows))
	for i, r := range rows {
		people[i] = person.Person{
			ID: domain.PersonID{UUID: r.ID}, Pseudonym: words[i], MadeUp: r.MadeUp, MadeAt: sqldb.Time(r.MadeAt),
			ForgottenAt: sqldb.TimeOrZero(r.ForgottenAt), Version: r.Version,
		}
	}
	return people, nil
}

// Belongings lists a person's groups: those that last, then those that were
// left, the newest first in each.
func (s *People) Belongings(ctx context.Context, scope domain.Scope, id domain.PersonID, now time.Time) ([]person.Belonging, error) {
	rows, err := queries(ctx).PersonBelongings(ctx, query.PersonBelongingsParams{
		Now: sqldb.Micros(now), InstitutionNo: scope.Institution(), PersonID: id.UUID,
	})
	if err != nil {
		return nil, err
	}
	in := make([]person.Belonging, len(rows))
	for i, r := range rows {
		in[i] = person.Belonging{Group: domain.GroupID{UUID: r.GroupID}, Name: r.Neutral, HasLink: r.HasLink}
		if in[i].Joined, err = domain.ParseDate(r.JoinedOn); err != nil {
			return nil, err
		}
		if r.LeftOn == nil {
			continue
		}
		if in[i].Left, err = domain.ParseDate(*r.LeftOn); err != nil {
			return nil, err
		}
	}
	return in, nil
}

// Forget clears a person; see person.Store.
func (s *People) Forget(ctx context.Context, scope domain.Scope, id domain.PersonID, at time.Time) (bool, error) {
	when := sqldb.Micros(at)
	n, err := queries(ctx).PersonForget(ctx, query.PersonForgetParams{
		ForgottenAt: &when, InstitutionNo: scope.Institution(), ID: id.UUID,
	})
	if err != nil || n > 0 {
		return n > 0, err
	}
	return false, found(personThere(ctx, scope, id))
}
