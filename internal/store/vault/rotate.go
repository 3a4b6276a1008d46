package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
)

// Step is one durable step of a rotation: what was just done.
type Step struct {
	Phase       Phase
	Institution int64 // 0 for a step of the master key
	Done, Total int   // subject keys or institutions, in the phases that count
}

// Phase names a step.
type Phase string

// The phases. An institution: add, rewrap in parts, drop. The master key: add,
// announce, reseal each institution, drop.
const (
	PhaseAdd      Phase = "add"
	PhaseAnnounce Phase = "announce"
	PhaseRewrap   Phase = "rewrap"
	PhaseReseal   Phase = "reseal"
	PhaseDrop     Phase = "drop"
	PhaseScrub    Phase = "scrub"
)

// rewrapAtOnce is how many keys one transaction rewraps: others wait for it.
const rewrapAtOnce = 500

// Rotate gives every institution a new key, wraps all its subject keys anew
// and drops the old one. It may be interrupted anywhere, by the context or by
// a crash; called again it finishes what was begun. Sealed fields stay as they
// are, and everybody may go on reading and writing. progress may be nil.
func (v *Vault) Rotate(ctx context.Context, progress func(Step)) error {
	if progress == nil {
		progress = func(Step) {}
	}
	institutions, err := v.institutions(ctx)
	if err != nil {
		return fmt.Errorf("rotate keys: %w", err)
	}
	for _, no := range institutions {
		if err := v.rotateRing(ctx, no, progress); err != nil {
			return fmt.Errorf("rotate keys of institution %d: %w", no, err)
		}
	}
	return v.scrubStep(ctx, progress)
}

func (v *Vault) institutions(ctx context.Context) ([]int64, error) {
	var nos []int64
	err := v.store.each(ctx, func(rows *sql.Rows) error {
		var no int64
		err := rows.Scan(&no)
		nos = append(nos, no)
		return err
	}, `SELECT institution_no FROM institution_key ORDER BY institution_no`)
	return nos, err
}

// rotateRing goes on wherever the keyset stands: with one key nothing was
// begun, with two the rewrapping or the dropping was interrupted.
func (v *Vault) rotateRing(ctx context.Context, no int64, progress func(Step)) error {
	v.dropRings()
	r, err := v.ringOf(ctx, no)
	if err != nil {
		return err
	}
	if r.handle.Len() == 1 {
		if err := v.changeRing(ctx, no, r.version+1, withNewPrimary); err != nil {
			return err
		}
		progress(Step{PhaseAdd, no, 0, 0})
	}
	if err := v.rewrapAll(ctx, no, progress); err != nil {
		return err
	}
	if err := v.dropOld(ctx, no); err != nil {
		return err
	}
	progress(Step{PhaseDrop, no, 0, 0})
	return nil
}

// changeRing replaces an institution's keyset by what change makes of it. The
// master key's row is taken before the institution's, as everywhere.
func (v *Vault) changeRing(ctx context.Context, no, version int64, change func(*keyset.Handle) (*keyset.Handle, error)) error {
	r, err := v.ringOf(ctx, no)
	if err != nil {
		return err
	}
	h, err := change(r.handle)
	if err != nil {
		return err
	}
	defer v.dropRings()
	return v.withMaster(ctx, func(tx *sql.Tx, m masterRing) error {
		if _, err := tx.ExecContext(ctx, `UPDATE key_state SET scrub_due = 1 WHERE id = 1`); err != nil {
			return err
		}
		return storeRing(ctx, tx, m, r, h, version)
	})
}

// storeRing writes a keyset, if it is still the one that was read.
func storeRing(ctx context.Context, tx *sql.Tx, m masterRing, r *ring, h *keyset.Handle, version int64) error {
	sealed, err := sealRing(m, r.institution, h)
	if err != nil {
		return err
	}
	n, err := affected(tx.ExecContext(ctx, `UPDATE institution_key SET keyset = $1, version = $2, master_key = $3
		WHERE institution_no = $4 AND keyset = $5`, sealed, version, m.primary, r.institution, r.sealed))
	if err == nil && n == 0 {
		return errors.New("another rotation is under way")
	}
	return err
}

// rewrapAll wraps what is still under an older key, part by part.
func (v *Vault) rewrapAll(ctx context.Context, no int64, progress func(Step)) error {
	var total int
	err := v.store.db.QueryRowContext(ctx, `SELECT count(*) FROM subject_key WHERE institution_no = $1`, no).Scan(&total)
	if err != nil {
		return err
	}
	for done := 0; ; {
		n := 0
		err := v.withRing(ctx, no, func(tx *sql.Tx, r *ring) (err error) {
			n, err = rewrapSome(ctx, tx, r)
			return err
		})
		if err != nil || n == 0 {
			return err
		}
		done += n
		progress(Step{PhaseRewrap, no, done, total})
	}
}

func rewrapSome(ctx context.Context, tx *sql.Tx, r *ring) (int, error) {
	old, err := olderKeys(ctx, tx, r)
	if err != nil {
		return 0, err
	}
	for _, w := range old {
		key, err := r.unwrap(w.subject, w.bytes)
		if err != nil {
			return 0, err
		}
		fresh, err := r.wrap(w.subject, &key)
		if err != nil {
			return 0, err
		}
		_, err = tx.ExecContext(ctx, `UPDATE subject_key SET wrapped = $1, keyset_version = $2 WHERE subject = $3`,
			fresh, r.version, w.subject)
		if err != nil {
			return 0, err
		}
	}
	return len(old), nil
}

func olderKeys(ctx context.Context, tx *sql.Tx, r *ring) ([]wrappedKey, error) {
	rows, err := tx.QueryContext(ctx, selectWrapped+`institution_no = $1 AND keyset_version < $2 LIMIT $3`,
		r.institution, r.version, rewrapAtOnce)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var old []wrappedKey
	for rows.Next() {
		var w wrappedKey
		if err := rows.Scan(&w.subject, &w.institution, &w.bytes); err != nil {
			return nil, err
		}
		old = append(old, w)
	}
	return old, rows.Err()
}

// dropOld takes the older keys out of a keyset. Nothing is under them any
// more: rewrapAll found none, and since the new key was added every writer
// has had to use it (withRing compares the version).
func (v *Vault) dropOld(ctx context.Context, no int64) error {
	v.dropRings()
	r, err := v.ringOf(ctx, no)
	if err != nil {
		return err
	}
	var left int
	err = v.store.db.QueryRowContext(ctx, `SELECT count(*) FROM subject_key WHERE institution_no = $1 AND keyset_version < $2`,
		no, r.version).Scan(&left)
	if err != nil {
		return err
	}
	if left > 0 {
		return fmt.Errorf("%d keys are still under the old one", left)
	}
	return v.changeRing(ctx, no, r.version, withoutOld)
}

func (v *Vault) scrubStep(ctx context.Context, progress func(Step)) error {
	if err := v.scrubIfDue(ctx); err != nil {
		return err
	}
	progress(Step{Phase: PhaseScrub})
	return nil
}

// withNewPrimary adds a fresh key that wraps from now on.
func withNewPrimary(h *keyset.Handle) (*keyset.Handle, error) {
	m := keyset.NewManagerFromHandle(h)
	id, err := m.Add(aead.AES256GCMKeyTemplate())
	if err != nil {
		return nil, err
	}
	if err := m.SetPrimary(id); err != nil {
		return nil, err
	}
	return m.Handle()
}

// withoutOld leaves the primary key alone in the keyset.
func withoutOld(h *keyset.Handle) (*keyset.Handle, error) {
	m := keyset.NewManagerFromHandle(h)
	info := h.KeysetInfo()
	for _, k := range info.GetKeyInfo() {
		if k.GetKeyId() == info.GetPrimaryKeyId() {
			continue
		}
		if err := m.Delete(k.GetKeyId()); err != nil {
			return nil, err
		}
	}
	return m.Handle()
}
