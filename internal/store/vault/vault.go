package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"krag/internal/domain"
)

// Config says where the keys are.
type Config struct {
	Keys   string       // sqlite:PATH or postgres://…
	Master string       // path of the master key file
	Clock  domain.Clock // nil is the machine's
}

// Vault seals and opens. It is safe for concurrent use, and several processes
// may share one key store.
type Vault struct {
	master *Master
	store  *keyStore
	clock  domain.Clock
	cache  *keyCache
	made   Made

	mu    sync.Mutex
	rings map[int64]*ring // institution keysets, by number
}

// Made tells what Open had to make, so that the caller can ask the operator
// to keep a copy, or stop when the main database already holds people.
type Made struct{ Master, Keys bool }

// ErrWrongMaster means that the key store was sealed under another master key.
var ErrWrongMaster = errors.New("the key store was sealed under another master key")

// Open opens the key store and the master key, and makes both where there is
// neither. A key store without its master key is an error that says so: a new
// master key would make everything in it unreadable for ever.
func Open(ctx context.Context, c Config) (*Vault, error) {
	store, err := openStore(ctx, c.Keys)
	if err != nil {
		return nil, err
	}
	v := &Vault{store: store, clock: c.Clock, cache: newKeyCache(), rings: map[int64]*ring{}}
	if v.clock == nil {
		v.clock = domain.SystemClock
	}
	if err := v.begin(ctx, c.Master); err != nil {
		store.db.Close()
		return nil, fmt.Errorf("open vault: %w", err)
	}
	return v, nil
}

// Close closes the key store.
func (v *Vault) Close() error { return v.store.db.Close() }

// Made tells what Open had to make.
func (v *Vault) Made() Made { return v.made }

// ErrOtherDatabase means that the keys are those of another database.
var ErrOtherDatabase = errors.New("the key store belongs to another database")

// Database is the name of the database that the keys belong to, empty while
// they belong to none.
func (v *Vault) Database(ctx context.Context) (id string, err error) {
	err = v.store.db.QueryRowContext(ctx, `SELECT database FROM key_state WHERE id = 1`).Scan(&id)
	return id, err
}

// Bind ties the keys to the database of a name, for good: of another one it
// knows no row, and the sweep would take every key for an orphan. Keys that
// belong to another are ErrOtherDatabase.
func (v *Vault) Bind(ctx context.Context, database string) error {
	_, err := v.store.db.ExecContext(ctx, `UPDATE key_state SET database = $1 WHERE id = 1 AND database = ''`, database)
	if err != nil {
		return fmt.Errorf("bind key store: %w", err)
	}
	bound, err := v.Database(ctx)
	if err == nil && bound != database {
		err = ErrOtherDatabase
	}
	return err
}

// Master gives the master key, to derive secrets from.
func (v *Vault) Master() *Master { return v.master }

// Open gives back what Key.Seal took. The errors are ErrForgotten, ErrNoKey and
// ErrBroken. To open more than a few values use OpenMany.
func (v *Vault) Open(ctx context.Context, subject domain.UUID, f Field, sealed []byte) ([]byte, error) {
	k, err := v.Hold(ctx, subject)
	if err != nil {
		return nil, fmt.Errorf("open %s.%s: %w", f.Table, f.Column, err)
	}
	return k.key.open(f, sealed)
}

// whyNone tells a forgotten subject from one that never had a key.
func (v *Vault) whyNone(ctx context.Context, subject domain.UUID) error {
	gone, err := v.Forgotten(ctx, []domain.UUID{subject})
	if err != nil {
		return err
	}
	if gone[subject] {
		return ErrForgotten
	}
	return ErrNoKey
}

// begin joins master key and key store, or refuses.
func (v *Vault) begin(ctx context.Context, masterPath string) error {
	st, err := v.store.state(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		st, err = v.initialise(ctx, masterPath)
	} else if err == nil {
		v.master, err = LoadMaster(masterPath)
		if errors.Is(err, ErrMasterMissing) {
			err = fmt.Errorf("%w: the key store cannot be read without it; put your copy there", err)
		}
	}
	if err != nil {
		return err
	}
	if !v.master.keys().has(st.masterKey) {
		return fmt.Errorf("%w than %s", ErrWrongMaster, masterPath)
	}
	if st.scrubDue {
		_ = v.store.scrub(ctx) // interrupted or in use: it stays due, and the next sweep tells
	}
	return nil
}

// initialise begins an empty key store. Of two processes that begin at once
// the first one's master key counts; begin then refuses the other.
func (v *Vault) initialise(ctx context.Context, masterPath string) (storeState, error) {
	var err error
	v.master, err = LoadMaster(masterPath)
	if errors.Is(err, ErrMasterMissing) {
		v.master, err = CreateMaster(masterPath)
		v.made.Master = err == nil
		if errors.Is(err, fs.ErrExist) {
			v.master, err = LoadMaster(masterPath)
		}
	}
	if err != nil {
		return storeState{}, err
	}
	v.made.Keys = true
	_, err = v.store.db.ExecContext(ctx, `INSERT INTO key_state (id, format, master_key) VALUES (1, $1, $2)
		ON CONFLICT (id) DO NOTHING`, storeFormat, v.master.keys().primary)
	if err != nil {
		return storeState{}, err
	}
	return v.store.state(ctx)
}

// storeState is the one row of key_state.
type storeState struct {
	masterKey int64
	scrubDue  bool
}

func (s *keyStore) state(ctx context.Context) (storeState, error) {
	var st storeState
	var format, due int64
	err := s.db.QueryRowContext(ctx, `SELECT format, master_key, scrub_due FROM key_state WHERE id = 1`).
		Scan(&format, &st.masterKey, &due)
	if err == nil && format != storeFormat {
		err = fmt.Errorf("the key store has format %d, this program knows %d", format, storeFormat)
	}
	st.scrubDue = due != 0
	return st, err
}

func (v *Vault) now() time.Time { return v.clock.Now() }
