package sqldb

import "database/sql"

// Pool is where the writing connections lie between transactions.
func (d *DB) Pool() *sql.DB { return d.writer }
