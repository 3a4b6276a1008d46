package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ group.InvitationStore = (*Groups)(nil)

// InsertInvitation stores one; see group.InvitationStore.
func (s *Groups) InsertInvitation(ctx context.Context, scope domain.Scope, i group.Invitation, tokenHash []byte) (bool, error) {
	return inserted(queries(ctx).InvitationInsert(ctx, query.InvitationInsertParams{
		TokenHash: tokenHash, ScopeNo: scope.Institution(), ID: i.ID.UUID, GroupID: i.Group.UUID, MadeAt: sqldb.Micros(i.MadeAt), Until: sqldb.Micros(i.Until),
	}))
}

// InvitationByToken finds one; see group.InvitationStore.
func (s *Groups) InvitationByToken(ctx context.Context, tokenHash []byte) (group.Invitation, error) {
	r, err := queries(ctx).InvitationByToken(ctx, tokenHash)
	return group.Invitation{
		ID: domain.InvitationID{UUID: r.ID}, Scope: domain.Within(r.ScopeNo), Institution: domain.InstitutionID{UUID: r.InstitutionID}, Group: domain.GroupID{UUID: r.GroupID}, Zone: r.Zone,
		MadeAt: sqldb.Time(r.MadeAt), Until: sqldb.Time(r.Until), UsedAt: sqldb.TimeOrZero(r.UsedAt), Person: domain.PersonID{UUID: r.PersonID}, Form: r.FormHash,
	}, found(err)
}

// Invitations lists those that can be used; see group.InvitationStore.
func (s *Groups) Invitations(ctx context.Context, scope domain.Scope, id domain.GroupID, now time.Time) ([]group.Invitation, error) {
	rows, err := queries(ctx).InvitationsOpen(ctx, query.InvitationsOpenParams{ScopeNo: scope.Institution(), GroupID: id.UUID, Now: sqldb.Micros(now)})
	all := make([]group.Invitation, len(rows))
	for i, r := range rows {
		all[i] = group.Invitation{ID: domain.InvitationID{UUID: r.ID}, Scope: scope, Group: id, MadeAt: sqldb.Time(r.MadeAt), Until: sqldb.Time(r.Until)}
	}
	return all, err
}

// UseInvitation notes who joined by one; see group.InvitationStore.
func (s *Groups) UseInvitation(ctx context.Context, scope domain.Scope, id domain.InvitationID, who domain.PersonID, form []byte, at time.Time) (bool, error) {
	n, err := queries(ctx).InvitationUse(ctx, query.InvitationUseParams{ScopeNo: scope.Institution(), ID: id.UUID, PersonID: who.UUID, FormHash: form, UsedAt: sqldb.MicrosOrNull(at)})
	return n > 0, err
}

// DropInvitation takes one back; see group.InvitationStore.
func (s *Groups) DropInvitation(ctx context.Context, scope domain.Scope, in domain.GroupID, id domain.InvitationID) (bool, error) {
	n, err := queries(ctx).InvitationDrop(ctx, query.InvitationDropParams{ScopeNo: scope.Institution(), GroupID: in.UUID, ID: id.UUID})
	return n > 0, err
}

// EndInvitations removes those of a group; see group.InvitationStore.
func (s *Groups) EndInvitations(ctx context.Context, scope domain.Scope, id domain.GroupID) error {
	return queries(ctx).InvitationsEnd(ctx, query.InvitationsEndParams{ScopeNo: scope.Institution(), GroupID: id.UUID})
}

// ForgetInvitations removes by which somebody joined; see group.InvitationStore.
func (s *Groups) ForgetInvitations(ctx context.Context, scope domain.Scope, who domain.PersonID) error {
	return queries(ctx).InvitationsForget(ctx, query.InvitationsForgetParams{ScopeNo: scope.Institution(), PersonID: who.UUID})
}

// SweepInvitations removes those that have ended; see group.InvitationStore.
func (s *Groups) SweepInvitations(ctx context.Context, scope domain.Scope, before time.Time) error {
	return queries(ctx).InvitationsSweep(ctx, query.InvitationsSweepParams{ScopeNo: scope.Institution(), Before: sqldb.Micros(before)})
}
