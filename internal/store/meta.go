package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"krag/internal/domain"
	"krag/internal/store/query"
)

// First gives the link and the number of the first institution; see
// institution.Store. Of two who ask first at once the second waits for the
// counter, and then finds what the other noted.
func (s *Institutions) First(ctx context.Context, fresh domain.LinkID) (id domain.LinkID, number domain.Scope, err error) {
	noted, err := queries(ctx).MetaByKey(ctx, "first institution")
	if errors.Is(err, sql.ErrNoRows) {
		noted, err = s.noteFirst(ctx, fresh)
	}
	if err != nil {
		return id, number, fmt.Errorf("note first institution: %w", err)
	}
	link, no, _ := strings.Cut(noted, " ")
	if id, err = domain.ParseID[domain.LinkID](link); err != nil {
		return id, number, err
	}
	n, err := strconv.ParseInt(no, 10, 64)
	return id, domain.Within(n), err
}

func (s *Institutions) noteFirst(ctx context.Context, id domain.LinkID) (string, error) {
	number, err := s.Number(ctx)
	if err != nil {
		return "", err
	}
	value := id.String() + " " + strconv.FormatInt(number.Institution(), 10)
	if err := queries(ctx).MetaPut(ctx, query.MetaPutParams{Key: "first institution", Value: value}); err != nil {
		return "", err
	}
	return queries(ctx).MetaByKey(ctx, "first institution")
}

// DatabaseID names this database for as long as it lives, also in a backup of
// it: whoever first asks, right after the migration, makes it, or gives it the
// name by which somebody knows it. It is called inside InTx of domain.Across.
func DatabaseID(ctx context.Context, known string) (string, error) {
	fresh := query.MetaPutParams{Key: "database", Value: cmp.Or(known, rand.Text())}
	if err := queries(ctx).MetaPut(ctx, fresh); err != nil {
		return "", fmt.Errorf("name database: %w", err)
	}
	id, err := queries(ctx).MetaByKey(ctx, "database")
	if err != nil {
		return "", fmt.Errorf("read name of database: %w", err)
	}
	return id, nil
}
