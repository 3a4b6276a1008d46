package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ group.WaiterStore = (*Groups)(nil)

// InsertWaiter puts somebody on a list; see group.WaiterStore.
func (s *Groups) InsertWaiter(ctx context.Context, scope domain.Scope, id domain.GroupID, w group.Waiter, at time.Time) (bool, error) {
	return inserted(queries(ctx).WaiterInsert(ctx, query.WaiterInsertParams{
		InstitutionNo: scope.Institution(), ID: w.ID.UUID, GroupID: id.UUID, PersonID: w.Person.UUID, SinceOn: w.Since.String(), MadeAt: sqldb.Micros(at),
	}))
}

// Waiter gives one who waits; see group.WaiterStore.
func (s *Groups) Waiter(ctx context.Context, scope domain.Scope, id domain.GroupID, entry domain.WaiterID) (group.Waiter, error) {
	r, err := queries(ctx).WaiterByID(ctx, query.WaiterByIDParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, ID: entry.UUID})
	if err != nil {
		return group.Waiter{}, found(err)
	}
	all, err := s.waiters(ctx, scope, []query.WaitersRow{query.WaitersRow(r)})
	if err != nil {
		return group.Waiter{}, err
	}
	return all[0], nil
}

// Waiters lists who waits for a group; see group.WaiterStore.
func (s *Groups) Waiters(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]group.Waiter, error) {
	rows, err := queries(ctx).Waiters(ctx, query.WaitersParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if err != nil {
		return nil, err
	}
	return s.waiters(ctx, scope, rows)
}

func (s *Groups) waiters(ctx context.Context, scope domain.Scope, rows []query.WaitersRow) ([]group.Waiter, error) {
	people, sealed := make([]domain.UUID, len(rows)), make([][]byte, len(rows))
	for i, r := range rows {
		people[i], sealed[i] = r.PersonID, r.Pseudonym
	}
	words, err := s.openPseudonyms(ctx, scope, people, sealed)
	if err != nil {
		return nil, err
	}
	all := make([]group.Waiter, len(rows))
	for i, r := range rows {
		since, err := domain.ParseDate(r.SinceOn)
		if err != nil {
			return nil, err
		}
		all[i] = group.Waiter{ID: domain.WaiterID{UUID: r.ID}, Person: domain.PersonID{UUID: r.PersonID}, Pseudonym: words[i], MadeUp: r.MadeUp, Since: since}
	}
	return all, nil
}

// WhoWaits gives who stands under an entry; see group.WaiterStore.
func (s *Groups) WhoWaits(ctx context.Context, scope domain.Scope, id domain.GroupID, entry domain.WaiterID) (domain.PersonID, error) {
	who, err := queries(ctx).WaiterPerson(ctx, query.WaiterPersonParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, ID: entry.UUID})
	return domain.PersonID{UUID: who}, found(err)
}

// CountWaiters counts who waits for a group; see group.WaiterStore.
func (s *Groups) CountWaiters(ctx context.Context, scope domain.Scope, id domain.GroupID) (int, error) {
	n, err := queries(ctx).WaitersCount(ctx, query.WaitersCountParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	return int(n), err
}

// WaitsFor reports whether somebody waits; see group.WaiterStore.
func (s *Groups) WaitsFor(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID) (bool, error) {
	n, err := queries(ctx).WaiterThere(ctx, query.WaiterThereParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, PersonID: who.UUID})
	return n > 0, err
}

// EndWaiter takes somebody off a list; see group.WaiterStore.
func (s *Groups) EndWaiter(ctx context.Context, scope domain.Scope, id domain.GroupID, who domain.PersonID, entry domain.WaiterID) (bool, error) {
	n, err := queries(ctx).WaiterEnd(ctx, query.WaiterEndParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, PersonID: who.UUID, AnyEntry: entry.IsZero(), ID: entry.UUID,
	})
	return n > 0, err
}

// ForgetWaiter takes somebody off every list; see group.WaiterStore.
func (s *Groups) ForgetWaiter(ctx context.Context, scope domain.Scope, who domain.PersonID) error {
	return queries(ctx).WaiterForget(ctx, query.WaiterForgetParams{InstitutionNo: scope.Institution(), PersonID: who.UUID})
}

// CloseWaiters takes everybody off the list of a group; see group.WaiterStore.
func (s *Groups) CloseWaiters(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	return queries(ctx).WaitersClose(ctx, query.WaitersCloseParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
}
