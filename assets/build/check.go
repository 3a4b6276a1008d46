package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sums says which packages the committed fonts were taken from: the hash of
// the pinned list of packages, and of each file that came out of them.
const (
	sums   = "fonts.sum"
	pinned = "package-lock.json"
)

func writeSums() error {
	text, err := sumsNow()
	if err != nil {
		return err
	}
	return os.WriteFile(sums, text, 0o644)
}

// sumsNow has the form of sha256sum.
func sumsNow() ([]byte, error) {
	files := []string{"package.json", pinned}
	for _, name := range fontFiles() {
		files = append(files, filepath.Join(out, name))
	}
	var text bytes.Buffer
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&text, "%x  %s\n", sha256.Sum256(content), filepath.ToSlash(file))
	}
	return text.Bytes(), nil
}

// fontFiles are what copyFamily makes of every family.
func fontFiles() (names []string) {
	for family, subsets := range fonts {
		names = append(names, filepath.Join("fonts", "LICENSE-"+family+".txt"))
		for _, name := range subsets {
			names = append(names, filepath.Join("fonts", family+"-"+name+".woff2"))
		}
	}
	slices.Sort(names)
	return names
}

// check compares what is committed with what its sources make now.
func check() error {
	made, err := bundle()
	if err != nil {
		return err
	}
	var stale []string
	for name, content := range made {
		if there, err := os.ReadFile(filepath.Join(out, name)); err != nil || !bytes.Equal(there, content) {
			stale = append(stale, name)
		}
	}
	more, err := unmade(made)
	if err != nil {
		return err
	}
	stale = append(stale, more...)
	committed, _ := os.ReadFile(sums) // not there is not current
	if now, err := sumsNow(); err != nil || !bytes.Equal(now, committed) {
		stale = append(stale, "fonts")
	}
	if len(stale) > 0 {
		return errors.New("not what its sources make: " + strings.Join(stale, ", ") + "; make assets, look, commit")
	}
	return nil
}

// unmade are files that nothing makes any more.
func unmade(made map[string][]byte) (left []string, err error) {
	err = fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && made[name] == nil && !slices.Contains(fontFiles(), name) {
			left = append(left, name)
		}
		return err
	})
	return left, err
}
