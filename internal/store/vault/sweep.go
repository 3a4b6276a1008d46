package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"krag/internal/domain"
)

// SweepAge is how old a key without a row must be before it is an orphan.
const SweepAge = time.Hour

// KeyInfo is what is known of a key without opening it.
type KeyInfo struct {
	Subject       domain.UUID
	InstitutionNo int64
	MadeAt        time.Time // UTC; the last Prepare
}

// Exists tells which of the subjects of one institution have a row.
type Exists func(ctx context.Context, institutionNo int64, subjects []domain.UUID) (map[domain.UUID]bool, error)

// TooManyError means that the sweep would have removed so many keys that the
// database is more likely to be the wrong one, or not whole: nothing was removed.
type TooManyError struct{ Orphans, Keys int }

func (e *TooManyError) Error() string {
	return fmt.Sprintf("%d of %d keys have no row: nothing was swept, is this the database that belongs to the keys?", e.Orphans, e.Keys)
}

// mayOrphan is how many orphans are ordinary, at least.
const mayOrphan = 10

// Sweep removes keys older than SweepAge whose row does not exist, and scrubs
// what an interrupted forgetting left. More than a tenth of all keys, and more
// than ten, is a TooManyError unless forced: an old backup or a wrong database
// must not cost the keys of everybody it does not know. For the same reason an
// institution keeps its keys, however few, while not one of them has a row.
func (v *Vault) Sweep(ctx context.Context, exists Exists, force bool) (removed int, err error) {
	v.cache.expire(v.now())
	keys, err := v.Keys(ctx)
	if err != nil {
		return 0, fmt.Errorf("sweep keys: %w", err)
	}
	orphans, err := v.orphans(ctx, keys, exists, force)
	if err != nil {
		return 0, fmt.Errorf("sweep keys: %w", err)
	}
	if !force && len(orphans) > max(mayOrphan, len(keys)/10) {
		return 0, &TooManyError{len(orphans), len(keys)}
	}
	if removed, err = v.remove(ctx, orphans); err != nil {
		return 0, fmt.Errorf("sweep keys: %w", err)
	}
	return removed, v.scrubIfDue(ctx)
}

// Keys lists every key, those of one institution together.
func (v *Vault) Keys(ctx context.Context) ([]KeyInfo, error) {
	var all []KeyInfo
	err := v.store.each(ctx, func(rows *sql.Rows) error {
		var k KeyInfo
		var at int64
		if err := rows.Scan(&k.Subject, &k.InstitutionNo, &at); err != nil {
			return err
		}
		k.MadeAt = time.UnixMicro(at).UTC()
		all = append(all, k)
		return nil
	}, `SELECT subject, institution_no, made_at FROM subject_key ORDER BY institution_no, subject`)
	return all, err
}

// orphans are the keys that are old enough and whose row does not exist; all
// of an institution's count only when forced.
func (v *Vault) orphans(ctx context.Context, keys []KeyInfo, exists Exists, force bool) (found []KeyInfo, err error) {
	limit := v.now().Add(-SweepAge)
	old := map[int64][]KeyInfo{}
	for _, k := range keys {
		if k.MadeAt.Before(limit) {
			old[k.InstitutionNo] = append(old[k.InstitutionNo], k)
		}
	}
	for no, mine := range old {
		without, err := rowless(ctx, no, mine, exists)
		if err != nil {
			return nil, err
		}
		if force || len(without) < len(mine) {
			found = append(found, without...)
		}
	}
	return found, nil
}

// rowless are those keys of one institution whose row does not exist.
func rowless(ctx context.Context, no int64, keys []KeyInfo, exists Exists) (without []KeyInfo, err error) {
	for part := range slices.Chunk(keys, 500) {
		ids := make([]domain.UUID, len(part))
		for i, k := range part {
			ids[i] = k.Subject
		}
		known, err := exists(ctx, no, ids)
		if err != nil {
			return nil, err
		}
		for _, k := range part {
			if !known[k.Subject] {
				without = append(without, k)
			}
		}
	}
	return without, nil
}

// remove deletes orphans, but none that was prepared again since it was listed.
func (v *Vault) remove(ctx context.Context, orphans []KeyInfo) (removed int, err error) {
	if len(orphans) == 0 {
		return 0, nil
	}
	ids := make([]domain.UUID, len(orphans))
	err = v.store.inTx(ctx, func(tx *sql.Tx) error {
		removed = 0
		if _, err := tx.ExecContext(ctx, `UPDATE key_state SET scrub_due = 1 WHERE id = 1`); err != nil {
			return err
		}
		for i, k := range orphans {
			n, err := affected(tx.ExecContext(ctx, `DELETE FROM subject_key WHERE subject = $1 AND made_at = $2`,
				k.Subject, k.MadeAt.UnixMicro()))
			if err != nil {
				return err
			}
			ids[i], removed = k.Subject, removed+int(n)
		}
		return nil
	})
	v.cache.forget(ids...)
	return removed, err
}

func (v *Vault) scrubIfDue(ctx context.Context) error {
	st, err := v.store.state(ctx)
	if err != nil || !st.scrubDue {
		return err
	}
	return v.store.scrub(ctx)
}

// Check opens every keyset and unwraps every key, past the cache, and gives
// the subjects whose key does not unwrap. A keyset that the master key does
// not open breaks all keys of its institution.
func (v *Vault) Check(ctx context.Context) (broken []domain.UUID, err error) {
	keys, err := v.Keys(ctx)
	if err != nil {
		return nil, fmt.Errorf("check keys: %w", err)
	}
	v.dropRings()
	for part := range slices.Chunk(keys, inAtOnce) {
		ids := make([]domain.UUID, len(part))
		for i, k := range part {
			ids[i] = k.Subject
		}
		more, err := v.checkSome(ctx, ids)
		if err != nil {
			return nil, fmt.Errorf("check keys: %w", err)
		}
		broken = append(broken, more...)
	}
	return broken, nil
}

func (v *Vault) checkSome(ctx context.Context, ids []domain.UUID) (broken []domain.UUID, err error) {
	_, bad, err := v.load(ctx, ids, nil)
	if errors.Is(err, ErrWrongMaster) {
		if len(ids) == 1 {
			return ids, nil
		}
		for _, id := range ids { // one institution's keyset: find out whose
			more, err := v.checkSome(ctx, []domain.UUID{id})
			if err != nil {
				return nil, err
			}
			broken = append(broken, more...)
		}
		return broken, nil
	}
	for id := range bad {
		broken = append(broken, id)
	}
	return broken, err
}
