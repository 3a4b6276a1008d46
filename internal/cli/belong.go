package cli

import (
	"context"
	"errors"
	"fmt"

	"krag/internal/domain"
	"krag/internal/store"
	"krag/internal/store/vault"
)

// belong refuses a database and a key store that are not of each other.
func (a *app) belong(ctx context.Context) error {
	someone, err := a.anyUser(ctx)
	if err == nil {
		err = a.keysKnow(ctx, someone)
	}
	if err != nil {
		return err
	}
	return a.bind(ctx, !someone.IsZero())
}

// anyUser gives some user, zero in an empty database.
func (a *app) anyUser(ctx context.Context) (someone domain.UUID, err error) {
	err = a.db.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		someone, err = store.Subjects{}.AnyUser(ctx)
		return err
	})
	if domain.KindOf(err) == domain.KindNotFound {
		return domain.UUID{}, nil
	}
	return someone, err
}

// keysKnow refuses a key store that does not know the users of the database:
// nobody's name could be read, new people would be sealed with keys that the
// right store does not have, and the two could never be joined again. It knows
// whom it was told to forget, too.
func (a *app) keysKnow(ctx context.Context, user domain.UUID) error {
	if user.IsZero() {
		return nil
	}
	_, err := a.vault.Hold(ctx, user)
	switch {
	case errors.Is(err, vault.ErrForgotten):
		return nil
	case errors.Is(err, vault.ErrNoKey):
		return fmt.Errorf("the key store %s has no keys for the people in the database: put the krag.keys and krag.master back that belong to it, or name them with --keys and --master", public(a.config.Keys))
	}
	return err
}

// bind ties the two to each other by the name of the database, or refuses keys
// that are tied to another one: beside an empty database, of a mistyped name or
// made because the right one is away, all keys would be without a row. One with
// users in it that comes without a name, out of an old backup, is the one that
// its keys are tied to.
func (a *app) bind(ctx context.Context, peopled bool) error {
	known, err := a.vault.Database(ctx)
	if err != nil {
		return err
	}
	if !peopled {
		known = ""
	}
	var id string
	err = a.db.InTx(ctx, domain.Across, func(ctx context.Context) (err error) {
		id, err = store.DatabaseID(ctx, known)
		return err
	})
	if err == nil {
		err = a.vault.Bind(ctx, id)
	}
	if errors.Is(err, vault.ErrOtherDatabase) {
		return fmt.Errorf("the key store %s belongs to another database than %s: put that one back or name it with --db, restore a backup of it here, or, to begin anew, name other files with --keys and --master", public(a.config.Keys), public(a.config.DB))
	}
	return err
}
