package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

var _ group.KinStore = (*Groups)(nil)

// PutKin notes that people went from one group to another.
func (s *Groups) PutKin(ctx context.Context, scope domain.Scope, from, to domain.GroupID, how group.Kinship, on domain.Date, by domain.UserID, at time.Time) error {
	return queries(ctx).KinPut(ctx, query.KinPutParams{
		InstitutionNo: scope.Institution(), FromID: from.UUID, ToID: to.UUID, How: string(how), HappenedOn: on.String(),
		ByUser: by.UUID, MadeAt: sqldb.Micros(at),
	})
}

// DeleteKin takes away that people of a group went on so.
func (s *Groups) DeleteKin(ctx context.Context, scope domain.Scope, from domain.GroupID, how group.Kinship) error {
	return queries(ctx).KinDelete(ctx, query.KinDeleteParams{InstitutionNo: scope.Institution(), FromID: from.UUID, How: string(how)})
}

// Kin lists the groups that a group came from or became.
func (s *Groups) Kin(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]group.Kin, error) {
	rows, err := queries(ctx).KinOf(ctx, query.KinOfParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if err != nil {
		return nil, err
	}
	kin := make([]group.Kin, len(rows))
	for i, r := range rows {
		on, err := domain.ParseDate(r.HappenedOn)
		if err != nil {
			return nil, err
		}
		kin[i] = group.Kin{Group: domain.GroupID{UUID: r.FromID}, Neutral: r.Neutral, How: group.Kinship(r.How), Out: r.FromID == id.UUID, On: on}
		if kin[i].Out {
			kin[i].Group = domain.GroupID{UUID: r.ToID}
		}
	}
	return kin, nil
}

// Belonging lists who belongs now, without their names.
func (s *Groups) Belonging(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]group.Member, error) {
	rows, err := queries(ctx).MembershipsNow(ctx, query.MembershipsNowParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if err != nil {
		return nil, err
	}
	members := make([]group.Member, len(rows))
	for i, r := range rows {
		joined, err := domain.ParseDate(r.JoinedOn)
		if err != nil {
			return nil, err
		}
		members[i] = group.Member{ID: domain.MembershipID{UUID: r.ID}, Person: domain.PersonID{UUID: r.PersonID}, Joined: joined}
	}
	return members, nil
}

// CarryTurns takes what somebody wished along; see group.TurnStore.
func (s *Groups) CarryTurns(ctx context.Context, scope domain.Scope, from, to domain.GroupID, who domain.PersonID) error {
	p := query.WishCarryParams{InstitutionNo: scope.Institution(), FromID: from.UUID, ToID: to.UUID, PersonID: who.UUID}
	if err := queries(ctx).WishCarry(ctx, p); err != nil {
		return err
	}
	return queries(ctx).AbsencesCarry(ctx, query.AbsencesCarryParams(p))
}

// CarryHelp takes what waits along; see mutual.Store.
func (s *Mutual) CarryHelp(ctx context.Context, scope domain.Scope, from, to domain.GroupID, who []domain.PersonID) error {
	no := scope.Institution()
	if who == nil {
		return queries(ctx).HelpCarryAll(ctx, query.HelpCarryAllParams{InstitutionNo: no, FromID: from.UUID, ToID: to.UUID})
	}
	ids, err := encodeIDs(who)
	if err != nil {
		return err
	}
	return queries(ctx).HelpCarry(ctx, query.HelpCarryParams{InstitutionNo: no, FromID: from.UUID, ToID: to.UUID, IDs: ids})
}

// CarryDoors takes a member's links and sessions along; see account.Store.
func (a *Accounts) CarryDoors(ctx context.Context, from, to domain.GroupID, who domain.PersonID) error {
	no := ownScope(ctx)
	if err := queries(ctx).LinksCarry(ctx, query.LinksCarryParams{FromID: from.UUID, ToID: to.UUID, PersonID: who.UUID, ScopeNo: no}); err != nil {
		return err
	}
	return queries(ctx).SessionsCarry(ctx, query.SessionsCarryParams{FromID: from.UUID, ToID: to.UUID, PersonID: who.UUID, ScopeNo: no})
}
