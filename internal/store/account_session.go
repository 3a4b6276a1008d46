package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// InsertSession stores a session.
func (a *Accounts) InsertSession(ctx context.Context, s account.Session) error {
	return queries(ctx).SessionInsert(ctx, query.SessionInsertParams{
		TokenHash: s.TokenHash, UserID: s.User.UUID, PersonID: s.Person.UUID, GroupID: s.Group.UUID,
		ScopeNo: s.Scope.Institution(), MadeAt: sqldb.Micros(s.MadeAt), SeenAt: sqldb.Micros(s.SeenAt),
		ExpiresAt: sqldb.Micros(s.ExpiresAt),
	})
}

// Session gives a session and its actor in one query: every request asks it;
// see account.Store. Whoever signed in with a password and is something in
// several institutions acts in the one with the lowest number.
func (a *Accounts) Session(ctx context.Context, tokenHash []byte, now time.Time) (account.Session, authz.Actor, error) {
	rows, err := queries(ctx).Session(ctx, query.SessionParams{TokenHash: tokenHash, Now: sqldb.Micros(now)})
	if err != nil {
		return account.Session{}, authz.Actor{}, err
	}
	if len(rows) == 0 {
		return account.Session{}, authz.Actor{}, errNotFound
	}
	s := sessionOf(tokenHash, rows[0])
	return s, actorOf(s, rows), nil
}

func sessionOf(tokenHash []byte, r query.SessionRow) account.Session {
	return account.Session{
		TokenHash: tokenHash, User: domain.UserID{UUID: r.UserID}, Person: domain.PersonID{UUID: r.PersonID},
		Group: domain.GroupID{UUID: r.GroupID}, Institution: domain.InstitutionID{UUID: r.InstitutionID},
		Scope: domain.Within(r.ScopeNo), House: account.House{Name: r.HouseName, Zone: r.HouseZone}, MadeAt: sqldb.Time(r.MadeAt), SeenAt: sqldb.Time(r.SeenAt),
		ExpiresAt: sqldb.Time(r.ExpiresAt),
	}
}

func actorOf(s account.Session, rows []query.SessionRow) authz.Actor {
	a := authz.Actor{User: s.User, Person: s.Person, Institution: s.Institution, Scope: s.Scope, Session: s.TokenHash}
	if !s.Group.IsZero() {
		a.Groups = []domain.GroupID{s.Group}
	}
	for _, r := range rows {
		if r.ScopeNo != s.Scope.Institution() {
			break // they are sorted by it
		}
		hold(&a, r.Role, r.Hosted)
	}
	return a
}

// TouchSession notes when a session was last seen; see account.Store.
func (a *Accounts) TouchSession(ctx context.Context, tokenHash []byte, seenAt time.Time) error {
	return queries(ctx).SessionTouch(ctx, query.SessionTouchParams{SeenAt: sqldb.Micros(seenAt), TokenHash: tokenHash})
}

// HoldSession holds a session as it is; see account.Store.
func (a *Accounts) HoldSession(ctx context.Context, tokenHash []byte, now time.Time) (bool, error) {
	n, err := queries(ctx).SessionHold(ctx, query.SessionHoldParams{TokenHash: tokenHash, Now: sqldb.Micros(now)})
	return n == 1, err
}

// DeleteSession ends one session.
func (a *Accounts) DeleteSession(ctx context.Context, tokenHash []byte) error {
	return queries(ctx).SessionDelete(ctx, tokenHash)
}

// DeleteSessionsOfUser ends every session of a user; see account.Store.
func (a *Accounts) DeleteSessionsOfUser(ctx context.Context, id domain.UserID) (int, error) {
	n, err := queries(ctx).SessionsDeleteOfUser(ctx, id.UUID)
	return int(n), err
}

// Home gives who a user is; see account.Store.
func (a *Accounts) Home(ctx context.Context, id domain.UserID, in domain.Scope) (authz.Actor, error) {
	rows, err := queries(ctx).Home(ctx, query.HomeParams{UserID: id.UUID, ScopeNo: in.Institution()})
	if err != nil {
		return authz.Actor{}, err
	}
	if len(rows) == 0 {
		return authz.Actor{}, errNotFound
	}
	home := authz.Actor{User: id, Institution: domain.InstitutionID{UUID: rows[0].InstitutionID}, Scope: domain.Within(rows[0].ScopeNo)}
	for _, r := range rows {
		if r.ScopeNo != home.Scope.Institution() {
			break // they are sorted by it
		}
		hold(&home, r.Role, r.GroupID)
	}
	return home, nil
}

// hold gives an actor a role, and the group that goes with it.
func hold(a *authz.Actor, role string, hosted domain.UUID) {
	if !a.Has(authz.Role(role)) {
		a.Roles = append(a.Roles, authz.Role(role))
	}
	if !hosted.IsZero() {
		a.Groups = append(a.Groups, domain.GroupID{UUID: hosted})
	}
}

// DeleteSessionsOfPerson ends a member's sessions; see account.Store.
func (a *Accounts) DeleteSessionsOfPerson(ctx context.Context, id domain.PersonID, group domain.GroupID) error {
	return queries(ctx).SessionsDeleteOfPerson(ctx, query.SessionsDeleteOfPersonParams{
		PersonID: id.UUID, EveryGroup: group.IsZero(), GroupID: group.UUID, ScopeNo: ownScope(ctx),
	})
}

// DeleteDoorsOfGroup ends every member's link and session; see account.Store.
func (a *Accounts) DeleteDoorsOfGroup(ctx context.Context, group domain.GroupID) error {
	links := query.LinksDeleteOfGroupParams{GroupID: group.UUID, ScopeNo: ownScope(ctx)}
	if err := queries(ctx).LinksDeleteOfGroup(ctx, links); err != nil {
		return err
	}
	return queries(ctx).SessionsDeleteOfGroup(ctx, query.SessionsDeleteOfGroupParams(links))
}

// ownScope is the number of the transaction's institution. The tables of
// sessions and links have no fence, so that what an institution does to them
// names its number; 0 reaches every institution's.
func ownScope(ctx context.Context) int64 { return sqldb.ScopeOf(ctx).Institution() }

// DeleteExpired deletes what no longer opens or closes anything.
func (a *Accounts) DeleteExpired(ctx context.Context, now time.Time) error {
	q, at := queries(ctx), sqldb.Micros(now)
	if err := q.SessionsDeleteExpired(ctx, at); err != nil {
		return err
	}
	if err := q.LinksDeleteExpired(ctx, at); err != nil {
		return err
	}
	if err := q.GoodbyesDeleteExpired(ctx, at); err != nil {
		return err
	}
	return q.TriesDeleteOver(ctx, at)
}

// InsertGoodbye notes how a session ended; see account.Store.
func (a *Accounts) InsertGoodbye(ctx context.Context, tokenHash []byte, how account.Ending, until time.Time) error {
	return queries(ctx).GoodbyeInsert(ctx, query.GoodbyeInsertParams{TokenHash: tokenHash, Ending: string(how), Until: sqldb.Micros(until)})
}

// Goodbye tells how a session ended; see account.Store.
func (a *Accounts) Goodbye(ctx context.Context, tokenHash []byte, now time.Time) (account.Ending, error) {
	how, err := queries(ctx).Goodbye(ctx, query.GoodbyeParams{TokenHash: tokenHash, Now: sqldb.Micros(now)})
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return account.Ending(how), err
}
