package vault

import (
	"context"

	"krag/internal/domain"
)

// Wrapped reads the stored form of a subject's key, to look for it in files.
func Wrapped(ctx context.Context, v *Vault, subject domain.UUID) (b []byte, err error) {
	err = v.store.db.QueryRowContext(ctx, `SELECT wrapped FROM subject_key WHERE subject = $1`, subject).Scan(&b)
	return b, err
}
