package backup

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"krag/internal/domain"
	"krag/internal/store/sqldb"
	"krag/internal/store/vault"
)

// Chain is what was found of one institution's audit chain.
type Chain struct {
	Head
	Links   int64
	Trouble string // the first link that does not hold, empty when all do
}

// Chains reads audit chains. Both run inside Verify's transaction
// (sqldb.From), which sees every institution.
type Chains interface {
	// CheckChains walks every chain from its beginning.
	CheckChains(ctx context.Context) ([]Chain, error)
	// MACAt gives the MAC of one link, nil when there is none.
	MACAt(ctx context.Context, institutionNo, seq int64) ([]byte, error)
}

// Subject is what is to be verified.
type Subject struct {
	DB     *sqldb.DB // on PostgreSQL by a role that row-level security does not bind
	Vault  *vault.Vault
	Sealed []vault.Column
	Chains Chains
	Heads  []Head // written down before, to be found again
	Clock  domain.Clock
}

// Fields counts the sealed fields of one column.
type Fields struct {
	Column    vault.Column
	Opened    int
	Empty     int           // never given, or cleaned
	Forgotten []domain.UUID // rows not cleaned though their person was forgotten; unreadable all the same
	NoKey     []domain.UUID // rows whose person has no key, and nobody asked to be forgotten
	Broken    []domain.UUID // rows that do not open with their person's key
}

// Report is what Verify found. Ids only: it may be printed and sent.
type Report struct {
	Integrity  []string // what the database says of itself, nothing when it is whole
	Chains     []Chain
	Heads      []string // written-down heads that are not there any more
	Fields     []Fields
	Keys       int
	Orphans    []domain.UUID // keys older than vault.SweepAge without a row: the next sweep takes them
	BrokenKeys []domain.UUID // keys that do not unwrap
}

// OK reports that nothing is wrong. Orphans, and rows of forgotten people that
// are still to be cleaned, are work left over and not wrong.
func (r Report) OK() bool {
	ok := len(r.Integrity)+len(r.Heads)+len(r.BrokenKeys) == 0
	for _, c := range r.Chains {
		ok = ok && c.Trouble == ""
	}
	for _, f := range r.Fields {
		ok = ok && len(f.NoKey)+len(f.Broken) == 0
	}
	return ok
}

// Verify reads the whole database and the whole key store and changes nothing.
// The error is about not being able to look; what was found is in the Report.
func Verify(ctx context.Context, s Subject) (Report, error) {
	var r Report
	known := map[domain.UUID]bool{}
	err := s.DB.Read(ctx, domain.Across, func(ctx context.Context) (err error) {
		if err := seeAll(ctx, s.DB.Engine()); err != nil {
			return err
		}
		if r.Integrity, err = integrity(ctx, s.DB.Engine()); err != nil {
			return fmt.Errorf("check the database: %w", err)
		}
		if err := s.chains(ctx, &r); err != nil {
			return fmt.Errorf("check the audit chains: %w", err)
		}
		return s.fields(ctx, &r, known)
	})
	if err == nil {
		err = s.keys(ctx, known, &r)
	}
	if err != nil {
		return Report{}, fmt.Errorf("verify: %w", err)
	}
	return r, nil
}

func (s Subject) chains(ctx context.Context, r *Report) (err error) {
	if s.Chains == nil {
		return nil
	}
	if r.Chains, err = s.Chains.CheckChains(ctx); err != nil {
		return err
	}
	for _, h := range s.Heads {
		mac, err := s.Chains.MACAt(ctx, h.InstitutionNo, h.Seq)
		if err != nil {
			return err
		}
		switch {
		case mac == nil:
			r.Heads = append(r.Heads, fmt.Sprintf("institution %d: record %d is gone: the log was cut off", h.InstitutionNo, h.Seq))
		case !bytes.Equal(mac, h.MAC):
			r.Heads = append(r.Heads, fmt.Sprintf("institution %d: record %d is another one: the log was rewritten", h.InstitutionNo, h.Seq))
		}
	}
	return nil
}

// The most rows, and bytes of them, that are opened at a time: pieces of files
// would otherwise fill the memory.
const (
	verifyRows  = 1000
	verifyBytes = 2 << 20
)

// fields opens every sealed field and notes whose it is. The plain words go no
// further.
func (s Subject) fields(ctx context.Context, r *Report, known map[domain.UUID]bool) error {
	r.Fields = make([]Fields, len(s.Sealed))
	for i, c := range s.Sealed {
		r.Fields[i].Column = c
		if err := s.column(ctx, &r.Fields[i], known); err != nil {
			return fmt.Errorf("read %s.%s: %w", c.Table, c.Column, err)
		}
	}
	return nil
}

// column opens one column, some rows at a time.
func (s Subject) column(ctx context.Context, f *Fields, known map[domain.UUID]bool) error {
	c := f.Column
	var items []vault.Item
	size := 0
	query := "SELECT " + quote(c.Row) + ", " + quote(c.Subject) + ", " + quote(c.Column) + " FROM " + quote(c.Table)
	err := each(ctx, query, func(rows *sql.Rows) error {
		it := vault.Item{Field: vault.Field{Table: c.Table, Column: c.Column}}
		if err := rows.Scan(&it.Field.Row, &it.Subject, &it.Sealed); err != nil {
			return err
		}
		known[it.Subject] = true
		items, size = append(items, it), size+len(it.Sealed)
		if len(items) < verifyRows && size < verifyBytes {
			return nil
		}
		err := s.open(ctx, f, items)
		items, size = items[:0], 0
		return err
	})
	if err == nil {
		err = s.open(ctx, f, items)
	}
	return err
}

// open opens rows and counts how they came out.
func (s Subject) open(ctx context.Context, f *Fields, items []vault.Item) error {
	err := s.Vault.OpenMany(ctx, vault.AnyInstitution, items)
	wrongMaster := errors.Is(err, vault.ErrWrongMaster)
	if err != nil && !wrongMaster {
		return err
	}
	for _, it := range items {
		if wrongMaster {
			it.Err = vault.ErrBroken // the keys' own check tells whose
		}
		f.count(it)
	}
	return nil
}

func (f *Fields) count(it vault.Item) {
	switch {
	case len(it.Sealed) == 0:
		f.Empty++
	case it.Err == nil:
		f.Opened++
	case errors.Is(it.Err, vault.ErrForgotten):
		f.Forgotten = append(f.Forgotten, it.Field.Row)
	case errors.Is(it.Err, vault.ErrNoKey):
		f.NoKey = append(f.NoKey, it.Field.Row)
	default:
		f.Broken = append(f.Broken, it.Field.Row)
	}
}

// keys looks at the key store from its own side.
func (s Subject) keys(ctx context.Context, known map[domain.UUID]bool, r *Report) error {
	keys, err := s.Vault.Keys(ctx)
	if err != nil {
		return err
	}
	r.Keys = len(keys)
	old := now(s.Clock).Add(-vault.SweepAge)
	for _, k := range keys {
		if !known[k.Subject] && k.MadeAt.Before(old) {
			r.Orphans = append(r.Orphans, k.Subject)
		}
	}
	r.BrokenKeys, err = s.Vault.Check(ctx)
	return err
}
