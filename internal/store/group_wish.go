package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// Wishes reads what those who belong are ready for; see group.TurnStore.
func (s *Groups) Wishes(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]group.Wish, error) {
	rows, err := queries(ctx).Wishes(ctx, query.WishesParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	wishes := make([]group.Wish, len(rows))
	for i, r := range rows {
		wishes[i] = group.Wish{Person: domain.PersonID{UUID: r.PersonID}, Most: int(r.Most), Roles: rolesRead(r.Roles)}
	}
	return wishes, err
}

// PutWish stores what somebody is ready for; when it was first said stays.
func (s *Groups) PutWish(ctx context.Context, scope domain.Scope, id domain.GroupID, w group.Wish, at time.Time) error {
	err := queries(ctx).WishPut(ctx, query.WishPutParams{
		InstitutionNo: scope.Institution(), GroupID: id.UUID, PersonID: w.Person.UUID,
		Roles: rolesText(w.Roles), Most: int64(w.Most), MadeAt: sqldb.Micros(at),
	})
	_, err = inserted(0, err)
	return err
}

// DropWish takes away what somebody was ready for.
func (s *Groups) DropWish(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID) error {
	return queries(ctx).WishDelete(ctx, query.WishDeleteParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, PersonID: person.UUID})
}

// Absences reads when those who belong are away; see group.TurnStore.
func (s *Groups) Absences(ctx context.Context, scope domain.Scope, id domain.GroupID, from domain.Date) ([]group.Absence, error) {
	rows, err := queries(ctx).Absences(ctx, query.AbsencesParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, Since: from.String()})
	away := make([]group.Absence, len(rows))
	for i, r := range rows {
		if err == nil {
			away[i], err = absenceOf(r)
		}
	}
	return away, err
}

func absenceOf(r query.AbsencesRow) (group.Absence, error) {
	from, err := domain.ParseDate(r.FromOn)
	if err != nil {
		return group.Absence{}, err
	}
	until, err := domain.ParseDate(r.UntilOn)
	return group.Absence{ID: domain.AbsenceID{UUID: r.ID}, Person: domain.PersonID{UUID: r.PersonID}, From: from, Until: until}, err
}

// AddAbsence stores when somebody is away.
func (s *Groups) AddAbsence(ctx context.Context, scope domain.Scope, id domain.GroupID, a group.Absence) (bool, error) {
	return inserted(queries(ctx).AbsenceInsert(ctx, query.AbsenceInsertParams{
		InstitutionNo: scope.Institution(), ID: a.ID.UUID, GroupID: id.UUID, PersonID: a.Person.UUID,
		FromOn: a.From.String(), UntilOn: a.Until.String(),
	}))
}

// DropAbsence takes an absence away.
func (s *Groups) DropAbsence(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID, absence domain.AbsenceID) (bool, error) {
	n, err := queries(ctx).AbsenceDelete(ctx, query.AbsenceDeleteParams{
		InstitutionNo: scope.Institution(), ID: absence.UUID, GroupID: id.UUID, PersonID: person.UUID,
	})
	return n > 0, err
}
