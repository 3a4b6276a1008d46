package account

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/audit"
	"krag/internal/domain/authz"
)

// MemberLink makes a member's private link to one group inside the caller's
// transaction; earlier ones stop working, and so do sessions opened by them.
// The token is made outside, since a transaction may run twice.
func (s *Service) MemberLink(ctx context.Context, a authz.Actor, group domain.GroupID, person domain.PersonID, token string) error {
	if err := s.CloseDoors(ctx, group, person); err != nil {
		return err
	}
	_, link := s.newLink(Link{Kind: LinkMember, Reusable: true, Person: person, Group: group, Institution: a.Institution, Scope: a.Scope}, LinkLife)
	link.TokenHash = Hash(token)
	return s.store.InsertLink(ctx, link)
}

// CloseDoors ends a member's links and sessions inside the caller's
// transaction, in one group or, with the zero GroupID, in all.
func (s *Service) CloseDoors(ctx context.Context, group domain.GroupID, person domain.PersonID) error {
	if err := s.store.DeleteLinksOfPerson(ctx, person, group); err != nil {
		return err
	}
	return s.store.DeleteSessionsOfPerson(ctx, person, group)
}

// CarryDoors has a member's links and sessions of one group lead to another,
// inside the caller's transaction.
func (s *Service) CarryDoors(ctx context.Context, from, to domain.GroupID, who domain.PersonID) error {
	return s.store.CarryDoors(ctx, from, to, who)
}

// CloseDoorsOfGroup ends every member's link and session of a group inside
// the caller's transaction.
func (s *Service) CloseDoorsOfGroup(ctx context.Context, group domain.GroupID) error {
	return s.store.DeleteDoorsOfGroup(ctx, group)
}

// RevokeMemberLink ends a member's links and sessions in one group.
func (s *Service) RevokeMemberLink(ctx context.Context, a authz.Actor, group domain.GroupID, person domain.PersonID) error {
	return s.desk.Change(ctx, a, ActMemberLink, authz.Resource{Scope: a.Scope, Group: group}, func(ctx context.Context) (e audit.Entry, err error) {
		return audit.On(a, ActMemberLink, "person", person.UUID).In(group), s.CloseDoors(ctx, group, person)
	})
}

// Lives of links that go out in a message.
const sentLife = 7 * 24 * time.Hour

// OpenDoor lets a token open, inside the caller's transaction, a member's page of
// one group once, or lets a user choose a password. What they have besides goes
// on working: nobody knows yet whether the message arrives.
func (s *Service) OpenDoor(ctx context.Context, scope domain.Scope, user domain.UserID, person domain.PersonID, group domain.GroupID, token string) error {
	link := Link{Kind: LinkMember, Person: person, Group: group, Scope: scope}
	life := sentLife
	if !user.IsZero() {
		link, life = Link{Kind: LinkReset, User: user, Scope: scope}, ResetLife
	}
	_, link = s.newLink(link, life)
	link.TokenHash = Hash(token)
	return s.store.InsertLink(ctx, link)
}
