package cli

import (
	"context"
	"errors"
	"fmt"

	"filippo.io/age"

	"krag/internal/backup"
	"krag/internal/domain"
	"krag/internal/domain/authz"
	"krag/internal/domain/institution"
	"krag/internal/store"
	"krag/internal/store/schema"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

// seeded are the tables that migrations and a first start put rows into.
var seeded = []string{"counter", "meta"}

// Run fills an empty database. Unlike every other command it may meet one that
// does not exist yet, while keys and master key must.
func (cmd *restoreCmd) Run(t *terminal) error {
	c, err := cmd.place.config().located()
	if err != nil {
		return err
	}
	identities, err := cmd.identities()
	if err != nil {
		return err
	}
	if err := cmd.bringKeys(t, c, identities); err != nil {
		return cmd.sealed(err)
	}
	if err := c.makeFolders(); err != nil {
		return err
	}
	a, err := openForRestore(t.ctx, c)
	if err != nil {
		return errors.Join(err, a.close())
	}
	done, err := backup.Restore(t.ctx, cmd.File, backup.Target{
		DB: a.db, Vault: a.vault, Identities: identities, Sealed: store.Sealed, Seeded: seeded, Forget: a.forgetAgain,
	})
	if err == nil {
		err = tellRestored(t, done)
	}
	return errors.Join(cmd.sealed(err), a.db.Checkpoint(context.WithoutCancel(t.ctx)), a.close())
}

// identities are what opens a sealed backup.
func (cmd *restoreCmd) identities() ([]age.Identity, error) {
	if cmd.Identity == "" {
		return nil, nil
	}
	return backup.Identities(cmd.Identity)
}

// sealed says what is missing for a backup that does not open.
func (cmd *restoreCmd) sealed(err error) error {
	if errors.Is(err, backup.ErrSealed) && cmd.Identity == "" {
		return fmt.Errorf("%w: name the file of the identity that opens it with --identity", err)
	}
	return err
}

// bringKeys fills the key store from a copy of it, or asks that there be one:
// a new key store would open nothing of the backup.
func (cmd *restoreCmd) bringKeys(t *terminal, c Config, identities []age.Identity) error {
	if err := exist(append(databaseFiles(cmd.keysFrom(c)), c.Master)...); err != nil {
		return fmt.Errorf("a backup is restored beside the keys that belong to it: %w", err)
	}
	if cmd.KeysCopy == "" {
		return nil
	}
	// Before the keys are filled, which can be done once only.
	if _, _, err := backup.Check(cmd.File, identities...); err != nil {
		return err
	}
	err := vault.RestoreKeys(t.ctx, cmd.KeysCopy, c.Keys)
	if errors.Is(err, vault.ErrNotEmpty) {
		err = fmt.Errorf("%w; leave --keys-copy out if it was filled from the copy before", err)
	}
	return err
}

// keysFrom is where the keys are before the restore.
func (cmd *restoreCmd) keysFrom(c Config) string {
	if cmd.KeysCopy != "" {
		return "sqlite:" + cmd.KeysCopy
	}
	return c.Keys
}

// openForRestore opens what a backup is read into, without looking whether
// keys and database fit each other: the database is empty, of no schema yet.
func openForRestore(ctx context.Context, c Config) (a *app, err error) {
	a = &app{config: c}
	if a.vault, err = vault.Open(ctx, vault.Config{Keys: c.Keys, Master: c.Master, Clock: c.Clock}); err != nil {
		return a, err
	}
	if a.vault.Made().Keys {
		return a, fmt.Errorf("the key store %s is empty: restore with --keys-copy, or name the store that belongs to the backup", public(c.Keys))
	}
	if a.db, err = sqldb.Open(ctx, c.DB, sqldb.Options{Schema: schema.Main}); err != nil {
		return a, err
	}
	return a, a.build()
}

// forgetAgain does to people what forgetting them did after the backup was
// made, deletes files again that were deleted since, and ends imports again
// that ended. Users cross institutions.
func (a *app) forgetAgain(ctx context.Context, institutionNo int64, subjects []domain.UUID) error {
	if institutionNo == domain.Across.Institution() {
		return a.forgetStaffAgain(ctx, subjects)
	}
	all, err := a.institutions(ctx)
	if err != nil {
		return err
	}
	for _, in := range all {
		if in.No == institutionNo {
			return a.endAgain(ctx, in, subjects)
		}
	}
	return nil
}

// endAgain does it in one institution. Files come first: the end of an import
// takes its own away, too.
func (a *app) endAgain(ctx context.Context, in institution.Institution, subjects []domain.UUID) error {
	var others []domain.UUID
	for _, id := range subjects {
		wasFile, err := a.Flow.DetachAgain(ctx, house(in), domain.AttachmentID{UUID: id})
		if err == nil && !wasFile {
			wasFile, err = a.Flow.TakeDownAgain(ctx, house(in), domain.ItemID{UUID: id})
		}
		if err != nil {
			return fmt.Errorf("delete file %s again: %w", id, err)
		}
		if !wasFile {
			others = append(others, id)
		}
	}
	today := domain.DateOf(a.config.Clock.Now(), in.Location())
	for _, id := range others {
		wasImport, err := a.Bundles.Transfers.GiveUp(ctx, in.Scope(), domain.ImportID{UUID: id})
		if err == nil && !wasImport {
			err = a.Flow.Forget(ctx, house(in), domain.PersonID{UUID: id}, today)
		}
		if err != nil {
			return fmt.Errorf("forget %s again: %w", id, err)
		}
	}
	return nil
}

// forgetStaffAgain does the same to those who worked somewhere.
func (a *app) forgetStaffAgain(ctx context.Context, users []domain.UUID) error {
	for _, id := range users {
		err := a.wherever(ctx, func(at authz.Actor) error { return a.Flow.ForgetStaffAgain(ctx, at, domain.UserID{UUID: id}) })
		if err != nil {
			return fmt.Errorf("forget user %s again: %w", id, err)
		}
	}
	return nil
}

func tellRestored(t *terminal, done backup.Restored) error {
	fmt.Fprintf(t.out, "Restored %d rows of %s UTC.\n", done.Rows, done.Header.At.UTC().Format("2006-01-02 15:04:05"))
	if done.Cleaned > 0 {
		fmt.Fprintf(t.out, "%d people were forgotten since, or files deleted; they stay so.\n", done.Cleaned)
	}
	if n := len(done.NoKey); n > 0 {
		return fmt.Errorf("%d people have no key and nobody asked to forget them: is this the key store that belongs to the backup", n)
	}
	return nil
}
