package backup

import (
	"bufio"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"krag/internal/store/vault"
)

// rawLines are the lines of an open file, the last one included.
func rawLines(t testing.TB, path string) (lines []string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	zip, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(bufio.NewReader(zip))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
}

// Lines gives tables and rows in an order of their own, each row after the
// name of its table: two databases with the same content give the same.
func Lines(t testing.TB, path string) []string {
	t.Helper()
	var all []string
	name := ""
	raw := rawLines(t, path)
	for _, line := range raw[1 : len(raw)-1] {
		if line[0] == '[' {
			line = name + " " + line
		} else {
			var l tableLine
			if err := json.Unmarshal([]byte(line), &l); err != nil {
				t.Fatal(err)
			}
			name = l.Table
		}
		all = append(all, line)
	}
	slices.Sort(all)
	return all
}

// Sealed finds the bytes of a row in an open file, by its table and its id.
func Sealed(t testing.TB, path, table, id string) []byte {
	t.Helper()
	for _, line := range Lines(t, path) {
		row, ok := strings.CutPrefix(line, table+" ")
		if !ok || !strings.Contains(row, id) {
			continue
		}
		for _, word := range strings.Split(row, `"`) {
			if b, err := base64.StdEncoding.DecodeString(word); err == nil && len(b) > vault.Overhead && word != id {
				return b
			}
		}
	}
	t.Fatalf("nothing sealed of %s %s", table, id)
	return nil
}

// Rewrite makes a whole, correct file of changed lines: an empty one is left
// out, more come at the end.
func Rewrite(t testing.TB, path string, change func(string) string, more ...string) string {
	t.Helper()
	return rewrite(t, path, change, false, more)
}

// Tamper changes lines and leaves the last one, with the hash, as it was.
func Tamper(t testing.TB, path string, change func(string) string) string {
	t.Helper()
	return rewrite(t, path, change, true, nil)
}

func rewrite(t testing.TB, path string, change func(string) string, keepEnd bool, more []string) string {
	t.Helper()
	changed := filepath.Join(t.TempDir(), "changed")
	f, err := os.Create(changed)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w, err := newWriter(f, nil)
	if err != nil {
		t.Fatal(err)
	}
	raw := rawLines(t, path)
	for _, line := range append(raw[:len(raw)-1], more...) {
		if line = change(line); line == "" {
			continue
		}
		switch {
		case line[0] == '[':
			w.sum.Rows++
		case strings.HasPrefix(line, `{"table"`):
			w.sum.Tables++
		}
		if err := w.line([]byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	if keepEnd {
		var end endLine
		if err := json.Unmarshal([]byte(raw[len(raw)-1]), &end); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(w.json(end), w.lines.Flush(), w.zip.Close()); err != nil {
			t.Fatal(err)
		}
		return changed
	}
	if _, err := w.finish(); err != nil {
		t.Fatal(err)
	}
	return changed
}
