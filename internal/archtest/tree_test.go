// Package archtest holds the rules of the house as tests: who may import whom
// and why, the shape of packages and files, and words that must not stand in
// the source. It reads files and builds nothing.
package archtest

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	root   = "../.."
	module = "krag/"
)

// source is one text file of the repository.
type source struct {
	path string // below the root, with slashes
	text string
}

func (s source) test() bool      { return strings.HasSuffix(s.path, "_test.go") }
func (s source) pkg() string     { return path.Dir(s.path) }
func (s source) ext() string     { return path.Ext(s.path) }
func (s source) lines() int      { return strings.Count(s.text, "\n") }
func (s source) testdata() bool  { return strings.Contains(s.path, "testdata/") }
func (s source) generated() bool { return strings.Contains(firstLines(s.text, 5), "Code generated") }

func firstLines(text string, n int) string {
	lines := strings.SplitN(text, "\n", n+1)
	return strings.Join(lines[:min(n, len(lines))], "\n")
}

// tree reads every text file that a person writes.
func tree(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{".git", "node_modules", "bin", ".cache"}, d.Name()) {
			return filepath.SkipDir
		}
		if d.IsDir() || !written(d.Name()) {
			return nil
		}
		text, err := os.ReadFile(p)
		rel, _ := filepath.Rel(root, p)
		all = append(all, source{filepath.ToSlash(rel), string(text)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func written(name string) bool {
	kinds := []string{".go", ".templ", ".sql", ".md", ".sh", ".toml", ".json", ".yaml", ".css", ".scss", ".js", ".mjs"}
	return name != "package-lock.json" && (name == "Makefile" || slices.Contains(kinds, path.Ext(name)))
}

// goFiles are the Go files, parsed as far as their imports.
func goFiles(t *testing.T) map[*source]*ast.File {
	t.Helper()
	files := map[*source]*ast.File{}
	for _, s := range tree(t) {
		if s.ext() != ".go" || s.testdata() {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), s.path, s.text, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files[&s] = f
	}
	return files
}

func importsOf(f *ast.File) []string {
	var paths []string
	for _, i := range f.Imports {
		p, _ := strconv.Unquote(i.Path.Value)
		paths = append(paths, p)
	}
	return paths
}

// code is Go source with its comments blanked, lines kept.
func code(text string) string {
	var s scanner.Scanner
	set := token.NewFileSet()
	file := set.AddFile("", -1, len(text))
	s.Init(file, []byte(text), nil, scanner.ScanComments)
	out := []byte(text)
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return string(out)
		}
		if tok != token.COMMENT {
			continue
		}
		at := file.Offset(pos)
		for i := at; i < min(at+len(lit), len(out)); i++ {
			if out[i] != '\n' {
				out[i] = ' '
			}
		}
	}
}
