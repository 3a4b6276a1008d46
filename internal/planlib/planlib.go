// Package planlib is the library of the house: plans of meetings and templates
// of group agreements, of our own wording, in every language. They are part of
// the program and nobody writes into them; what a group makes of one is the
// group's own and is kept elsewhere.
//
// Each is a file {language}/{plan,agreement}/{slug}.toml, which translators can
// edit. The slug stands in addresses and so never says what a group is about.
package planlib

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/BurntSushi/toml"

	"krag/internal/domain/group"
	"krag/internal/domain/plan"
	"krag/internal/i18n"
)

//go:embed pl uk en
var files embed.FS

// Library is everything of one sort, by language.
type Library[T any] struct {
	all  map[i18n.Lang][]T
	slug func(T) string
}

// Plans reads the plans of meetings, in the order of a group's life.
func Plans() (*Library[plan.Plan], error) { return plans(files) }

// Agreements reads the templates of group agreements.
func Agreements() (*Library[group.AgreementTemplate], error) { return agreements(files) }

// All lists them in a language. The pseudo-language has the Polish ones: they
// are words of their authors, in a language of their own.
func (l *Library[T]) All(lang i18n.Lang) []T {
	if lang == i18n.Pseudo {
		lang = i18n.Polish
	}
	return append([]T(nil), l.all[lang]...)
}

// Find gives one of them in a language, and whether it is there.
func (l *Library[T]) Find(lang i18n.Lang, slug string) (found T, ok bool) {
	for _, t := range l.All(lang) {
		if l.slug(t) == slug {
			return t, true
		}
	}
	return found, false
}

// load reads a folder of every language: each file strictly, so that a
// mistyped name of a field is not a text that is silently missing.
func load[T any](fsys fs.FS, folder string, finish func(*T, string)) (map[i18n.Lang][]T, error) {
	all := map[i18n.Lang][]T{}
	for _, lang := range i18n.Langs {
		names, err := fs.Glob(fsys, path.Join(string(lang), folder, "*.toml"))
		if err != nil {
			return nil, fmt.Errorf("list %s in %s: %w", folder, lang, err)
		}
		for _, name := range names {
			var t T
			meta, err := toml.DecodeFS(fsys, name, &t)
			if err != nil {
				return nil, fmt.Errorf("read %s: %w", name, err)
			}
			if unknown := meta.Undecoded(); len(unknown) > 0 {
				return nil, fmt.Errorf("read %s: nothing is called %s", name, unknown[0])
			}
			finish(&t, strings.TrimSuffix(path.Base(name), ".toml"))
			all[lang] = append(all[lang], t)
		}
	}
	return all, nil
}
