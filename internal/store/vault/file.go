package vault

import (
	"io"
	"os"
	"path/filepath"
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

func writeBeside(path string, b []byte) (string, error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*") // mode 0600
	if err != nil {
		return "", err
	}
	_, err = f.Write(b)
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

// syncDir makes a new name in a folder durable.
func syncDir(path string) error {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
