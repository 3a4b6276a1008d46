package vault

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"

	"krag/internal/domain"
)

// Prepare makes keys for subjects that are about to be written. It is called
// before, and outside, the transaction that writes them: a key without a
// person is swept away, a person without a key would be lost. Calling it again
// changes nothing but keeps the key from the sweep for another SweepAge, so
// the row must be written within that time. Who was forgotten stays so:
// ErrForgotten. An id that another institution uses, or a subject of another
// kind, is ErrElsewhere: two that shared a key would be forgotten together.
func (v *Vault) Prepare(ctx context.Context, institutionNo int64, kind domain.KeyKind, subjects ...domain.UUID) error {
	err := v.withRing(ctx, institutionNo, func(tx *sql.Tx, r *ring) error {
		for _, s := range subjects {
			if err := v.prepare(ctx, tx, r, kind, s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("prepare key: %w", err)
	}
	return nil
}

func (v *Vault) prepare(ctx context.Context, tx *sql.Tx, r *ring, kind domain.KeyKind, subject domain.UUID) error {
	var one int
	err := tx.QueryRowContext(ctx, `SELECT 1 FROM forgotten WHERE subject = $1`, subject).Scan(&one)
	if err == nil {
		return ErrForgotten
	} else if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	var key subjectKey
	_, _ = rand.Read(key[:]) // never fails since Go 1.24
	wrapped, err := r.wrap(subject, &key)
	if err != nil {
		return err
	}
	n, err := affected(tx.ExecContext(ctx, `INSERT INTO subject_key (subject, kind, institution_no, keyset_version, made_at, wrapped)
		VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (subject) DO UPDATE SET made_at = excluded.made_at
		WHERE subject_key.institution_no = excluded.institution_no AND subject_key.kind = excluded.kind`,
		subject, string(kind), r.institution, r.version, v.now().UnixMicro(), wrapped))
	if err == nil && n == 0 {
		return ErrElsewhere
	}
	return err
}

// Destroy forgets subjects: their keys leave the store, its files and the
// memory of this process before it returns; another process may use a key it
// holds for KeyLife at most. Who has no key is passed over, so it can be
// repeated, and must be when the error says that the scrubbing was not done.
func (v *Vault) Destroy(ctx context.Context, subjects ...domain.UUID) error {
	defer v.cache.forget(subjects...)
	err := v.store.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE key_state SET scrub_due = 1 WHERE id = 1`); err != nil {
			return err
		}
		for _, s := range subjects {
			if err := v.destroy(ctx, tx, s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("destroy key: %w", err)
	}
	v.cache.forget(subjects...)
	return v.store.scrub(ctx)
}

// destroy takes the institution's row first, as Prepare does: otherwise a key
// made at the same moment could outlive the forgetting.
func (v *Vault) destroy(ctx context.Context, tx *sql.Tx, subject domain.UUID) error {
	_, err := tx.ExecContext(ctx, `UPDATE institution_key SET version = version
		WHERE institution_no = (SELECT institution_no FROM subject_key WHERE subject = $1)`, subject)
	if err != nil {
		return err
	}
	n, err := affected(tx.ExecContext(ctx, `DELETE FROM subject_key WHERE subject = $1`, subject))
	if err != nil || n == 0 {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO forgotten (subject, forgotten_at) VALUES ($1, $2)
		ON CONFLICT (subject) DO NOTHING`, subject, v.now().UnixMicro())
	return err
}

// Forgotten tells which of the subjects were destroyed on purpose.
func (v *Vault) Forgotten(ctx context.Context, subjects []domain.UUID) (map[domain.UUID]bool, error) {
	gone := map[domain.UUID]bool{}
	err := v.store.eachIn(ctx, `SELECT subject FROM forgotten WHERE subject IN `, subjects, func(rows *sql.Rows) error {
		var s domain.UUID
		if err := rows.Scan(&s); err != nil {
			return err
		}
		gone[s] = true
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("look up forgotten: %w", err)
	}
	return gone, nil
}
