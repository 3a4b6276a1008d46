// Command build makes what the pages need from the sources beside it: styles
// and scripts bundled and minified by esbuild, fonts and the mark copied. What
// it makes is committed in internal/web/kit/static, the fonts of documents in
// internal/document/typeface/fonts. Run it in assets/, after npm ci. With --check
// it writes nothing and needs no npm: it makes everything but the fonts once
// more, and holds what is committed against it.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/evanw/esbuild/pkg/api"
)

const (
	out   = "../internal/web/kit/static"
	paper = "../internal/document/typeface/fonts"
)

// fonts are the subsets our three languages need: Polish, Ukrainian, English.
var fonts = map[string][]string{
	"source-serif-4": {"latin-opsz-normal", "latin-ext-opsz-normal", "cyrillic-opsz-normal"},
	"source-sans-3":  {"latin-wght-normal", "latin-ext-wght-normal", "cyrillic-wght-normal"},
}

// faces are the fonts that documents are set in, whole: their licence gives
// the name Source to unchanged files only.
var faces = map[string][]string{
	"source-sans":  {"SourceSans3-Regular", "SourceSans3-Semibold"},
	"source-serif": {"SourceSerif4-Semibold", "SourceSerif4Display-Semibold"},
}

func main() {
	run := build
	if slices.Equal(os.Args[1:], []string{"--check"}) {
		run = check
	}
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "assets:", err)
		os.Exit(1)
	}
}

func build() error {
	made, err := bundle()
	if err != nil {
		return err
	}
	if err := os.RemoveAll(out); err != nil {
		return fmt.Errorf("clear %s: %w", out, err)
	}
	for name, content := range made {
		if err := write(filepath.Join(out, name), content); err != nil {
			return err
		}
	}
	for family := range fonts {
		if err := copyFamily(family); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(paper); err != nil {
		return fmt.Errorf("clear %s: %w", paper, err)
	}
	for family, files := range faces {
		if err := copyFaces(family, files); err != nil {
			return err
		}
	}
	return writeSums()
}

// bundle makes the styles, the scripts and the mark, by their names in out.
func bundle() (map[string][]byte, error) {
	made := api.Build(api.BuildOptions{
		EntryPoints:       []string{"css/krag.css", "js/krag.js"},
		EntryNames:        "[name]",
		Outdir:            out,
		Bundle:            true,
		MinifySyntax:      true,
		MinifyWhitespace:  true,
		MinifyIdentifiers: true,
		External:          []string{"fonts/*"},
		Charset:           api.CharsetUTF8,
		Format:            api.FormatIIFE,
		Engines: []api.Engine{
			{Name: api.EngineChrome, Version: "100"},
			{Name: api.EngineFirefox, Version: "100"},
			{Name: api.EngineSafari, Version: "15"},
		},
	})
	var all error
	for _, m := range append(made.Errors, made.Warnings...) {
		at := ""
		if m.Location != nil {
			at = fmt.Sprintf("%s:%d: ", m.Location.File, m.Location.Line)
		}
		all = errors.Join(all, fmt.Errorf("bundle: %s%s", at, m.Text))
	}
	files := map[string][]byte{}
	for _, name := range []string{"mark.svg", "plain.svg"} {
		content, err := os.ReadFile(name)
		files[name], all = content, errors.Join(all, err)
	}
	for _, f := range made.OutputFiles {
		files[filepath.Base(f.Path)] = f.Contents
	}
	return files, all
}

// copyFamily takes the files of a font and its licence beside them.
func copyFamily(family string) error {
	dir := filepath.Join("node_modules/@fontsource-variable", family)
	for _, name := range fonts[family] {
		file := family + "-" + name + ".woff2"
		if err := copyFile(filepath.Join(dir, "files", file), filepath.Join(out, "fonts", file)); err != nil {
			return err
		}
	}
	return copyFile(filepath.Join(dir, "LICENSE"), filepath.Join(out, "fonts", "LICENSE-"+family+".txt"))
}

// copyFaces takes fonts for documents and their licence beside them.
func copyFaces(family string, files []string) error {
	dir := filepath.Join("node_modules", family)
	for _, name := range files {
		if err := copyFile(filepath.Join(dir, "TTF", name+".ttf"), filepath.Join(paper, name+".ttf")); err != nil {
			return err
		}
	}
	return copyFile(filepath.Join(dir, "LICENSE.md"), filepath.Join(paper, "LICENSE-"+family+".txt"))
}

func copyFile(from, to string) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return fmt.Errorf("copy asset: %w", err)
	}
	return write(to, content)
}

func write(to string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return fmt.Errorf("write asset: %w", err)
	}
	if err := os.WriteFile(to, content, 0o644); err != nil {
		return fmt.Errorf("write asset: %w", err)
	}
	return nil
}
