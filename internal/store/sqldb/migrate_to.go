package sqldb

import (
	"context"
	"fmt"
)

// MigrateTo brings an older database to a version, for a restore: the rows of
// a backup fit the schema they were taken from. It never goes back; a version
// that this program does not know is an error.
func (d *DB) MigrateTo(ctx context.Context, version int64) error {
	p, err := d.provider()
	if err != nil {
		return err
	}
	_, known, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	if version > known {
		return fmt.Errorf("schema %d is newer than this krag, which knows %d: use a newer krag", version, known)
	}
	if _, err := p.UpTo(ctx, version); err != nil {
		return fmt.Errorf("migrate to %d: %w", version, err)
	}
	return d.fence(ctx)
}
