package vault

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/keyset"
	"github.com/tink-crypto/tink-go/v2/tink"

	"krag/internal/domain"
)

// ring is the keyset of one institution, opened. Its version grows with every
// new primary key, so that whoever writes can tell that his copy is old.
type ring struct {
	institution int64
	version     int64
	sealed      []byte // as it is stored
	handle      *keyset.Handle
	aead        tink.AEAD
}

// errStale means that the institution's keyset was rotated by somebody else.
var errStale = errors.New("the institution's keyset was rotated meanwhile")

// wrapBind ties a wrapped subject key to its owner and institution.
func wrapBind(institutionNo int64, subject domain.UUID) []byte {
	return append(strconv.AppendInt([]byte("krag subject 1\x00"), institutionNo, 10), subject[:]...)
}

// ringBind ties a sealed keyset to its institution.
func ringBind(institutionNo int64) []byte {
	return strconv.AppendInt([]byte("krag institution 1\x00"), institutionNo, 10)
}

func (r *ring) wrap(subject domain.UUID, key *subjectKey) ([]byte, error) {
	return r.aead.Encrypt(key[:], wrapBind(r.institution, subject))
}

func (r *ring) unwrap(subject domain.UUID, wrapped []byte) (subjectKey, error) {
	b, err := r.aead.Decrypt(wrapped, wrapBind(r.institution, subject))
	if err != nil || len(b) != len(subjectKey{}) {
		return subjectKey{}, fmt.Errorf("unwrap key of %s: %w", subject, ErrBroken)
	}
	return subjectKey(b), nil
}

// ringOf gives the keyset of an institution from memory or the store, and
// sql.ErrNoRows when it has none yet.
func (v *Vault) ringOf(ctx context.Context, institutionNo int64) (*ring, error) {
	v.mu.Lock()
	r := v.rings[institutionNo]
	v.mu.Unlock()
	if r != nil {
		return r, nil
	}
	var sealed []byte
	var version int64
	err := v.store.db.QueryRowContext(ctx, `SELECT keyset, version FROM institution_key WHERE institution_no = $1`,
		institutionNo).Scan(&sealed, &version)
	if err != nil {
		return nil, err
	}
	if r, err = v.openRing(institutionNo, version, sealed); err != nil {
		return nil, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.rings[institutionNo] = r
	return r, nil
}

// openRing opens a sealed keyset; when it does not open, the master key may
// have been rotated by another process, so its file is read once more.
func (v *Vault) openRing(institutionNo, version int64, sealed []byte) (*ring, error) {
	h, err := readRing(v.master.keys(), institutionNo, sealed)
	if err != nil {
		if err := v.master.reload(); err != nil {
			return nil, err
		}
		h, err = readRing(v.master.keys(), institutionNo, sealed)
	}
	if err != nil {
		return nil, fmt.Errorf("open keyset of institution %d: %w", institutionNo, ErrWrongMaster)
	}
	a, err := aead.New(h)
	if err != nil {
		return nil, fmt.Errorf("open keyset of institution %d: %w", institutionNo, err)
	}
	return &ring{institutionNo, version, sealed, h, a}, nil
}

func readRing(m masterRing, institutionNo int64, sealed []byte) (*keyset.Handle, error) {
	return keyset.ReadWithAssociatedData(keyset.NewBinaryReader(bytes.NewReader(sealed)), m.aead, ringBind(institutionNo))
}

func sealRing(m masterRing, institutionNo int64, h *keyset.Handle) ([]byte, error) {
	var b bytes.Buffer
	err := h.WriteWithAssociatedData(keyset.NewBinaryWriter(&b), m.aead, ringBind(institutionNo))
	return b.Bytes(), err
}

// dropRings forgets the opened keysets: the next use reads them again.
func (v *Vault) dropRings() {
	v.mu.Lock()
	defer v.mu.Unlock()
	clear(v.rings)
}

// makeRing gives an institution its first keyset, unless it has one.
func (v *Vault) makeRing(ctx context.Context, institutionNo int64) error {
	h, err := keyset.NewHandle(aead.AES256GCMKeyTemplate())
	if err != nil {
		return fmt.Errorf("make keyset of institution %d: %w", institutionNo, err)
	}
	return v.withMaster(ctx, func(tx *sql.Tx, m masterRing) error {
		sealed, err := sealRing(m, institutionNo, h)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO institution_key (institution_no, version, master_key, keyset)
			VALUES ($1, 1, $2, $3) ON CONFLICT (institution_no) DO NOTHING`, institutionNo, m.primary, sealed)
		return err
	})
}

// withMaster runs fn in a transaction in which the master key that seals is
// known to be the current one and stays it until the commit: a keyset sealed
// under a key that a rotation just dropped would be lost.
//
// Every transaction of the key store takes its rows in this order, so that
// none waits for another in a circle: key_state, institution_key, subject_key.
func (v *Vault) withMaster(ctx context.Context, fn func(tx *sql.Tx, m masterRing) error) error {
	for range 3 {
		m := v.master.keys()
		err := v.store.inTx(ctx, func(tx *sql.Tx) error {
			if err := mustTouch(ctx, tx, `UPDATE key_state SET format = format WHERE id = 1 AND master_key = $1`, m.primary); err != nil {
				return err
			}
			return fn(tx, m)
		})
		if !errors.Is(err, errStale) {
			return err
		}
		if err := v.adoptMaster(ctx); err != nil {
			return err
		}
	}
	return fmt.Errorf("the master key is being rotated: %w", errStale)
}

// holdMaster runs fn in a transaction in which nobody else changes the master
// key file: whoever does holds the one row of key_state, too. m is what the
// file has now.
func (v *Vault) holdMaster(ctx context.Context, fn func(tx *sql.Tx, m masterRing) error) error {
	return v.store.inTx(ctx, func(tx *sql.Tx) error {
		var announced int64
		err := tx.QueryRowContext(ctx, `UPDATE key_state SET format = format WHERE id = 1 RETURNING master_key`).Scan(&announced)
		if err == nil {
			err = v.master.reload()
		}
		if err != nil {
			return err
		}
		m := v.master.keys()
		if !m.has(announced) {
			return ErrWrongMaster
		}
		return fn(tx, m)
	})
}

// adoptMaster reads the master key file again and tells the store which of
// its keys seals: a rotation may have been interrupted between the two.
func (v *Vault) adoptMaster(ctx context.Context) error {
	return v.holdMaster(ctx, func(tx *sql.Tx, m masterRing) error { return announce(ctx, tx, m) })
}

func announce(ctx context.Context, tx *sql.Tx, m masterRing) error {
	_, err := tx.ExecContext(ctx, `UPDATE key_state SET master_key = $1 WHERE id = 1`, m.primary)
	return err
}

// withRing runs fn in a transaction that holds the institution's keyset: it
// is the current one until the commit. The institution gets a keyset if it
// has none.
func (v *Vault) withRing(ctx context.Context, institutionNo int64, fn func(tx *sql.Tx, r *ring) error) error {
	for range 3 {
		r, err := v.ringOf(ctx, institutionNo)
		if errors.Is(err, sql.ErrNoRows) {
			if err = v.makeRing(ctx, institutionNo); err == nil {
				r, err = v.ringOf(ctx, institutionNo)
			}
		}
		if err != nil {
			return err
		}
		err = v.store.inTx(ctx, func(tx *sql.Tx) error {
			if err := mustTouch(ctx, tx, `UPDATE institution_key SET version = version WHERE institution_no = $1 AND version = $2`,
				institutionNo, r.version); err != nil {
				return err
			}
			return fn(tx, r)
		})
		if !errors.Is(err, errStale) {
			return err
		}
		v.dropRings()
	}
	return fmt.Errorf("institution %d: %w", institutionNo, errStale)
}

// mustTouch runs an update that takes a row; touching none is errStale.
func mustTouch(ctx context.Context, tx *sql.Tx, update string, args ...any) error {
	n, err := affected(tx.ExecContext(ctx, update, args...))
	if err == nil && n == 0 {
		return errStale
	}
	return err
}

func affected(res sql.Result, err error) (int64, error) {
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}
