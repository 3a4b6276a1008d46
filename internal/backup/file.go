package backup

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"krag/internal/domain"
)

func now(c domain.Clock) time.Time {
	if c == nil {
		c = domain.SystemClock
	}
	return c.Now()
}

// ErrReplaces means that a backup would take the place of something else.
var ErrReplaces = errors.New("the file that is there is no backup; name another one")

// mayReplace reports whether a path is free, empty or a backup. One that is
// sealed, or of another version of the format, is told by its beginning.
func mayReplace(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() == 0 {
		return nil
	}
	r, err := newReader(f, nil)
	if errors.Is(err, ErrSealed) {
		return nil
	}
	if err == nil {
		start, _ := r.lines.Peek(len(mark))
		if string(start) == mark {
			return nil
		}
	}
	return ErrReplaces
}

// mark is how the first line of every backup begins.
const mark = `{"krag_backup":`

const beside = ".new-"

// leftAlone is for how long a file beside a backup may still be somebody's who
// is just writing it, before it counts as left by somebody who was killed.
const leftAlone = 24 * time.Hour

// removeLeft removes what was left beside a path long before the file that was
// just made there. Whatever stays does no harm but takes room.
func removeLeft(path string, made *os.File) {
	info, err := made.Stat()
	if err != nil {
		return
	}
	entries, _ := os.ReadDir(filepath.Dir(path))
	for _, e := range entries {
		old, err := e.Info()
		if err == nil && strings.HasPrefix(e.Name(), filepath.Base(path)+beside) && info.ModTime().Sub(old.ModTime()) > leftAlone {
			_ = os.Remove(filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
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
