package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"krag/internal/domain"
	"krag/internal/domain/account"
	"krag/internal/store/query"
	"krag/internal/store/sqldb"
)

// CountTry counts a try in one statement; see account.Store. A try that is not
// counted changes nothing, but its row is taken all the same.
func (a *Accounts) CountTry(ctx context.Context, key []byte, most int, now, until time.Time) (time.Time, bool, error) {
	end, err := queries(ctx).TryCount(ctx, query.TryCountParams{Key: key, UntilAt: sqldb.Micros(until), Now: sqldb.Micros(now), Most: int64(most)})
	counted := !errors.Is(err, sql.ErrNoRows)
	if !counted {
		end, err = queries(ctx).TryEnd(ctx, key)
	}
	return sqldb.Time(end), counted, err
}

// GiveTryBack undoes one counting; see account.Store. With the last of them
// goes the row: a right password leaves no trace.
func (a *Accounts) GiveTryBack(ctx context.Context, t account.Try) error {
	if err := queries(ctx).TryGiveBack(ctx, query.TryGiveBackParams{Key: t.Key, UntilAt: sqldb.Micros(t.Until)}); err != nil {
		return err
	}
	return queries(ctx).TryDeleteNone(ctx, t.Key)
}

// ForgetTries undoes every counting under a user's sign-in name.
func (a *Accounts) ForgetTries(ctx context.Context, id domain.UserID) error {
	return queries(ctx).TriesForget(ctx, id.UUID)
}
