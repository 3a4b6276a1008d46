// Package plant looks for planted words in raw bytes: in the files of a
// database, its log, a backup, a folder of temporary files. A word counts as
// found in whatever form a program could have left it. It is imported by
// tests only and cannot prove that a word is absent in a form it does not know,
// such as the inside of an unknown compression.
package plant

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Finder knows the forms of some words. It is safe for concurrent use.
type Finder struct {
	forms map[uint32][]form // by their first four bytes
	begin [1 << 16]bool     // whether any form begins with these two bytes
}

// form is one way in which a word may lie in a file.
type form struct {
	bytes []byte
	word  string
	name  string
}

// Hit is a word found.
type Hit struct {
	Where  string // the file, with " (unzipped)" for what gzip hid
	Offset int
	Word   string
	Form   string
}

func (h Hit) String() string {
	return fmt.Sprintf("%s at byte %d: %q as %s", h.Where, h.Offset, h.Word, h.Form)
}

// New makes a Finder. Words need five bytes or more: shorter ones are found by
// chance in any file, so they are a mistake in the test, and it panics.
func New(words ...string) *Finder {
	f := &Finder{forms: map[uint32][]form{}}
	seen := map[string]bool{}
	for _, w := range words {
		if len(w) < 5 {
			panic("plant: " + w + " is too short to look for")
		}
		for _, fm := range formsOf(w) {
			if len(fm.bytes) < 4 || seen[string(fm.bytes)] {
				continue
			}
			seen[string(fm.bytes)] = true
			f.forms[binary.BigEndian.Uint32(fm.bytes)] = append(f.forms[binary.BigEndian.Uint32(fm.bytes)], fm)
			f.begin[binary.BigEndian.Uint16(fm.bytes)] = true
		}
	}
	return f
}

// In finds the words in some bytes, and in what they hide when they are gzip.
func (f *Finder) In(where string, b []byte) []Hit {
	var hits []Hit
	for i := 0; i+4 <= len(b); i++ {
		if !f.begin[binary.BigEndian.Uint16(b[i:])] {
			continue
		}
		for _, fm := range f.forms[binary.BigEndian.Uint32(b[i:])] {
			if bytes.HasPrefix(b[i:], fm.bytes) {
				hits = append(hits, Hit{where, i, fm.word, fm.name})
			}
		}
	}
	if plain, ok := unzip(b); ok {
		hits = append(hits, f.In(where+" (unzipped)", plain)...)
	}
	return hits
}

// InFiles finds the words in files and in everything below folders. A file
// that goes away meanwhile is passed over; a path that is not there at the
// start is an error, or a misspelt one would look clean.
func (f *Finder) InFiles(paths ...string) ([]Hit, error) {
	var hits []Hit
	for _, p := range paths {
		if _, err := os.Stat(p); err != nil {
			return nil, err
		}
		err := filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) || err == nil && !d.Type().IsRegular() {
				return nil
			}
			if err != nil {
				return err
			}
			b, err := os.ReadFile(path)
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			hits = append(hits, f.In(path, b)...)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return hits, nil
}

// unzip opens gzip; what is cut off short is searched as far as it goes.
func unzip(b []byte) ([]byte, bool) {
	r, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, false
	}
	plain, _ := io.ReadAll(r)
	return plain, len(plain) > 0
}
