package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// RolesOf reads which roles a group uses; see group.TurnStore.
func (s *Groups) RolesOf(ctx context.Context, scope domain.Scope, id domain.GroupID) (group.Uses, error) {
	text, err := queries(ctx).GroupRoles(ctx, query.GroupRolesParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return rolesRead(text), err
}

// PutRoles stores which roles a group uses.
func (s *Groups) PutRoles(ctx context.Context, scope domain.Scope, id domain.GroupID, roles []group.Role) error {
	err := queries(ctx).GroupRolesPut(ctx, query.GroupRolesPutParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, Roles: rolesText(roles)})
	_, err = inserted(0, err)
	return err
}

// GivenAhead reads all turns ahead; see group.TurnStore.
func (s *Groups) GivenAhead(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time) ([]group.Turn, error) {
	rows, err := queries(ctx).TurnsGiven(ctx, query.TurnsGivenParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, Now: sqldb.Micros(now)})
	turns := make([]group.Turn, len(rows))
	for i, r := range rows {
		turns[i] = group.Turn{Meeting: domain.MeetingID{UUID: r.MeetingID}, Role: group.Role(r.Role), Person: domain.PersonID{UUID: r.PersonID}}
	}
	return turns, err
}

// rolesText is how roles are kept.
func rolesText(roles []group.Role) string {
	words := make([]string, len(roles))
	for i, r := range roles {
		words[i] = string(r)
	}
	return strings.Join(words, ",")
}

// rolesRead reads them; nothing is nil.
func rolesRead(text string) group.Uses {
	if text == "" {
		return nil
	}
	return group.UsesOf(strings.Split(text, ","))
}
