package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"krag/internal/domain"
	"krag/internal/domain/publish"
	"krag/internal/domain/stats"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// Publications lists a card's editions, the newest first.
func (s *Cards) Publications(ctx context.Context, scope domain.Scope, card domain.CardID) ([]publish.Publication, error) {
	rows, err := queries(ctx).CardPublications(ctx, query.CardPublicationsParams{InstitutionNo: scope.Institution(), CardID: card.UUID})
	if err != nil {
		return nil, err
	}
	all := make([]publish.Publication, len(rows))
	for i, r := range rows {
		p := publish.Publication{Card: card, No: int(r.No), At: sqldb.Time(r.At), By: domain.UserID{UUID: r.ByUser}, Note: r.Note}
		if err := json.Unmarshal([]byte(r.Editions), &p.Editions); err != nil {
			return nil, fmt.Errorf("edition %d of card %s: %w", r.No, card, err)
		}
		if err := json.Unmarshal([]byte(r.Statements), &p.Statements); err != nil {
			return nil, fmt.Errorf("statements of edition %d of card %s: %w", r.No, card, err)
		}
		all[i] = p
	}
	return all, nil
}

// InsertPublication keeps an edition for good.
func (s *Cards) InsertPublication(ctx context.Context, scope domain.Scope, p publish.Publication) error {
	editions, err := json.Marshal(p.Editions)
	if err != nil {
		return fmt.Errorf("write editions: %w", err)
	}
	statements, err := json.Marshal(p.Statements)
	if err != nil {
		return fmt.Errorf("write statements: %w", err)
	}
	return queries(ctx).CardPublicationInsert(ctx, query.CardPublicationInsertParams{
		InstitutionNo: scope.Institution(), CardID: p.Card.UUID, No: int64(p.No), At: sqldb.Micros(p.At),
		ByUser: p.By.UUID, Note: p.Note, Editions: string(editions), Statements: string(statements),
	})
}

// Told gives all that the institution ever told of numbers of people.
func (s *Cards) Told(ctx context.Context, scope domain.Scope) (told publish.Told, err error) {
	rows, err := queries(ctx).CardTold(ctx, scope.Institution())
	if err != nil {
		return told, err
	}
	for _, r := range rows {
		var some []stats.Statement
		if err := json.Unmarshal([]byte(r.Statements), &some); err != nil {
			return told, fmt.Errorf("statements of edition %d of card %s: %w", r.No, r.CardID, err)
		}
		told.Statements = append(told.Statements, some...)
	}
	cells, err := queries(ctx).CardCells(ctx, scope.Institution())
	if err != nil {
		return told, err
	}
	told.Cells = make(map[string]publish.ToldCell, len(cells))
	for _, c := range cells {
		told.Cells[c.Cell] = publish.ToldCell{Value: stats.People(int(c.Value)), Version: c.Epoch}
	}
	told.Ledger, err = queries(ctx).CardLedger(ctx, scope.Institution())
	if errors.Is(err, sql.ErrNoRows) {
		err = nil // nothing was ever told
	}
	return told, err
}

// TakeLedger moves the ledger on from the number it was read at.
func (s *Cards) TakeLedger(ctx context.Context, scope domain.Scope, ledger int64) error {
	if err := queries(ctx).CardLedgerStart(ctx, scope.Institution()); err != nil {
		return err
	}
	n, err := queries(ctx).CardLedgerTake(ctx, query.CardLedgerTakeParams{InstitutionNo: scope.Institution(), Seq: ledger})
	if err == nil && n == 0 {
		err = domain.Stale("card.publish.changed")
	}
	return err
}

// SetCells keeps which values the cells had that were told.
func (s *Cards) SetCells(ctx context.Context, scope domain.Scope, cells map[string]publish.ToldCell) error {
	for cell, c := range cells {
		err := queries(ctx).CardCellSet(ctx, query.CardCellSetParams{
			InstitutionNo: scope.Institution(), Cell: cell, Value: c.Value.Store(), Epoch: c.Version,
		})
		if err != nil {
			return err
		}
	}
	return nil
}
