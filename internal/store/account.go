package store

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/domain/authz"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

var (
	_ account.Store = (*Accounts)(nil)
	_ account.Locks = (*Locks)(nil)
)

// Accounts keeps users, what they are, their sessions and links.
type Accounts struct{ store *Store }

// Accounts gives the store of accounts.
func (s *Store) Accounts() *Accounts { return &Accounts{s} }

// Locks makes the keyed hashes of sign-in names and of networks.
type Locks struct{ names, networks []byte }

// Locks gives the port through which a sign-in name or a network becomes its
// hash.
func (s *Store) Locks() *Locks {
	master := s.vault.Master()
	return &Locks{master.Derive("sign-in names"), master.Derive("networks")}
}

// LoginKey is for sign-in names; see account.Locks.
func (l *Locks) LoginKey(login string) []byte { return keyed(l.names, login) }

// AddressKey is for networks; see account.Locks.
func (l *Locks) AddressKey(network string) []byte { return keyed(l.networks, network) }

// keyed is HMAC-SHA-256 (RFC 2104), so that nobody who holds the database
// alone can try words on it.
func keyed(secret []byte, word string) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(word))
	return mac.Sum(nil)
}

// CredentialsByLogin finds a user; see account.Store.
func (a *Accounts) CredentialsByLogin(ctx context.Context, loginKey []byte) (account.Credentials, error) {
	r, err := queries(ctx).UserByLogin(ctx, loginKey)
	return credentials(query.UserByIDRow(r)), found(err)
}

// CredentialsByID finds a user; see account.Store.
func (a *Accounts) CredentialsByID(ctx context.Context, id domain.UserID) (account.Credentials, error) {
	r, err := queries(ctx).UserByID(ctx, id.UUID)
	return credentials(r), found(err)
}

func credentials(r query.UserByIDRow) account.Credentials {
	return account.Credentials{User: domain.UserID{UUID: r.ID}, LoginKey: r.LoginKey, PasswordHash: r.PasswordHash, Disabled: r.Disabled}
}

// SetPassword stores a hash; see account.Store.
func (a *Accounts) SetPassword(ctx context.Context, id domain.UserID, hash string) error {
	return one(queries(ctx).UserSetPassword(ctx, query.UserSetPasswordParams{PasswordHash: hash, ID: id.UUID}))
}

// SetDisabled closes or opens an account; see account.Store.
func (a *Accounts) SetDisabled(ctx context.Context, id domain.UserID, disabled bool) error {
	return one(queries(ctx).UserSetDisabled(ctx, query.UserSetDisabledParams{Disabled: disabled, ID: id.UUID}))
}

// TakeUser moves a user's version on; see account.Store.
func (a *Accounts) TakeUser(ctx context.Context, id domain.UserID, version int64) error {
	n, err := queries(ctx).UserTake(ctx, query.UserTakeParams{ID: id.UUID, Version: version})
	return changed(n, err, func() error { return only(queries(ctx).UserByID(ctx, id.UUID)) }, "error.stale")
}

func sealedName(user domain.UUID) vault.Field {
	return vault.Field{Table: "app_user", Column: "name", Row: user}
}

// InsertUser stores a user; see account.Store.
func (a *Accounts) InsertUser(ctx context.Context, _ domain.Scope, u account.User, loginKey []byte, key domain.Key) (bool, error) {
	at := sealedName(u.ID.UUID)
	name, err := key.Seal(at.Table, at.Column, at.Row, u.Name)
	if err != nil {
		return false, err
	}
	fresh, err := inserted(queries(ctx).UserInsert(ctx, query.UserInsertParams{
		ID: u.ID.UUID, LoginKey: loginKey, Name: name, Disabled: u.Disabled,
		MadeAt: sqldb.Micros(u.MadeAt), Version: u.Version,
	}))
	if err != nil || fresh {
		return fresh, err
	}
	_, err = queries(ctx).UserByID(ctx, u.ID.UUID)
	return false, taken(err)
}

// InsertGrant makes a user something; see account.Store.
func (a *Accounts) InsertGrant(ctx context.Context, scope domain.Scope, g account.Grant) error {
	return queries(ctx).GrantInsert(ctx, query.GrantInsertParams{
		ID: g.ID.UUID, ScopeNo: scope.Institution(), UserID: g.User.UUID, Role: string(g.Role), GroupID: g.Group.UUID,
	})
}

// DeleteGrants takes everything away that a user is in the scope.
func (a *Accounts) DeleteGrants(ctx context.Context, scope domain.Scope, user domain.UserID) error {
	return queries(ctx).GrantsDelete(ctx, query.GrantsDeleteParams{ScopeNo: scope.Institution(), UserID: user.UUID})
}

// Grants lists what a user is in the scope.
func (a *Accounts) Grants(ctx context.Context, scope domain.Scope, user domain.UserID) ([]account.Grant, error) {
	rows, err := queries(ctx).GrantsOfUser(ctx, query.GrantsOfUserParams{ScopeNo: scope.Institution(), UserID: user.UUID})
	grants := make([]account.Grant, len(rows))
	for i, r := range rows {
		grants[i] = grant(r.ID, user.UUID, r.Role, r.GroupID)
	}
	return grants, err
}

func grant(id, user domain.UUID, role string, group domain.UUID) account.Grant {
	return account.Grant{
		ID: domain.GrantID{UUID: id}, User: domain.UserID{UUID: user},
		Role: authz.Role(role), Group: domain.GroupID{UUID: group},
	}
}

// ForgetUser clears a user; see account.Store. In place of the hash of the
// sign-in name comes the id, which is shorter than any hash.
func (a *Accounts) ForgetUser(ctx context.Context, scope domain.Scope, id domain.UserID) error {
	return one(queries(ctx).UserForget(ctx, query.UserForgetParams{NoKey: id.UUID[:], ScopeNo: scope.Institution(), ID: id.UUID}))
}

// ForgottenUser tells who was forgotten; see account.Store.
func (a *Accounts) ForgottenUser(ctx context.Context, scope domain.Scope, id domain.UserID) error {
	_, err := queries(ctx).UserForgotten(ctx, query.UserForgottenParams{ID: id.UUID, ScopeNo: scope.Institution()})
	return found(err)
}

// ManagersLeft counts them; see account.Store.
func (a *Accounts) ManagersLeft(ctx context.Context, scope domain.Scope) (int, error) {
	n, err := queries(ctx).ManagersLeft(ctx, scope.Institution())
	return int(n), err
}

// HoldPassword holds a password as it is; see account.Store.
func (a *Accounts) HoldPassword(ctx context.Context, id domain.UserID, hash string) (bool, error) {
	n, err := queries(ctx).UserPasswordHold(ctx, query.UserPasswordHoldParams{ID: id.UUID, PasswordHash: hash})
	return n == 1, err
}

// TouchInstitution takes the institution's row; see account.Store.
func (a *Accounts) TouchInstitution(ctx context.Context, scope domain.Scope) error {
	return one(queries(ctx).InstitutionTake(ctx, scope.Institution()))
}

// Staff lists users in the order of their making; see account.Store.
func (a *Accounts) Staff(ctx context.Context, scope domain.Scope) ([]account.Staff, error) {
	return a.staff(ctx, scope, query.StaffParams{ScopeNo: scope.Institution(), Everybody: true})
}

// StaffByID gives one user; see account.Store.
func (a *Accounts) StaffByID(ctx context.Context, scope domain.Scope, id domain.UserID) (account.Staff, error) {
	all, err := a.staff(ctx, scope, query.StaffParams{ScopeNo: scope.Institution(), UserID: id.UUID})
	if err != nil {
		return account.Staff{}, err
	}
	if len(all) == 0 {
		return account.Staff{}, errNotFound
	}
	return all[0], nil
}

// staff reads one row for each grant; those of a user stand together.
func (a *Accounts) staff(ctx context.Context, scope domain.Scope, which query.StaffParams) ([]account.Staff, error) {
	rows, err := queries(ctx).Staff(ctx, which)
	if err != nil {
		return nil, err
	}
	var all []account.Staff
	var names []vault.Item
	for _, r := range rows {
		if len(all) == 0 || all[len(all)-1].ID.UUID != r.ID {
			all = append(all, account.Staff{User: account.User{
				ID: domain.UserID{UUID: r.ID}, Disabled: r.Disabled, MadeAt: sqldb.Time(r.MadeAt), Version: r.Version,
			}})
			names = append(names, vault.Item{Subject: r.ID, Field: sealedName(r.ID), Sealed: r.Name})
		}
		m := &all[len(all)-1]
		m.Grants = append(m.Grants, grant(r.GrantID, r.ID, r.Role, r.GroupID))
		if r.GroupName != nil {
			m.GroupNames = append(m.GroupNames, *r.GroupName)
		}
	}
	words, err := a.store.open(ctx, scope, names)
	for i, w := range words {
		all[i].Name = w
	}
	return all, err
}
