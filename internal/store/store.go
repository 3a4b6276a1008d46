package store

import (
	"context"
	"database/sql"
	"errors"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

// Store is what the stores of all areas are made of: the vault that seals and
// unseals. The database itself comes with the context.
type Store struct{ vault *vault.Vault }

// New makes the store.
func New(v *vault.Vault) *Store { return &Store{v} }

var _ domain.Keys = (*Keys)(nil)

// Keys keeps the keys of people and files in the vault.
type Keys struct{ vault *vault.Vault }

// Keys gives the port through which flows make and end people's keys.
func (s *Store) Keys() *Keys { return &Keys{s.vault} }

// Prepare makes a key; see domain.Keys. Whoever was forgotten stays so, which
// is KindGone; an id that is somebody else's is KindNotFound.
func (k *Keys) Prepare(ctx context.Context, scope domain.Scope, kind domain.KeyKind, subject domain.UUID) (domain.Key, error) {
	if err := k.vault.Prepare(ctx, scope.Institution(), kind, subject); err != nil {
		return nil, refused(err)
	}
	return k.Hold(ctx, subject)
}

// PrepareAll makes many keys; see domain.Keys.
func (k *Keys) PrepareAll(ctx context.Context, scope domain.Scope, kind domain.KeyKind, subjects ...domain.UUID) (map[domain.UUID]domain.Key, error) {
	if err := k.vault.Prepare(ctx, scope.Institution(), kind, subjects...); err != nil {
		return nil, refused(err)
	}
	held, err := k.vault.HoldAll(ctx, scope.Institution(), subjects)
	if err != nil {
		return nil, refused(err)
	}
	keys := make(map[domain.UUID]domain.Key, len(held))
	for subject, key := range held {
		keys[subject] = key
	}
	return keys, nil
}

// Hold gives a key; see domain.Keys.
func (k *Keys) Hold(ctx context.Context, subject domain.UUID) (domain.Key, error) {
	key, err := k.vault.Hold(ctx, subject)
	if err != nil {
		return nil, refused(err)
	}
	return key, nil
}

// refused gives a kind to what the vault refuses.
func refused(err error) error {
	switch {
	case errors.Is(err, vault.ErrForgotten):
		return domain.Gone("person.forgotten").Because(err)
	case errors.Is(err, vault.ErrElsewhere):
		return errNotFound.Because(err)
	}
	return sqldb.Away(err)
}

// Destroy ends a key; see domain.Keys.
func (k *Keys) Destroy(ctx context.Context, subject domain.UUID) error {
	return k.DestroyAll(ctx, subject)
}

// DestroyAll ends many keys; see domain.Keys.
func (k *Keys) DestroyAll(ctx context.Context, subjects ...domain.UUID) error {
	return sqldb.Away(k.vault.Destroy(ctx, subjects...))
}

var errNotFound = domain.NotFound("error.not_found")

// found turns "no rows" into KindNotFound.
func found(err error) error { return sqldb.NotFound(err, errNotFound) }

// inserted reads what INSERT … ON CONFLICT DO NOTHING did. A row that leans on
// another that is not there, or not in this institution, is KindNotFound: the
// id came from a form.
func inserted(rows int64, err error) (bool, error) {
	if errors.Is(err, sqldb.ErrForeignKey) {
		err = errNotFound.Because(err)
	}
	return rows > 0, err
}

// changed reads what a change of one row by its version did. When it met no
// row, stored tells why: the row is not there, or has another version, which
// is KindStale with the message behind key.
func changed(rows int64, err error, stored func() error, key string) error {
	if errors.Is(err, sqldb.ErrForeignKey) {
		return errNotFound.Because(err)
	}
	if err != nil || rows > 0 {
		return err
	}
	if err := stored(); err != nil {
		return found(err)
	}
	return domain.Stale(key)
}

// one reads what a change of one row by its id alone did.
func one(rows int64, err error) error {
	if err == nil && rows == 0 {
		return errNotFound
	}
	return err
}

// errTaken says that another row has the name already; services say which.
var errTaken = domain.Conflict("error.conflict")

// taken reads what was looked for after INSERT … ON CONFLICT DO NOTHING wrote
// nothing: when the id is not there either, something else stood in the way.
func taken(stored error) error {
	if errors.Is(stored, sql.ErrNoRows) {
		return errTaken.Because(stored)
	}
	return stored
}

// only is the error of a read whose row does not matter.
func only[T any](_ T, err error) error { return err }

// sealedPseudonym is where a person's pseudonym stands in the database.
func sealedPseudonym(person domain.UUID) vault.Field {
	return vault.Field{Table: "person", Column: "pseudonym", Row: person}
}

// openPseudonyms unseals many at once; people[i] is whose sealed[i] is. It is
// empty for whoever was forgotten.
func (s *Store) openPseudonyms(ctx context.Context, scope domain.Scope, people []domain.UUID, sealed [][]byte) ([]domain.Secret, error) {
	items := make([]vault.Item, len(people))
	for i, id := range people {
		items[i] = vault.Item{Subject: id, Field: sealedPseudonym(id), Sealed: sealed[i]}
	}
	return s.open(ctx, scope, items)
}

// open unseals many values of one institution at once.
func (s *Store) open(ctx context.Context, scope domain.Scope, items []vault.Item) ([]domain.Secret, error) {
	if err := s.vault.OpenMany(ctx, scope.Institution(), items); err != nil {
		return nil, err
	}
	words := make([]domain.Secret, len(items))
	for i, it := range items {
		// Without a key the person is forgotten, even while the row still
		// holds what the key had sealed.
		if it.Err != nil && !errors.Is(it.Err, vault.ErrForgotten) && !errors.Is(it.Err, vault.ErrNoKey) {
			return nil, it.Err
		}
		words[i] = domain.NewSecret(string(it.Plain))
	}
	return words, nil
}
