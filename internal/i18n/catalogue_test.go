package i18n

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
)

func keys(c catalogue) []string { return slices.Sorted(maps.Keys(c)) }

func TestLanguagesHaveTheSameKeys(t *testing.T) {
	pl := For(Polish).messages
	for _, lang := range Langs[1:] {
		other := For(lang).messages
		for _, key := range keys(pl) {
			if other[key] == nil {
				t.Errorf("%s: %s is missing", lang, key)
			}
		}
		for _, key := range keys(other) {
			if pl[key] == nil {
				t.Errorf("%s: %s is not in Polish", lang, key)
			}
		}
	}
}

func TestLanguagesHaveTheSamePlaces(t *testing.T) {
	for key, m := range For(Polish).messages {
		for _, lang := range Langs[1:] {
			other := For(lang).messages[key]
			if other == nil {
				continue
			}
			if (m.forms == nil) != (other.forms == nil) {
				t.Errorf("%s: %s is plural in one language only", lang, key)
			}
			if a, b := asked(m), asked(other); !slices.Equal(a, b) {
				t.Errorf("%s: %s has places %v, Polish has %v", lang, key, b, a)
			}
		}
	}
}

// asked are the places a caller must fill: the number fills itself.
func asked(m *message) []string {
	places := m.places()
	if m.forms != nil {
		for _, own := range []string{"n", "w", "W", "wn", "Wn", "wm", "Wm", "wp", "Wp"} {
			delete(places, own)
		}
	}
	return slices.Sorted(maps.Keys(places))
}

func TestPluralsHaveTheirForms(t *testing.T) {
	want := map[Lang][]plural.Form{
		Polish:    {plural.One, plural.Few, plural.Many},
		Ukrainian: {plural.One, plural.Few, plural.Many},
		English:   {plural.One, plural.Other},
	}
	for _, lang := range Langs {
		for key, m := range For(lang).messages {
			for _, form := range want[lang] {
				if m.forms != nil && m.forms[form] == nil {
					t.Errorf("%s: %s lacks plural form %d", lang, key, form)
				}
			}
		}
	}
}

func TestNoTextShoutsOrBlames(t *testing.T) {
	banned := regexp.MustCompile(`(?i)!|użytkownik|rekord|błąd krytyczny|niepoprawne dane|^pole wymagane\.?$|користувач`)
	for _, lang := range Langs {
		for key, m := range For(lang).messages {
			texts := []string{m.text}
			for _, form := range m.forms {
				texts = append(texts, form.text)
			}
			for _, text := range texts {
				if banned.MatchString(text) {
					t.Errorf("%s: %s says %q", lang, key, text)
				}
			}
		}
	}
}

func TestBrokenCataloguesAreRefused(t *testing.T) {
	for _, text := range []string{"{name", "name}", "{}", "{a b}", "{a{b}"} {
		if _, err := parseMessage(text); err == nil {
			t.Errorf("%q was taken", text)
		}
	}
}

// asksFor finds where a key is asked for: it must then be in the catalogue.
var asksFor = regexp.MustCompile(`(?:\.(?:T|N|Has)\(|\b(?:Invalid|Forbidden|NotFound|Conflict|Stale|Gone)\(|\bNewError\([^,()]+,|\.Add\([^,()]+,)\s*"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)"`)

var (
	literal = regexp.MustCompile(`"([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+)"`)
	comment = regexp.MustCompile(`(?m)^\s*//.*$`)
	built   = regexp.MustCompile(`"([a-z][a-z0-9_.]*\.)"\s*\+\s*\w+\s*\+\s*"(\.[a-z0-9_.]+)"`)
	family  = regexp.MustCompile(`\b(?:i18n\.)?Key\(\s*"([a-z0-9_.]+)"`)
)

func TestKeysAreThereAndUsed(t *testing.T) {
	messages := For(Polish).messages
	used := map[string]bool{}
	var families []string
	var between [][2]string // keys built as "group." + field + ".missing"
	for path, text := range sources(t) {
		for _, found := range asksFor.FindAllStringSubmatch(text, -1) {
			if messages[found[1]] == nil {
				t.Errorf("%s: no text for %q", path, found[1])
			}
		}
		for _, found := range literal.FindAllStringSubmatch(text, -1) {
			used[found[1]] = true
		}
		for _, found := range built.FindAllStringSubmatch(text, -1) {
			between = append(between, [2]string{found[1], found[2]})
		}
		for _, found := range family.FindAllStringSubmatch(text, -1) {
			families = append(families, found[1]+".")
		}
	}
	for _, key := range keys(messages) {
		if used[key] || slices.ContainsFunc(between, func(b [2]string) bool { return strings.HasPrefix(key, b[0]) && strings.HasSuffix(key, b[1]) }) {
			continue
		}
		if !slices.ContainsFunc(families, func(f string) bool { return strings.HasPrefix(key, f) }) {
			t.Errorf("%s is used nowhere", key)
		}
	}
	for _, f := range families {
		if !slices.ContainsFunc(keys(messages), func(key string) bool { return strings.HasPrefix(key, f) }) {
			t.Errorf("there is no text in the family %s", f)
		}
	}
}

// sources reads the program's own Go and templ files: not tests, and not what
// templ generated, which says the same again.
func sources(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git" || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		generated := strings.HasSuffix(path, "_test.go") || strings.HasSuffix(path, "_templ.go")
		if ext := filepath.Ext(path); generated || ext != ".go" && ext != ".templ" {
			return nil
		}
		text, err := os.ReadFile(path)
		found[path] = comment.ReplaceAllString(string(text), "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
