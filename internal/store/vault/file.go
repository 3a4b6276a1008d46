package vault

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// createFile writes a file that must not exist yet, whole or not at all: two
// processes that start at once never see half of each other's key.
func createFile(path string, b []byte) error {
	tmp, err := writeBeside(path, b)
	if err != nil {
		return err
	}
	defer os.Remove(tmp)
	if err := os.Link(tmp, path); err != nil {
		return err
	}
	return syncDir(path)
}

// replaceFile writes a file in place of another, whole or not at all, and
// blanks what the old one held.
func replaceFile(path string, b []byte) error {
	tmp, err := writeBeside(path, b)
	if err != nil {
		return err
	}
	return moveOver(tmp, path)
}

// moveOver renames tmp to path. The file that stood there is opened first and
// filled with zeros afterwards: renaming only unlinks it, and its keys would
// stay on the disk until the blocks are used again.
func moveOver(tmp, path string) error {
	old, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	if err := syncDir(path); err != nil || old == nil {
		return err
	}
	defer old.Close()
	return blank(old)
}

func blank(f *os.File) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if _, err := io.CopyN(f, zeros{}, info.Size()); err != nil {
		return err
	}
	return f.Sync()
}

// zeros is an endless reader of zero bytes.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

const beside = ".new-"

func writeBeside(path string, b []byte) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+beside+"*") // mode 0600
	if err != nil {
		return "", err
	}
	err = sweepBeside(path, f)
	if err == nil {
		_, err = f.Write(b)
	}
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return f.Name(), err
}

// leftAlone is for how long a file beside another may still be somebody's who
// is just writing it, before it counts as left by somebody who was killed.
const leftAlone = time.Hour

// sweepBeside blanks and removes what was left beside a file long before the
// one that was just made there: it holds keys that are nowhere else any more.
func sweepBeside(path string, made *os.File) error {
	info, err := made.Stat()
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), filepath.Base(path)+beside) {
			continue
		}
		old, err := e.Info()
		if err != nil || info.ModTime().Sub(old.ModTime()) < leftAlone {
			continue // gone, or not old enough
		}
		if err := blankAndRemove(filepath.Join(filepath.Dir(path), e.Name())); err != nil {
			return err
		}
	}
	return nil
}

func blankAndRemove(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(blank(f), f.Close(), os.Remove(path))
}

// syncDir makes a new name in a folder durable.
func syncDir(path string) error {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
