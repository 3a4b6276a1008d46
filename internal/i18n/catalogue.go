package i18n

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/feature/plural"
)

//go:embed catalogue
var files embed.FS

// catalogue holds the messages of one language by key.
type catalogue map[string]*message

var formNames = map[string]plural.Form{
	"one": plural.One, "few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// load reads every file of a language. The files are part of the program, so
// a mistake in them is a mistake of ours.
func load(fsys fs.FS, lang Lang) (catalogue, error) {
	source, wrap := lang, func(s string) string { return s }
	if lang == Pseudo {
		source, wrap = Polish, bracket
	}
	dir := path.Join("catalogue", string(source))
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, fmt.Errorf("read catalogue %s: %w", source, err)
	}
	c := catalogue{}
	for _, e := range entries {
		text, err := fs.ReadFile(fsys, path.Join(dir, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("read catalogue %s: %w", e.Name(), err)
		}
		var tree map[string]any
		if err := toml.Unmarshal(text, &tree); err != nil {
			return nil, fmt.Errorf("parse catalogue %s/%s: %w", source, e.Name(), err)
		}
		area := strings.TrimSuffix(e.Name(), ".toml")
		if err := c.add(area, tree, func(s string) string { return wrap(Tie(s, source)) }); err != nil {
			return nil, fmt.Errorf("catalogue %s: %w", source, err)
		}
	}
	return c, nil
}

// add puts a table and the tables in it under a key.
func (c catalogue) add(key string, tree map[string]any, polish func(string) string) error {
	if isPlural(tree) {
		return c.addPlural(key, tree, polish)
	}
	for name, value := range tree {
		below := key + "." + name
		switch v := value.(type) {
		case string:
			m, err := parseMessage(polish(v))
			if err != nil {
				return fmt.Errorf("%s: %w", below, err)
			}
			c[below] = m
		case map[string]any:
			if err := c.add(below, v, polish); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%s: a text or a table, not %T", below, value)
		}
	}
	return nil
}

// isPlural tells a table of plural forms from a table of messages: it has
// nothing but forms, "one" and "many" or "other" among them.
func isPlural(tree map[string]any) bool {
	for name, value := range tree {
		_, text := value.(string)
		if _, form := formNames[name]; !form || !text {
			return false
		}
	}
	return tree["one"] != nil && (tree["many"] != nil || tree["other"] != nil)
}

func (c catalogue) addPlural(key string, tree map[string]any, polish func(string) string) error {
	m := &message{forms: map[plural.Form]*message{}}
	for name, value := range tree {
		form, err := parseMessage(polish(value.(string)))
		if err != nil {
			return fmt.Errorf("%s.%s: %w", key, name, err)
		}
		m.forms[formNames[name]] = form
	}
	c[key] = m
	return nil
}

func bracket(s string) string { return "⟦" + s + "⟧" }
