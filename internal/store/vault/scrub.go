package vault

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// scrub takes the bytes of deleted keys out of the store's files by writing
// them anew. On SQLite secure_delete zeroes what is deleted, but when half-empty
// pages are joined, copies of rows stay between the cells of the old page: about
// one in a thousand was found there. Then the log, which has the old pages, is
// cut to nothing. PostgreSQL keeps dead rows until the table is written anew,
// and in its log until that is thrown away: see Residue for what it needs.
func (s *keyStore) scrub(ctx context.Context) error {
	err := s.rewrite(ctx)
	if err == nil {
		err = s.truncateLog(ctx)
	}
	if err != nil {
		return fmt.Errorf("scrub key store: %w", err)
	}
	_, failed := s.db.ExecContext(ctx, `UPDATE key_state SET scrub_due = 0 WHERE scrub_due <> 0`)
	return failed
}

// rewrite writes the store anew from its live rows.
func (s *keyStore) rewrite(ctx context.Context) error {
	if s.postgres {
		return s.rewritePostgres(ctx)
	}
	_, err := s.db.ExecContext(ctx, `VACUUM`)
	return err
}

// rewritePostgres does not VACUUM FULL: that copies dead rows as well, as long
// as anybody in the database has a view old enough to need them. Changing the
// type of a column, if only into itself, copies what is visible and nothing
// else. An older view then finds the table empty; CopyKeys, the one reader of
// ours that has such a view, takes its tables first.
func (s *keyStore) rewritePostgres(ctx context.Context) error {
	for _, statement := range []string{
		`ALTER TABLE subject_key ALTER COLUMN wrapped TYPE bytea USING wrapped || ''::bytea`,
		`ALTER TABLE institution_key ALTER COLUMN keyset TYPE bytea USING keyset || ''::bytea`,
	} {
		err := s.inTx(ctx, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, fmt.Sprintf(`SET LOCAL lock_timeout = %d`, scrubPatience.Milliseconds())); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, statement)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// scrubPatience is how long rewriting waits for those who use a table, and a
// checkpoint for those who use the log.
const scrubPatience = 5 * time.Second

// errLogInUse means that some reader or writer kept the log for all that time.
var errLogInUse = errors.New("the log is in use; the next sweep tries again")

// truncateLog throws away the log, which holds what was written before.
func (s *keyStore) truncateLog(ctx context.Context) error {
	if s.postgres {
		return s.leaveLog(ctx)
	}
	return s.checkpoint(ctx)
}

// leaveLog begins a new file of PostgreSQL's log and has it throw the older
// ones away. Who may not do this leaves them to time; Residue tells.
func (s *keyStore) leaveLog(ctx context.Context) error {
	var may bool
	if err := s.db.QueryRowContext(ctx, `SELECT `+mayLeaveLog).Scan(&may); err != nil || !may {
		return err
	}
	for _, statement := range []string{`SELECT pg_switch_wal()`, `CHECKPOINT`} {
		if _, err := s.db.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// checkpoint waits in a loop of its own: SQLite answers at once, without
// its busy timeout, when another connection is just moving the log.
func (s *keyStore) checkpoint(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, scrubPatience, errLogInUse)
	defer cancel()
	for wait := time.Millisecond; ; wait *= 2 {
		var busy, logged, moved int
		err := s.db.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &logged, &moved)
		if err != nil || busy == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(wait):
		}
	}
}
