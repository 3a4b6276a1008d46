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
	var rows []sealedRow
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
		rows, err = s.rows(ctx)
		return err
	})
	if err == nil {
		err = s.fields(ctx, rows, &r)
	}
	if err == nil {
		err = s.keys(ctx, rows, &r)
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

// sealedRow is one row of a sealed column, still closed.
type sealedRow struct {
	column int // index into Subject.Sealed
	item   vault.Item
}

// rows reads every row of every sealed column.
func (s Subject) rows(ctx context.Context) (all []sealedRow, err error) {
	for i, c := range s.Sealed {
		query := "SELECT " + quote(c.Row) + ", " + quote(c.Subject) + ", " + quote(c.Column) + " FROM " + quote(c.Table)
		err := each(ctx, query, func(rows *sql.Rows) error {
			row := sealedRow{column: i, item: vault.Item{Field: vault.Field{Table: c.Table, Column: c.Column}}}
			err := rows.Scan(&row.item.Field.Row, &row.item.Subject, &row.item.Sealed)
			all = append(all, row)
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read %s.%s: %w", c.Table, c.Column, err)
		}
	}
	return all, nil
}

// fields opens every sealed field. The plain words go no further.
func (s Subject) fields(ctx context.Context, rows []sealedRow, r *Report) error {
	items := make([]vault.Item, len(rows))
	for i, row := range rows {
		items[i] = row.item
	}
	if err := s.Vault.OpenMany(ctx, vault.AnyInstitution, items); errors.Is(err, vault.ErrWrongMaster) {
		for i := range items {
			items[i].Err = vault.ErrBroken // the keys' own check tells whose
		}
	} else if err != nil {
		return err
	}
	r.Fields = make([]Fields, len(s.Sealed))
	for i, c := range s.Sealed {
		r.Fields[i].Column = c
	}
	for i, row := range rows {
		r.Fields[row.column].count(items[i])
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
func (s Subject) keys(ctx context.Context, rows []sealedRow, r *Report) error {
	keys, err := s.Vault.Keys(ctx)
	if err != nil {
		return err
	}
	r.Keys = len(keys)
	known := map[domain.UUID]bool{}
	for _, row := range rows {
		known[row.item.Subject] = true
	}
	old := now(s.Clock).Add(-vault.SweepAge)
	for _, k := range keys {
		if !known[k.Subject] && k.MadeAt.Before(old) {
			r.Orphans = append(r.Orphans, k.Subject)
		}
	}
	r.BrokenKeys, err = s.Vault.Check(ctx)
	return err
}
