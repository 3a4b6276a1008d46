package cli

import (
	"context"
	"errors"
	"fmt"

	"krag/internal/backup"
	"krag/internal/store"
	"krag/internal/store/schema"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

// omitted are tables whose rows would let somebody in again who has signed
// out or whose link was taken away, hold guesses against somebody who made
// none, or are of no use after minutes. After a restore private links are
// handed out anew. The last is of an older schema: a backup is made of whatever
// there is.
var omitted = []string{"session", "goodbye", "link", "attempt", "sign_in_failure"}

// Run writes a backup. It opens the database only, of whatever schema: the
// backup before an upgrade may be made with the new program.
func (cmd *backupCmd) Run(t *terminal) error {
	c, err := cmd.place.config().located()
	if err != nil {
		return err
	}
	recipients, err := backup.Recipients(cmd.Recipient)
	if err != nil {
		return usagef("--recipient: %w", err)
	}
	if err := exist(databaseFiles(c.DB)...); err != nil {
		return err
	}
	db, err := sqldb.Open(t.ctx, c.DB, sqldb.Options{Schema: schema.Main, AllowSuperuser: true})
	if err != nil {
		return err
	}
	defer db.Close()
	sum, err := backup.File(t.ctx, db, cmd.File, backup.Options{Recipients: recipients, Omit: omitted, Heads: headsOf, Clock: c.Clock})
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s holds %d rows of %d tables. SHA-256 %s\n", cmd.File, sum.Rows, sum.Tables, sum.SHA256)
	if cmd.CopyKeys == "" {
		return nil
	}
	return cmd.copyKeys(t, c)
}

// headsOf notes the ends of the audit chains in the backup. Reading them needs
// no secret.
func headsOf(ctx context.Context) ([]backup.Head, error) {
	heads, err := new(store.Audit).Heads(ctx)
	var all []backup.Head
	for no, h := range heads {
		all = append(all, backup.Head{InstitutionNo: no, Seq: h.Seq, MAC: h.MAC})
	}
	return all, err
}

// copyKeys comes after the backup: a person written between the two has a key
// in the copy and no row, which the next sweep mends; the other way round the
// person would be lost.
func (cmd *backupCmd) copyKeys(t *terminal, c Config) error {
	if err := c.mustExist(); err != nil {
		return err
	}
	v, err := vault.Open(t.ctx, vault.Config{Keys: c.Keys, Master: c.Master, Clock: c.Clock})
	if err != nil {
		return err
	}
	err = v.CopyKeys(t.ctx, cmd.CopyKeys)
	if err == nil {
		fmt.Fprintf(t.out, "%s holds the keys as they are now, and nothing of those forgotten before.\n", cmd.CopyKeys)
	}
	return errors.Join(err, v.Close())
}
