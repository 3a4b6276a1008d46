package vault

import (
	"context"
	"fmt"
)

const mayLeaveLog = `has_function_privilege('pg_switch_wal()', 'EXECUTE') AND pg_has_role('pg_checkpoint', 'USAGE')`

// residues are what lets destroyed keys live on in the files of a PostgreSQL
// server: a condition, and what its operator can do.
var residues = []struct{ when, then string }{
	{`current_setting('archive_mode') <> 'off'`, "the log of the key database is archived, and the archive keeps destroyed keys: give the keys a server of their own with archive_mode = off"},
	{`EXISTS (SELECT FROM pg_replication_slots)`, "the log of the key database is kept for replicas, and destroyed keys with it: give the keys a server of their own without any"},
	{`current_setting('wal_keep_size') <> '0'`, "the log of the key database is kept, and destroyed keys with it: set wal_keep_size = 0"},
	{`current_setting('wal_recycle') <> 'off'`, "old files of the log of the key database are used again, and hold destroyed keys until then: set wal_recycle = off"},
	{`NOT (` + mayLeaveLog + `)`, "the log of the key database holds destroyed keys until its server throws it away: grant pg_checkpoint and pg_switch_wal()"},
	{
		`current_setting('log_parameter_max_length') <> '0' AND (current_setting('log_statement') IN ('mod', 'all')
		OR current_setting('log_min_duration_statement') <> '-1' OR current_setting('log_min_duration_sample') <> '-1')`,
		"the key database writes statements with their keys into its server's log: set log_parameter_max_length = 0",
	},
	{`current_setting('log_parameter_max_length_on_error') <> '0'`, "the key database writes keys into its server's log after an error: set log_parameter_max_length_on_error = 0"},
}

// Residue tells by what keys could outlive their forgetting in the files of
// the key store: nothing on SQLite, and on PostgreSQL whatever the server is
// not set up for. It is for the operator to read; docs/operate.md has all of it.
func (v *Vault) Residue(ctx context.Context) ([]string, error) {
	var found []string
	if !v.store.postgres {
		return nil, nil
	}
	for _, r := range residues {
		var so bool
		if err := v.store.db.QueryRowContext(ctx, `SELECT `+r.when).Scan(&so); err != nil {
			return nil, fmt.Errorf("look for what keeps keys: %w", err)
		}
		if so {
			found = append(found, r.then)
		}
	}
	return found, nil
}
