package store

import (
	"context"

	"krag/internal/domain"
	"krag/internal/domain/group"
	"krag/internal/store/query"
)

// InsertMember notes that somebody belongs to a group.
func (s *Groups) InsertMember(ctx context.Context, scope domain.Scope, id domain.GroupID, m group.Member) (bool, error) {
	return inserted(queries(ctx).MembershipInsert(ctx, query.MembershipInsertParams{
		InstitutionNo: scope.Institution(), ID: m.ID.UUID, GroupID: id.UUID, PersonID: m.Person.UUID, JoinedOn: m.Joined.String(),
	}))
}

// EndMembership notes that somebody left one group or all.
func (s *Groups) EndMembership(ctx context.Context, scope domain.Scope, person domain.PersonID, id domain.GroupID, on domain.Date) ([]domain.GroupID, error) {
	left, err := queries(ctx).MembershipEnd(ctx, query.MembershipEndParams{
		InstitutionNo: scope.Institution(), PersonID: person.UUID, LeftOn: on.String(), EveryGroup: id.IsZero(), GroupID: id.UUID,
	})
	groups := make([]domain.GroupID, len(left))
	for i, id := range left {
		groups[i] = domain.GroupID{UUID: id}
	}
	return groups, err
}

// EndMemberships notes that everybody left a group.
func (s *Groups) EndMemberships(ctx context.Context, scope domain.Scope, id domain.GroupID, on domain.Date) error {
	return queries(ctx).MembershipsEnd(ctx, query.MembershipsEndParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, LeftOn: on.String()})
}

// Belongs takes a membership that lasts; see group.Store.
func (s *Groups) Belongs(ctx context.Context, scope domain.Scope, id domain.GroupID, person domain.PersonID) (bool, error) {
	n, err := queries(ctx).MembershipTake(ctx, query.MembershipTakeParams{InstitutionNo: scope.Institution(), GroupID: id.UUID, PersonID: person.UUID})
	return n > 0, err
}

// CountMembers counts who belongs to a group now.
func (s *Groups) CountMembers(ctx context.Context, scope domain.Scope, id domain.GroupID) (int, error) {
	n, err := queries(ctx).MembershipsCount(ctx, query.MembershipsCountParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	return int(n), err
}

// Members lists who belongs to a group now, unsealed.
func (s *Groups) Members(ctx context.Context, scope domain.Scope, id domain.GroupID) ([]group.Member, error) {
	rows, err := queries(ctx).Members(ctx, query.MembersParams{InstitutionNo: scope.Institution(), GroupID: id.UUID})
	if err != nil {
		return nil, err
	}
	people, sealed := make([]domain.UUID, len(rows)), make([][]byte, len(rows))
	for i, r := range rows {
		people[i], sealed[i] = r.PersonID, r.Pseudonym
	}
	words, err := s.openPseudonyms(ctx, scope, people, sealed)
	if err != nil {
		return nil, err
	}
	members := make([]group.Member, len(rows))
	for i, r := range rows {
		joined, err := domain.ParseDate(r.JoinedOn)
		if err != nil {
			return nil, err
		}
		members[i] = group.Member{
			ID: domain.MembershipID{UUID: r.ID}, Person: domain.PersonID{UUID: r.PersonID},
			Pseudonym: words[i], MadeUp: r.MadeUp, Joined: joined,
		}
	}
	return members, nil
}
