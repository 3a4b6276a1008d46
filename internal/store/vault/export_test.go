package vault

import (
	"context"
	"database/sql"
	"strings"

	"krag/internal/domain"
)

// Wrapped reads the stored form of a subject's key, to look for it in files.
func Wrapped(ctx context.Context, v *Vault, subject domain.UUID) (b []byte, err error) {
	err = v.store.db.QueryRowContext(ctx, `SELECT wrapped FROM subject_key WHERE subject = $1`, subject).Scan(&b)
	return b, err
}

// Replant gives a subject the stored key of another, as somebody with the key
// store in hand could.
func Replant(ctx context.Context, v *Vault, subject, from domain.UUID) error {
	_, err := v.store.db.ExecContext(ctx, `UPDATE subject_key
		SET wrapped = (SELECT o.wrapped FROM subject_key o WHERE o.subject = $1) WHERE subject = $2`, from, subject)
	return err
}

// Pool gives the connections to the key store.
func Pool(v *Vault) *sql.DB { return v.store.db }

// Narrow gives the key store the tables that it had when there were keys of
// people and users only.
func Narrow(ctx context.Context, v *Vault) error {
	const older = `'person', 'user'`
	c, err := v.store.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	statements := []string{
		`PRAGMA writable_schema = ON`,
		`UPDATE sqlite_schema SET sql = replace(sql, '` + strings.ReplaceAll(keyKinds, "'", "''") + `', '` + strings.ReplaceAll(older, "'", "''") + `') WHERE name = 'subject_key'`,
		`PRAGMA writable_schema = RESET`,
	}
	if v.store.postgres {
		statements = []string{`ALTER TABLE subject_key DROP CONSTRAINT subject_key_kind, ADD CONSTRAINT subject_key_kind CHECK (kind IN (` + older + `))`}
	}
	for _, s := range statements {
		if _, err := c.ExecContext(ctx, s); err != nil {
			return err
		}
	}
	return nil
}
