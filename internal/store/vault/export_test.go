package vault

import (
	"context"
	"database/sql"

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
