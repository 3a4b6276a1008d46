package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/tink-crypto/tink-go/v2/keyset"
)

// RotateMaster renews the master key and seals every institution's keyset
// under it. Derived secrets stay. The file is replaced at the path it was read
// from; other processes must see the same file, or be stopped. It may be
// interrupted anywhere; called again it finishes. Afterwards the operator's
// copies of the master key file and of the key store are void, which is the
// point: new ones are due.
func (v *Vault) RotateMaster(ctx context.Context, progress func(Step)) error {
	if progress == nil {
		progress = func(Step) {}
	}
	if err := v.rotateMaster(ctx, progress); err != nil {
		return fmt.Errorf("rotate master key: %w", err)
	}
	return v.scrubStep(ctx, progress)
}

func (v *Vault) rotateMaster(ctx context.Context, progress func(Step)) error {
	added, err := v.addMaster(ctx)
	if err != nil {
		return err
	}
	if added {
		progress(Step{Phase: PhaseAdd})
	}
	progress(Step{Phase: PhaseAnnounce})
	if err := v.resealAll(ctx, progress); err != nil {
		return err
	}
	return v.dropOldMaster(ctx, progress)
}

// addMaster puts a fresh key into the file, unless an interrupted rotation did,
// and announces it. The file comes first: a key that the store knows and no
// file has would lock everybody out.
func (v *Vault) addMaster(ctx context.Context) (added bool, err error) {
	err = v.holdMaster(ctx, func(tx *sql.Tx, m masterRing) error {
		if added = m.handle.Len() == 1; added {
			h, err := withNewPrimary(m.handle)
			if err != nil {
				return err
			}
			if err := v.master.replace(h); err != nil {
				return err
			}
		}
		return announce(ctx, tx, v.master.keys())
	})
	return added && err == nil, err
}

// resealAll seals each institution's keyset under the primary master key.
func (v *Vault) resealAll(ctx context.Context, progress func(Step)) error {
	institutions, err := v.institutions(ctx)
	if err != nil {
		return err
	}
	for i, no := range institutions {
		v.dropRings()
		r, err := v.ringOf(ctx, no)
		if err != nil {
			return err
		}
		if err := v.changeRing(ctx, no, r.version, same); err != nil {
			return err
		}
		progress(Step{PhaseReseal, no, i + 1, len(institutions)})
	}
	return nil
}

// dropOldMaster replaces the file while it holds the key store's state row:
// no keyset can be sealed meanwhile, so none is under the key that goes.
func (v *Vault) dropOldMaster(ctx context.Context, progress func(Step)) error {
	err := v.holdMaster(ctx, func(tx *sql.Tx, m masterRing) error {
		var left int
		err := tx.QueryRowContext(ctx, `SELECT count(*) FROM institution_key WHERE master_key <> $1`, m.primary).Scan(&left)
		if err != nil {
			return err
		}
		if left > 0 {
			return errors.New("a keyset is still under the old one; run it again")
		}
		h, err := withoutOld(m.handle)
		if err != nil {
			return err
		}
		return v.master.replace(h)
	})
	if err == nil {
		progress(Step{Phase: PhaseDrop})
	}
	return err
}

// same leaves a keyset as it is: only the key above it changes.
func same(h *keyset.Handle) (*keyset.Handle, error) { return h, nil }
