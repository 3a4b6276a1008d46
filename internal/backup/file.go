package backup

import (
	"os"
	"path/filepath"
	"time"

	"krag/internal/domain"
)

func now(c domain.Clock) time.Time {
	if c == nil {
		c = domain.SystemClock
	}
	return c.Now()
}

// syncFolder makes a new name in a folder durable.
func syncFolder(path string) error {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
