package store

import (
	"context"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// InsertLink stores a private link.
func (a *Accounts) InsertLink(ctx context.Context, l account.Link) error {
	return queries(ctx).LinkInsert(ctx, query.LinkInsertParams{
		ID: l.ID.UUID, TokenHash: l.TokenHash, Kind: string(l.Kind), Reusable: l.Reusable,
		UserID: l.User.UUID, PersonID: l.Person.UUID, GroupID: l.Group.UUID, ScopeNo: l.Scope.Institution(),
		MadeAt: sqldb.Micros(l.MadeAt), ExpiresAt: sqldb.Micros(l.ExpiresAt),
	})
}

// RenewLink stores a link or its new token; see account.Store.
func (a *Accounts) RenewLink(ctx context.Context, l account.Link) (bool, error) {
	n, err := queries(ctx).LinkRenew(ctx, query.LinkRenewParams{
		ID: l.ID.UUID, TokenHash: l.TokenHash, Kind: string(l.Kind), ScopeNo: l.Scope.Institution(),
		MadeAt: sqldb.Micros(l.MadeAt), ExpiresAt: sqldb.Micros(l.ExpiresAt),
	})
	return n == 1, err
}

// LinkByToken finds a link, open or not.
func (a *Accounts) LinkByToken(ctx context.Context, tokenHash []byte) (account.Link, error) {
	r, err := queries(ctx).LinkByToken(ctx, tokenHash)
	if err != nil {
		return account.Link{}, found(err)
	}
	return doorOf(r.Link, r.InstitutionID), nil
}

func doorOf(l query.Link, institution domain.UUID) account.Link {
	return account.Link{
		ID: domain.LinkID{UUID: l.ID}, TokenHash: l.TokenHash, Kind: account.LinkKind(l.Kind), Reusable: l.Reusable,
		User: domain.UserID{UUID: l.UserID}, Person: domain.PersonID{UUID: l.PersonID},
		Group: domain.GroupID{UUID: l.GroupID}, Institution: domain.InstitutionID{UUID: institution},
		Scope: domain.Within(l.ScopeNo), MadeAt: sqldb.Time(l.MadeAt), ExpiresAt: sqldb.Time(l.ExpiresAt),
		UsedAt: sqldb.TimeOrZero(l.UsedAt),
	}
}

// UseLink uses a link; see account.Store.
func (a *Accounts) UseLink(ctx context.Context, id domain.LinkID, at time.Time) (bool, error) {
	n, err := queries(ctx).LinkUse(ctx, query.LinkUseParams{UsedAt: sqldb.Micros(at), ID: id.UUID})
	return n == 1, err
}

// LinksOfPerson lists a member's links in the order of their making.
func (a *Accounts) LinksOfPerson(ctx context.Context, id domain.PersonID) ([]account.Link, error) {
	rows, err := queries(ctx).LinksOfPerson(ctx, query.LinksOfPersonParams{PersonID: id.UUID, ScopeNo: ownScope(ctx)})
	links := make([]account.Link, len(rows))
	for i, r := range rows {
		links[i] = doorOf(r.Link, r.InstitutionID)
	}
	return links, err
}

// DeleteLinksOfUser deletes a user's links of one kind.
func (a *Accounts) DeleteLinksOfUser(ctx context.Context, id domain.UserID, kind account.LinkKind) error {
	return queries(ctx).LinksDeleteOfUser(ctx, query.LinksDeleteOfUserParams{UserID: id.UUID, Kind: string(kind)})
}

// DeleteLinksOfPerson deletes a member's links; see account.Store.
func (a *Accounts) DeleteLinksOfPerson(ctx context.Context, id domain.PersonID, group domain.GroupID) error {
	return queries(ctx).LinksDeleteOfPerson(ctx, query.LinksDeleteOfPersonParams{
		PersonID: id.UUID, EveryGroup: group.IsZero(), GroupID: group.UUID, ScopeNo: ownScope(ctx),
	})
}
